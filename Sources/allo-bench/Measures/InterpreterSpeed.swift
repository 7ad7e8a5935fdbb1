import Flows
import Telephony

/// How fast the interpreter walks: sums, conditions over numbers and conditions over texts, round
/// after round.
///
/// A call may take 10,000 steps; a loop must wait for something now and then, or the checker
/// refuses it. So each round ends with a look-up, which is answered at once.
struct InterpreterSpeed {
    private static let triplesARound = 100
    private static let rounds = 30

    let effort: Effort

    func figures() throws -> [Figure] {
        let program = try FlowFolder.program(
            FlowChecker.check(
                centre: SourceText(path: "centre.yaml", text: InterpreterSpeed.centre),
                flows: [SourceText(path: "rounds.yaml", text: InterpreterSpeed.flow)],
                resources: ResourceListing(
                    pieces: ["calme"], customerFiles: ["clients.csv": Array("nom,rang\na,1\n".utf8)]
                )))
        let steps = InterpreterSpeed.call(program) { event in
            if case .stepEntered = event { 1 } else { 0 }
        }
        guard steps > InterpreterSpeed.rounds * InterpreterSpeed.triplesARound * 3 else {
            throw Problem("the flow broke off after \(steps) steps")
        }
        let rates = effort.rates {
            _ = InterpreterSpeed.call(program) { _ in 0 }
            return steps
        }
        return [
            Figure(
                "interpreter, steps on one core", .perSecond, rates, goal: .atLeast(1_000_000))
        ]
    }

    /// Runs a call until it speaks; gives the sum of what its events count for.
    private static func call(_ program: FlowProgram, counting: (CallEvent) -> Int) -> Int {
        let interpreter = FlowInterpreter()
        var state = FlowState(program: program)
        var input: CallInput? = .arrived(
            Arrival(
                flow: "rounds", caller: CallerID(rawValue: "caller-1"), from: nil, to: "rounds",
                unixMilliseconds: 1_795_424_400_000))
        var count = 0
        while let next = input {
            input = nil
            for effect in interpreter.step(&state, on: next, now: .zero) {
                switch effect {
                case .act(.lookUp(let request, let directory, let column, let value)):
                    input = .answered(
                        request,
                        program.answer(directory: directory, column: column, value: value))
                case .journal(let event): count += counting(event)
                case .act, .enqueue, .noteVisit, .leaveQueue, .stepAside, .comeBack,
                    .wantEstimate, .callBack, .agent, .passed:
                    break
                }
            }
        }
        return count
    }

    private static let centre = """
        format: 1
        centre: bench
        time-zone: Europe/Paris
        directories:
          clients: {file: clients.csv}
        """

    private static var flow: String {
        let triples = (1...triplesARound).map { number in
            """
              sum-\(number):
                set: {total: total + \(number)}
                next: limit-\(number)
              limit-\(number):
                choose:
                  - when: total > 1000000 or total < 0
                    next: done
                otherwise: rank-\(number)
              rank-\(number):
                choose:
                  - when: client.nom = "b" and rounds > 0
                    next: done
                otherwise: \(number == triplesARound ? "count" : "sum-\(number + 1)")

            """
        }
        return """
            format: 1
            flow: rounds
            languages: [fr-FR]
            start: sum-1
            variables: {total: "0", rounds: "0", client: nothing}
            steps:
            \(triples.joined())
              count:
                set: {rounds: rounds + 1}
                next: enough
              enough:
                choose:
                  - when: rounds >= \(rounds)
                    next: done
                otherwise: ask
              ask:
                look-up: clients
                by: rang
                key: "1"
                into: client
                found: sum-1
                missing: done
              done:
                hang-up: Au revoir.
            """
    }
}
