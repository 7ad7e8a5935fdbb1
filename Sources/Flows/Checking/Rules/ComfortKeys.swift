import Telephony

/// Keys that a queue's messages tell callers of, and that do nothing in a step where they wait.
enum ComfortKeys {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        guard let centre = flows.scope.files.centre else { return [] }
        return flows.each { draft in
            draft.steps.filter { $0.kind == .queue }.flatMap { step -> [Diagnostic] in
                guard let name = step.fields.scalar(.queue),
                    let queue = flows.scope.centre.queues[name.text]
                else { return [] }
                let bound = Set(step.fields.choices(.escape).flatMap(\.keys))
                let said = draft.document.languages.flatMap { queue.keysSaid(in: $0) }
                let place = centre.place(ofMessages: name.text)
                return Set(said).subtracting(bound).sorted { $0.rawValue < $1.rawValue }.map {
                    Diagnostic(
                        .keyNotBound,
                        "the queue tells callers to press \([$0].spoken), which does nothing in the "
                            + "step ‘\(step.name.text)’", at: name,
                        related: place.map { [Diagnostic.Note("it is said here", at: $0)] } ?? [])
                }
            }
        }
    }
}

extension Centre.Queue {
    fileprivate func keysSaid(in language: LanguageTag) -> [Digit] {
        announcements.comfort.flatMap { $0.keysSaid(in: language) }
    }
}

extension PromptLine {
    /// The keys that a message of a queue tells callers of, in their language.
    func keysSaid(in language: LanguageTag) -> [Digit] {
        guard let spoken = SpokenLanguage(language) else { return [] }
        var context = EvaluationContext()
        // A text without values has nothing that could fail.
        guard let text = try? texts[language]?.render([], in: spoken, &context) else { return [] }
        return SpokenKey.all(in: text, spoken).map(\.key)
    }
}

extension CentreDocument {
    fileprivate func place(ofMessages queue: String) -> SourcePosition? {
        let entry = fields.mapping(.queues).first { $0.key.text == queue }
        return entry.flatMap { Fields($0.value)[.announcements] }
            .flatMap { Fields($0).key(.comfort)?.position }
    }
}
