public import Telephony

/// What an agent hears before the caller: which queue, how long the wait was, who calls.
extension Centre {
    /// The whisper of a queue for an agent, in the agent's language.
    ///
    /// - Parameters:
    ///   - queue: the name of the queue.
    ///   - wait: how long the caller has waited.
    ///   - customer: what the caller is called, where that is known.
    ///   - language: the language of the agent.
    public func whisper(
        of queue: String, wait: Duration, customer: String?, in language: LanguageTag
    ) -> Utterance {
        let written = queues[queue]?.whisper?.texts
        let tag = written == nil || written?[language] != nil ? language : .french
        let spoken = SpokenLanguage(tag) ?? .frenchOfFrance
        let text =
            written?[tag].flatMap { template in
                Whisper.text(template, queue, wait, customer, in: spoken)
            } ?? Whisper.usual(queue, wait, customer, in: spoken)
        return Utterance(text: text, language: spoken.tag, isPersonal: customer != nil)
    }
}

extension Centre.Whisper {
    /// The values that its text may have; the raw value is their slot.
    enum Slot: Int, CaseIterable {
        case queue, wait, customer

        init?(name: String) {
            guard let slot = Slot.allCases.first(where: { "\($0)" == name }) else { return nil }
            self = slot
        }
    }

    /// The text that a designer wrote; nil where a value in it can't be spoken so.
    fileprivate static func text(
        _ template: CompiledTextTemplate, _ queue: String, _ wait: Duration, _ customer: String?,
        in language: SpokenLanguage
    ) -> String? {
        var context = EvaluationContext()
        // A whisper that can't be said must not keep the agent from the caller.
        let values: [Value] = [
            .text(queue), .duration(wait), customer.map(Value.text) ?? .nothing,
        ]
        return try? template.render(values, in: language, &context)
    }

    /// `Appel vip, attente deux minutes, Madame Lefèvre.`
    fileprivate static func usual(
        _ queue: String, _ wait: Duration, _ customer: String?, in language: SpokenLanguage
    ) -> String {
        let spell = Speller(language)
        let span = (try? spell.spoken(.duration(wait))) ?? ""
        let parts =
            language.isFrench
            ? ["Appel \(queue)", "attente \(span)", customer]
            : ["Call for \(queue)", "waited \(span)", customer]
        return parts.compactMap(\.self).joined(separator: ", ") + "."
    }
}
