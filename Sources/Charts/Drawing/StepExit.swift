public import Flows
import Telephony

/// One way out of a step.
public struct StepExit: Hashable, Sendable {
    /// The name, which no other exit of the step has: `next`, `exhausted`, `timeout`, a key as
    /// `1` or `star`, `when 2` for the second condition, the exit of a called flow.
    public var name: String
    /// What stands at it in a chart: the key, the condition, the word; empty for the only way on.
    public var label: String
    /// Where the call goes on.
    public var transition: Transition
    /// Whether only callers leave by it with whom, or for whom, something did not work.
    public var isFailure: Bool

    init(
        _ name: String, _ transition: Transition, label: String? = nil, isFailure: Bool = false
    ) {
        self.name = name
        self.label = label ?? name
        self.transition = transition
        self.isFailure = isFailure
    }
}

extension Step {
    /// The ways out of the step, in the order in which charts tell of them.
    ///
    /// - Parameter flow: gives a flow by its name, for the exits of those that are called.
    /// - Returns: the ways; none for a step that ends the call.
    public func exits(_ flow: (String) -> Flow?) -> [StepExit] {
        switch kind {
        case .say(let say): [.on(say.next)]
        case .menu(let menu): menu.choices.map(StepExit.key) + [.exhausted(menu.failures)]
        case .collect(let collect):
            [.on(collect.next)] + collect.escapes.map(StepExit.key)
                + [.exhausted(collect.failures)]
        case .choose(let choose):
            choose.cases.enumerated().map { index, choice in
                StepExit("when \(index + 1)", choice.next, label: choice.text)
            } + [StepExit("otherwise", choose.otherwise)]
        case .set(let assign): [.on(assign.next)]
        case .request(let request): StepExit.answers(request.exits)
        case .lookUp(let lookUp): StepExit.answers(lookUp.exits)
        case .hours(let hours):
            [
                StepExit("open", hours.open), StepExit("closed", hours.closed),
                StepExit("holiday", hours.holiday),
            ]
        case .call(let call): StepExit.exits(of: call, flow(call.flow))
        case .record(let record): [.on(record.next)]
        case .queue(let visit): StepExit.exits(of: visit)
        case .callback(let callback):
            [
                StepExit("accepted", callback.accepted),
                StepExit("refused", callback.refused, isFailure: true),
            ]
        case .agent(let agent):
            [
                .on(agent.done), StepExit("refused", agent.refused, isFailure: true),
                StepExit("locked", agent.locked, isFailure: true),
            ]
        case .transfer(let transfer): [StepExit("failed", transfer.failed, isFailure: true)]
        case .survey(let survey): [.on(survey.next), .exhausted(survey.failures)]
        case .hangUp: []
        }
    }
}

extension StepExit {
    /// The way on that needs no word.
    fileprivate static func on(_ next: Transition) -> StepExit {
        StepExit("next", next, label: "")
    }

    fileprivate static func key(_ choice: Menu.Choice) -> StepExit {
        let written = String(choice.keys.map(\.character))
        let name = ["*": "star", "#": "hash"][written] ?? written
        return StepExit(name, choice.next, label: written)
    }

    fileprivate static func exhausted(_ failures: FailureRules) -> StepExit {
        StepExit("exhausted", failures.exhausted, isFailure: true)
    }

    fileprivate static func answers(_ exits: AnswerExits) -> [StepExit] {
        [
            StepExit("found", exits.found), StepExit("missing", exits.missing),
            StepExit("failed", exits.failed, isFailure: true),
        ]
    }

    fileprivate static func exits(of call: SubFlow, _ called: Flow?) -> [StepExit] {
        guard let names = called?.exits, !names.isEmpty else {
            return call.exits.map { .on($0) }
        }
        return zip(names, call.exits).map { StepExit($0, $1) }
    }

    /// Those that lead where the end of the longest wait leads are told with it.
    fileprivate static func exits(of visit: QueueVisit) -> [StepExit] {
        let exits = visit.exits
        let offer = visit.offer.map { [StepExit("offer", $0.next)] } ?? []
        let transfers = visit.transfers.sorted { $0.key < $1.key }.map {
            StepExit("transferred \($0.key)", $0.value)
        }
        return [StepExit("next", exits.next)] + visit.escapes.map(key) + offer + transfers + [
            StepExit("timeout", exits.timeout, isFailure: true)
        ]
            + [("full", exits.full), ("closed", exits.closed), ("empty", exits.empty)]
            .filter { $0.1 != exits.timeout }.map { StepExit($0.0, $0.1, isFailure: true) }
    }
}
