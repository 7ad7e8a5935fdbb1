public import Flows
import Telephony

extension Exit.Way {
    /// Whether it is a key of the caller's.
    var isKey: Bool {
        switch self {
        case .choice, .escape: true
        default: false
        }
    }

    /// What designers call it: the word of the flow file.
    public var name: String {
        switch self {
        case .choice(let place): "choice \(place + 1)"
        case .escape(let place): "escape \(place + 1)"
        case .branch(let place): "branch \(place + 1)"
        case .exit(let place): "exit \(place + 1)"
        case .transferred(let queue): "transferred \(queue)"
        case .tooManyFailures: "too-many-failures"
        case .technicalProblem: "technical-problem"
        case .otherwise, .next, .exhausted, .found, .missing, .failed, .open, .closed, .holiday,
            .timeout, .full, .empty, .offer, .accepted, .refused, .locked:
            "\(self)"
        }
    }

    /// What designers call it, with the key, the condition or the exit that it goes by.
    public func name(in step: Step, of program: FlowProgram) -> String {
        switch (self, step.kind) {
        case (.choice(let place), .menu(let menu)):
            menu.choices[checked: place].map { "key \(String($0.keys))" } ?? name
        case (.escape(let place), .collect(let collect)):
            collect.escapes[checked: place].map { "key \(String($0.keys))" } ?? name
        case (.escape(let place), .queue(let queue)):
            queue.escapes[checked: place].map { "key \(String($0.keys))" } ?? name
        case (.branch(let place), .choose(let choose)):
            choose.cases[checked: place].map { "when \($0.text)" } ?? name
        case (.exit(let place), .call(let call)):
            (program.flows[call.flow]?.exits[checked: place]).map { "exit \($0)" } ?? name
        default: name
        }
    }
}

extension Array {
    /// The element at a place; nil where there is none.
    subscript(checked place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
