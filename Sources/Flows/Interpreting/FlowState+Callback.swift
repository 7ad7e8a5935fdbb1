import Telephony

/// Keeping the caller's place, to call them back.
extension FlowState {
    mutating func callBack(_ step: CallbackStep) throws(FlowError) -> Transition? {
        guard let number = try callbackNumber(step) else {
            return leave(by: .refused, to: step.refused)
        }
        if visit?.queue != step.queue { leaveForGood() }
        activity = .callingBack(queue: step.queue, number: number)
        outbox.append(.callBack(queue: step.queue, number: number))
        return nil
    }

    /// The number in full; nil where there is none, or none that may be called.
    private func callbackNumber(_ step: CallbackStep) throws(FlowError) -> PhoneNumber? {
        let value: Value?
        if let number = step.number {
            value = try evaluate(number)
        } else {
            value = frames.last?.slots.dropFirst(BuiltIn.caller.rawValue).first
        }
        guard let text = value?.plainText, let number = PhoneNumber(text),
            let callable = program.centre.callable(number)
        else { return nil }
        // Whatever is in the way, the flow says so in its own words.
        guard (try? program.centre.route(toCallBack: callable)) != nil else { return nil }
        return callable
    }

    mutating func endCallback(_ isTaken: Bool) {
        guard case .callingBack(let queue, let number) = activity,
            case .callback(let step) = currentStep?.kind
        else { return }
        activity = .speaking
        guard isTaken else { return follow(leave(by: .refused, to: step.refused)) }
        visit = nil
        write(
            .callbackAccepted(
                queue: queue, number: .personal(number.text), recordsTalks: recordsTalks))
        carefully { state throws(FlowError) in
            var prompts = try state.prompts(step.prompts)
            if prompts.isEmpty { prompts = [state.confirmation(of: number)] }
            state.perform(state.listening.begin(prompts, for: nil))
        }
    }

    private func confirmation(of number: PhoneNumber) -> Listening.Prompt {
        let text = CallbackSentence.spoken(number, in: spokenLanguage)
        return Listening.Prompt(
            utterance: Utterance(text: text, language: language, isPersonal: true), bargeIn: true)
    }

    /// The language of the call, as one that values are put into words of.
    var spokenLanguage: SpokenLanguage { SpokenLanguage(language) ?? .frenchOfFrance }
}
