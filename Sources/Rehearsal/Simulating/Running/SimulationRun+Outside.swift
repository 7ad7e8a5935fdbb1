import CallCentre
import Flows
import Telephony

// The world outside: customer files, endpoints, destinations, those who are called back.
extension SimulationRun {
    mutating func answer(_ question: Question) {
        switch question.kind {
        case .lookUp(let request, let directory, let column, let value):
            let answer = program.answer(directory: directory, column: column, value: value)
            happen(.answered(request, answer), to: question.call)
        case .request(let request, let asked): answer(request, asked, of: question.call)
        case .reach(let destination): ring(destination, for: question.call)
        }
    }

    private mutating func answer(_ request: RequestID, _ asked: WebRequest, of call: CallID) {
        guard let endpoint = plan.endpoints[asked.endpoint], var caller = callers[call],
            let lots = answers[asked.endpoint], let answer = lots.draw(from: &caller.keys),
            let place = lots.values.firstIndex(of: answer),
            let span = endpoint.latency.draw(from: &caller.keys)
        else { return timeOut(request, asked, of: call) }
        // An answer that comes too late was drawn all the same.
        callers[call] = caller
        guard .milliseconds(span) < asked.timeout else {
            return timeOut(request, asked, of: call)
        }
        intend(.outsideTellsAnswer(call, request, place, asked.endpoint), after: span)
    }

    private mutating func timeOut(_ request: RequestID, _ asked: WebRequest, of call: CallID) {
        intend(
            .outsideTellsAnswer(call, request, -1, asked.endpoint),
            after: asked.timeout.inMilliseconds)
    }

    mutating func tellAnswer(
        _ call: CallID, _ request: RequestID, _ place: Int, _ endpoint: String
    ) {
        let values = answers[endpoint]?.values ?? []
        let answer = values.indices.contains(place) ? values[place].outside : .failed
        happen(.answered(request, answer), to: call)
    }

    // MARK: Destinations

    private mutating func ring(_ destination: String, for call: CallID) {
        guard callers[call] != nil else { return }
        rings += 1
        callers[call]?.outside = destination
        callers[call]?.outsideRing = rings
        let patience = program.centre.destinations[destination]?.patience
        intend(
            .outsideGivesUp(call, ring: rings),
            after: (patience ?? Centre.Destination.usualPatience).inMilliseconds)
        let time = localTime
        guard outside[destination]?.ring(call, rings, at: time) == true else { return }
        callers[call]?.occupiesOutside = true
        planOutsideAnswer(destination, call, ring: rings)
    }

    private mutating func planOutsideAnswer(_ destination: String, _ call: CallID, ring: Int) {
        guard var caller = callers[call] else { return }
        let span = outside[destination]?.plan.answersAfter.draw(from: &caller.talk) ?? 0
        callers[call] = caller
        intend(.outsideAnswers(call, ring: ring), after: span)
    }

    mutating func outsideAnswers(_ call: CallID, ring: Int) {
        guard let caller = callers[call], caller.outsideRing == ring, caller.partner == nil,
            let destination = caller.outside
        else { return }
        callers[call]?.partner = .outside(destination)
        happen(.transferAnswered, to: call)
        guard var talking = callers[call], let desk = outside[destination] else { return }
        let span = desk.plan.talk.draw(from: &talking.talk) ?? 0
        callers[call] = talking
        intend(.outsideHangsUp(call, ring: ring), after: span)
    }

    mutating func connectOutside(_ destination: String, to call: CallID) {
        callers[call]?.partner = .outside(destination)
    }

    mutating func outsideGivesUp(_ call: CallID, ring: Int) {
        guard let caller = callers[call], caller.outsideRing == ring, caller.partner == nil,
            caller.outside != nil
        else { return }
        outsideIsLetGo(by: call)
        happen(.transferFailed(reason: "no-answer"), to: call)
    }

    mutating func outsideHangsUp(_ call: CallID, ring: Int) {
        guard let caller = callers[call], caller.outsideRing == ring,
            case .outside = caller.partner
        else { return }
        outsideIsLetGo(by: call)
        happen(.agentHungUp, to: call)
    }

    /// Nobody outside has to do with a call any more.
    mutating func outsideIsLetGo(by call: CallID) {
        guard let caller = callers[call], let destination = caller.outside else { return }
        callers[call]?.outside = nil
        callers[call]?.outsideRing = 0
        callers[call]?.partner = nil
        callers[call]?.occupiesOutside = false
        guard caller.occupiesOutside else {
            outside[destination]?.withdraw(call)
            return
        }
        guard case .outside = caller.partner, var talking = callers[call] else {
            return outsideIsFree(destination)
        }
        let span = outside[destination]?.plan.wrapUp.draw(from: &talking.talk) ?? 0
        callers[call] = talking
        intend(.outsideIsFree(destination), after: span)
    }

    mutating func outsideIsFree(_ destination: String) {
        outside[destination]?.free()
        answerRinging(at: destination)
    }

    /// Whoever is free takes the calls that ring, in their order.
    mutating func answerRinging(at destination: String) {
        let time = localTime
        while let (call, ring) = outside[destination]?.takeRinging(at: time) {
            callers[call]?.occupiesOutside = true
            planOutsideAnswer(destination, call, ring: ring)
        }
    }

    // MARK: Calling back

    /// How long it rings before somebody answers, and before a busy line is known.
    private static let callbackAnswer: Int64 = 8_000
    private static let busyTone: Int64 = 2_000

    mutating func take(_ act: CallbackAct, ofCallback call: CallID) {
        switch act {
        case .ring:
            rings += 1
            calledBack[call]?.ring = rings
            ordeal?.invariants.checkCallbackRing(call)
            let answer = callbackAnswers.draw(from: &chance) ?? .answer
            let span =
                switch answer {
                case .answer: Self.callbackAnswer
                case .busy: Self.busyTone
                case .noAnswer: program.centre.callbacks?.ring.inMilliseconds ?? 25_000
                }
            intend(.callbackRings(call, ring: rings, answer), after: span)
        case .hangUp: calledBack[call]?.ring = 0
        case .becomesCall: calledBack[call] = nil
        }
    }

    /// Who is called back has answered: they are a caller from here on, by the name of the attempt.
    mutating func reachCallback(_ attempt: CallID) {
        guard let callback = attempts[attempt], let known = calledBack[callback] else { return }
        var identity = known.identity
        identity.attempt += Self.calledBackAttempt
        var caller = population.caller(identity)
        caller.queue = known.queue
        callers[attempt] = caller
    }

    /// What tells the streams of chance of a call back from those of the calls before.
    private static let calledBackAttempt = 32

    mutating func settleCallback(
        _ call: CallID, ring: Int, _ answer: SimulationPlan.CallbackAnswer
    ) {
        guard calledBack[call]?.ring == ring else { return }
        let input: CallbackInput =
            switch answer {
            case .answer: .reached
            case .noAnswer: .notReached(.timeout)
            case .busy: .notReached(.busy)
            }
        stage.take(.callback(call, input), at: .milliseconds(clock))
    }
}
