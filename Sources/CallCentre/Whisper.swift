import Flows
import Telephony

/// What an agent hears and sees of a caller before they hear them.
extension CallCentre.State {
    /// Who calls, for the display of a telephone: the queue, and the customer where they are known; or
    /// the colleague.
    func displayName(of call: CallID) -> String {
        if let callback = callbacks[call] {
            return ([callback.queue] + [callback.customer].compactMap(\.self))
                .joined(separator: " - ")
        }
        if let agent = consultations[call]?.agent {
            return centre?.agents[agent]?.spokenName ?? agent.rawValue
        }
        let open = calls[call]
        return [open?.visit?.queue, open?.customer].compactMap(\.self).joined(separator: " - ")
    }

    /// A few words for an agent: the queue, how long the caller has waited, and who they are; nil
    /// where there is nothing to say.
    func whisper(for call: CallID, to agent: AgentID) -> Utterance? {
        let language = centre?.agents[agent]?.language ?? .french
        if let callback = callbacks[call] {
            guard centre?.queues[callback.queue]?.whispers != false else { return nil }
            return Whisper(
                queue: callback.queue, wait: now - callback.accepted, customer: callback.customer,
                isCallback: true
            ).utterance(language)
        }
        guard let open = calls[call], let visit = open.visit else { return nil }
        let queue = open.flow.program.centre.queues[visit.queue]
        guard queue?.whispers != false else { return nil }
        let whisper = Whisper(
            queue: visit.queue, wait: now - visit.entered, customer: open.customer,
            isCallback: false)
        let texts = queue?.whisper?.texts ?? [:]
        // Where nobody wrote it in the agent's language, any that was written says more than ours.
        for language in [language, .french, .english] {
            if let said = texts[language].flatMap({ whisper.utterance(of: $0, language) }) {
                return said
            }
        }
        return whisper.utterance(language)
    }
}

/// What there is to say of a caller.
struct Whisper {
    let queue: String
    let wait: Duration
    let customer: String?
    let isCallback: Bool

    /// As the centre file wants it; nil where that can't be spoken.
    func utterance(of template: CompiledTextTemplate, _ language: LanguageTag) -> Utterance? {
        guard let spoken = SpokenLanguage(language) else { return nil }
        var context = EvaluationContext()
        let slots = Centre.Whisper.Value.allCases.map { value -> Value in
            switch value {
            case .queue: .text(queue)
            case .wait: .duration(wait)
            case .customer: customer.map { .text($0) } ?? .nothing
            }
        }
        guard let text = try? template.render(slots, in: spoken, &context), !text.isEmpty else {
            return nil
        }
        return Utterance(text: text, language: language, isPersonal: !template.isConstant)
    }

    /// As Allo says it of itself.
    func utterance(_ language: LanguageTag) -> Utterance? {
        guard let spoken = SpokenLanguage(language),
            let wait = try? Speller(spoken).spoken(.duration(wait), as: .duration)
        else { return nil }
        let isFrench = language.language == "fr"
        let who = customer.map { " \($0)." } ?? ""
        let text =
            switch (isFrench, isCallback) {
            case (true, false): "\(queue), attente \(wait).\(who)"
            case (true, true): "Rappel, \(queue).\(who)"
            case (false, false): "\(queue), waited \(wait).\(who)"
            case (false, true): "Callback, \(queue).\(who)"
            }
        return Utterance(text: text, language: language, isPersonal: true)
    }
}
