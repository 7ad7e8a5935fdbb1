import Telephony

/// All flows of a check after they were compiled: what the rules look at.
struct CheckedFlows: Sendable {
    let drafts: [FlowDraft]
    let scope: CheckScope

    func draft(_ name: String) -> FlowDraft? { drafts.first { $0.name == name } }

    /// The flows that could be made, with what only all flows together tell.
    func finished() -> [Flow] {
        let secrets = SecretSteps(self)
        return drafts.compactMap { draft in
            draft.flow.map { secrets.marked($0) }
        }
    }
}
