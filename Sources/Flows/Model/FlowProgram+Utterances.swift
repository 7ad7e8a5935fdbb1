public import Telephony

extension FlowProgram {
    /// What can be rendered before any call: every text that is the same in all of them, in the
    /// order of the flows' names and of their steps, each once; then what queues say.
    public var constantUtterances: [Utterance] {
        var seen: Set<Utterance> = []
        var utterances: [Utterance] = []
        let flows = flows.values.sorted { $0.name < $1.name }
        let queues = centre.queues.values.sorted { $0.name < $1.name }
        let lines =
            flows.flatMap { $0.steps.flatMap(\.kind.promptLines) }
            + queues.flatMap(\.announcements.comfort)
        for utterance in lines.flatMap(\.constantUtterances)
        where seen.insert(utterance).inserted {
            utterances.append(utterance)
        }
        return utterances
    }
}

extension PromptLine {
    fileprivate var constantUtterances: [Utterance] {
        texts.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { language, template in
            guard template.isConstant, let spoken = SpokenLanguage(language) else { return nil }
            var context = EvaluationContext()
            // A text without values has nothing that could fail.
            guard let text = try? template.render([], in: spoken, &context), !text.isEmpty else {
                return nil
            }
            return Utterance(prompt: prompt, text: text, language: language)
        }
    }
}

extension Step.Kind {
    /// All that the step may say.
    public var promptLines: [PromptLine] {
        switch self {
        case .say(let say): say.prompts
        case .menu(let menu): menu.prompts + menu.failures.promptLines
        case .collect(let collect): collect.prompts + collect.failures.promptLines
        case .choose, .set, .lookUp, .hours, .call, .agent: []
        case .request(let request): request.prompts
        case .record(let record): record.prompts
        case .queue(let visit): visit.prompts
        case .callback(let callback): callback.prompts
        case .transfer(let transfer): transfer.prompts
        case .survey(let survey):
            survey.questions.flatMap(\.prompts) + survey.failures.promptLines
        case .hangUp(let hangUp): hangUp.prompts
        }
    }
}

extension FailureRules {
    fileprivate var promptLines: [PromptLine] { (noInput + noMatch).flatMap { $0 } }
}
