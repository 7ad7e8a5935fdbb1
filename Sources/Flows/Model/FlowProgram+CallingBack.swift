import Telephony

extension FlowProgram {
    /// What somebody who is called back goes through once they and the agent hear each other: a
    /// queue step in which they talk already, with the exits that `callbacks` names.
    ///
    /// So the talk is held, transferred and ended as that of any caller, whichever flow it was in
    /// which they accepted to be called back.
    func flow(callingBackIn queue: String) -> Flow {
        var steps: [Step] = []
        func leave(to flow: String?, as name: Word) -> Transition {
            guard let flow else { return .hangUp }
            let exits = flows[flow]?.exits.count ?? 0
            let call = SubFlow(
                flow: flow, arguments: [], results: [],
                exits: Array(repeating: .hangUp, count: max(1, exits)))
            steps.append(Self.step(name, .call(call)))
            return .step(steps.count)
        }
        let exits = QueueVisit.Exits(
            next: leave(to: centre.callbacks?.next, as: .next),
            timeout: leave(to: centre.callbacks?.timeout, as: .timeout))
        let talk = QueueVisit(queue: queue, prompts: [], exits: exits)
        return Flow(
            name: Word.callbacks.rawValue, version: "", languages: [],
            steps: [Self.step(.queue, .queue(talk))] + steps, start: 0,
            variables: BuiltIn.allCases.map(\.name),
            initialValues: BuiltIn.allCases.map { _ in .nothing }, parameters: [], exits: [],
            callFailures: Flow.usualCallFailures, tooManyFailures: .hangUp,
            technicalProblem: .hangUp)
    }

    private static func step(_ name: Word, _ kind: Step.Kind) -> Step {
        Step(
            name: name.rawValue,
            position: SourcePosition(file: Word.callbacks.rawValue, line: 1, column: 1),
            kind: kind)
    }
}
