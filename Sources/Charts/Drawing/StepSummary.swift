import Flows
import Telephony

extension Step {
    /// The word of the step's kind, as designers write it.
    var kindWord: String {
        switch kind {
        case .say: "say"
        case .menu: "menu"
        case .collect: "collect"
        case .choose: "choose"
        case .set: "set"
        case .request: "request"
        case .lookUp: "look-up"
        case .hours: "hours"
        case .call: "call"
        case .record: "record"
        case .queue: "queue"
        case .callback: "callback"
        case .agent: "agent"
        case .transfer: "transfer"
        case .survey: "survey"
        case .hangUp: "hang-up"
        }
    }

    /// What the step works on; nil where it only says something.
    func subject(in flow: Flow) -> String? {
        switch kind {
        case .say, .menu, .choose, .hangUp: nil
        case .collect(let collect): collect.subject(in: flow)
        case .set(let assign):
            assign.assignments.map { "\(flow.name(ofSlot: $0.variable)) = \($0.value.text)" }
                .joined(separator: ", ")
        case .request(let request): request.endpoint
        case .lookUp(let lookUp): lookUp.directory
        case .hours(let hours): hours.calendar
        case .call(let call): call.flow
        case .record(let record): record.name
        case .queue(let visit): visit.queue
        case .callback(let callback): callback.queue
        case .agent(let agent): agent.change.rawValue
        case .transfer(let transfer): transfer.destination
        case .survey(let survey): survey.questions.map(\.name).joined(separator: ", ")
        }
    }

    /// All that the step says of itself.
    var prompts: [PromptLine] {
        switch kind {
        case .say(let say): say.prompts
        case .menu(let menu): menu.prompts
        case .collect(let collect): collect.prompts
        case .request(let request): request.prompts
        case .record(let record): record.prompts
        case .queue(let visit): visit.prompts
        case .callback(let callback): callback.prompts
        case .transfer(let transfer): transfer.prompts
        case .survey(let survey): survey.questions.flatMap(\.prompts)
        case .hangUp(let hangUp): hangUp.prompts
        case .choose, .set, .lookUp, .hours, .call, .agent: []
        }
    }
}

extension Collect {
    fileprivate func subject(in flow: Flow) -> String {
        let digits =
            length.count == 1
            ? "\(length.lowerBound)" : "\(length.lowerBound) to \(length.upperBound)"
        let noun = length.upperBound == 1 ? "digit" : "digits"
        return "\(flow.name(ofSlot: variable)), \(digits) \(noun)" + (isSecret ? ", secret" : "")
    }
}

extension Flow {
    /// The name of a variable; a dash for a slot that the flow has not.
    fileprivate func name(ofSlot slot: Int) -> String {
        variables.indices.contains(slot) ? variables[slot] : "–"
    }
}

extension PromptLine {
    /// The text in a language, or in another where it has none in that one.
    func text(in language: LanguageTag) -> String {
        (texts[language] ?? texts.min { $0.key.rawValue < $1.key.rawValue }?.value)?.written ?? ""
    }
}
