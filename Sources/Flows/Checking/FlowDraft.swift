import Telephony

/// What the compiler of a flow found out: what the rules look at, and the flow itself if nothing is
/// wrong with its parts.
struct FlowDraft: Sendable {
    /// A way from one step to the next.
    struct Edge: Sendable {
        /// The index of the step among the document's.
        let from: Int
        let to: Transition
        /// Which exit it is, as `next` or `exhausted`.
        let word: Word
        /// Where the target is written.
        let place: YAMLScalar
        /// Which exit of another flow it follows, by its place.
        var exit: Int?
        /// The queue that an agent has sent the caller on to.
        var queue: String?
    }

    let document: FlowDocument
    let name: String
    let edges: [Edge]
    /// Where a call goes that failed too often or can't go on; nil where the designer says nothing.
    let alarms: [(word: Word, to: Transition, place: YAMLScalar)]
    /// The step that a call begins in.
    let start: Int?
    /// Whether every target could be found, so that what can't be reached is known.
    let isResolved: Bool
    /// The edges of each step.
    let exits: [[Edge]]
    /// Where a variable is read, and where it is set or declared.
    let reads: Set<String>
    let writes: [(variable: YAMLScalar, isDeclaration: Bool)]
    let prompts: [PromptUse]
    let flow: Flow?

    /// A text that a step says, in one language.
    struct PromptUse: Sendable {
        let step: Int
        let role: Role
        let language: LanguageTag
        /// The text, in the flow file or in a prompts file.
        let text: YAMLScalar
        let source: SourceText
        /// Where the step writes the text or names the prompt.
        let mention: YAMLScalar

        enum Role: Sendable {
            /// What the step says.
            case own
            /// What it says at a failure.
            case failure
        }
    }
}
