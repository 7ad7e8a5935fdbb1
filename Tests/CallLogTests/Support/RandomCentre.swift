import CallLog
import Reports
import Telephony
import TestSupport

/// A made-up centre: agents who come and go, callers who wait, talk, give up, ask to be called back
/// and call again. Its records come in the order of their times.
struct RandomCentre {
    private var random: SeededGenerator
    private var now = 10_000
    private var events: [(time: Int, call: String, event: CallEvent)] = []
    private var calls = 0

    /// The records of so many calls, a few of which have not ended.
    static func records(seed: UInt64, calls: Int) -> [JournalRecord] {
        var centre = RandomCentre(random: SeededGenerator(seed: seed))
        for agent in 1...4 { centre.shift(of: "desk-\(agent)", end: calls * 20_000) }
        for _ in 0..<calls { centre.call() }
        for contact in 0..<calls / 5 { centre.letter(contact) }
        return centre.records
    }

    private init(random: SeededGenerator) { self.random = random }

    private var records: [JournalRecord] {
        var numbers: [String: Int] = [:]
        // Sorting keeps the order of what happens at once in one stream: each is made in order.
        let sorted = events.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }.map(\.element)
        return sorted.map { time, call, event in
            numbers[call, default: 0] += 1
            return JournalRecord(
                call: CallID(rawValue: call), number: numbers[call] ?? 0,
                time: .milliseconds(time), event: event)
        }
    }

    // MARK: - Chance

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func span(_ most: Int) -> Int { Int.random(in: 0...most, using: &random) }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    // MARK: - What happens

    private mutating func shift(of agent: String, end: Int) {
        var time = span(5_000)
        var number = 0
        while time < end {
            let shift = "shift-\(agent)-\(number)"
            number += 1
            events.append((time, shift, .login(agent)))
            for _ in 0..<span(4) {
                time += span(90_000)
                let state: AgentEvent = chance(50) ? .ready : .away(reason: "pause")
                events.append((time, shift, .agent(state)))
            }
            guard chance(90) else { return }
            time += span(90_000)
            events.append((time, shift, .agent(.logout(.agent))))
            time += 1 + span(10_000)
        }
    }

    /// A letter that is given, taken back, given again, answered by agents or outside, or not yet.
    private mutating func letter(_ number: Int) {
        var time = span(now)
        let contact = "letter-\(number)"
        func happen(_ event: WrittenEvent, _ later: Int) {
            time += later
            events.append((time, contact, .written(event)))
        }
        let queue = pick(["niveau1", "niveau2"])
        happen(
            .received(
                .letter(
                    in: queue, level: queue == "niveau1" ? "level1" : "level2",
                    segment: chance(50) ? pick(["vip", "pro"]) : nil,
                    provider: chance(30) ? "lyon" : nil, age: .milliseconds(span(60_000)),
                    due: .milliseconds(span(900_000)))), 0)
        for _ in 0..<span(2) {
            let agent = "desk-\(1 + span(3))"
            happen(.given(agent: agent), span(200_000))
            if chance(40) {
                happen(.paused, span(60_000))
                happen(.resumed, span(60_000))
            }
            if chance(30) {
                happen(.returned(pick(WrittenEvent.ReturnReason.allCases)), span(60_000))
            } else if chance(70) {
                return happen(.answered(by: .agent(agent)), span(60_000))
            }
        }
        switch span(3) {
        case 0: happen(.answered(by: .provider("lyon")), span(600_000))
        case 1: happen(.answered(by: nil), span(600_000))
        case 2: happen(.dropped, span(600_000))
        default: break
        }
    }

    private mutating func call() {
        calls += 1
        now += span(20_000)
        let call = "call-\(calls)"
        let caller = CallerID(rawValue: "caller-\(span(20))")
        var time = now
        func happen(_ event: CallEvent, _ later: Int) {
            time += later
            events.append((time, call, event))
        }
        happen(.arrival(caller: caller, flow: pick(["accueil", "ventes"])), 0)
        happen(.answered, span(500))
        happen(.stepEntered(flow: "accueil", step: "menu"), 0)
        happen(
            .promptStarted(prompt: "menu", text: .common("Tapez 1.\n"), language: .french), 0)
        if chance(20) { happen(.noInput(count: 1), span(5_000)) }
        happen(.keys(KeyEntry(.digits([pick([.one, .two])]))), span(5_000))
        if chance(30) {
            happen(.identified(customer: .personal("Durand"), segment: pick(["vip", "pro"])), 0)
        }
        if chance(60) { happen(.motive(pick(["suivi", "facture"])), 0) }
        if chance(15) { return happen(.ended(.caller), span(3_000)) }
        if chance(10) {
            happen(.selfServiceDone("solde"), 10)
            return happen(.ended(.flow), span(3_000))
        }
        queue(call, caller, from: &time)
    }

    private mutating func queue(_ call: String, _ caller: CallerID, from time: inout Int) {
        let level = pick(["level1", "level2"])
        events.append(
            (
                time, call,
                .enqueued(
                    queue: "q-\(level)", level: level, position: 1, rank: pick([nil, 1, 2, 30]))
            ))
        // The number of the enqueued is that of the records before it in the call.
        let visit = events.count(where: { $0.call == call })
        time += span(30_000)
        switch span(9) {
        case 0:
            events.append((time, call, .abandoned(queue: "q-\(level)")))
            events.append((time, call, .ended(.caller)))
        case 1:
            events.append((time, call, .flowedOut(queue: "q-\(level)", reason: .timeout)))
            events.append((time + 10, call, .ended(.flow)))
        case 2:
            events.append(
                (
                    time, call,
                    .callbackAccepted(
                        queue: "q-\(level)", number: .personal("+33612345678"))
                ))
            events.append((time + span(2_000), call, .ended(.flow)))
            attempts(call, caller, from: time + span(60_000))
        case 3:
            // It goes on.
            events.append((time, call, .announced(position: 1, wait: nil)))
        default: talk(call, caller, visit, from: &time)
        }
    }

    private mutating func talk(
        _ call: String, _ caller: CallerID, _ visit: Int, from time: inout Int
    ) {
        let agent = pick(["desk-1", "desk-2", "desk-3", "desk-4", "prestataire"])
        if chance(20) {
            events.append((time, call, .offered(agent: "desk-1")))
            time += span(20_000)
            events.append((time, call, .ringNoAnswer(agent: "desk-1", reason: .timeout)))
        }
        events.append((time, call, .offered(agent: agent)))
        time += span(5_000)
        events.append((time, call, .connected(agent: agent)))
        if chance(30) {
            time += span(20_000)
            events.append((time, call, .holdOn))
            time += span(20_000)
            events.append((time, call, .holdOff))
        }
        time += span(120_000)
        if chance(20) {
            events.append((time, call, .transferred(.blind, from: "q", to: "q-level2")))
            events.append((time, call, .talkEnded(by: .agent)))
            wrap(call, visit, of: agent, after: time)
            return queue(call, caller, from: &time)
        }
        events.append((time, call, .talkEnded(by: .caller)))
        wrap(call, visit, of: agent, after: time)
        if chance(30) {
            time += span(20_000)
            events.append((time, call, .survey(question: "nps", answer: .common("\(span(10))"))))
        }
        if chance(95) { events.append((time, call, .ended(.caller))) }
    }

    /// The agent's shift that goes on at a time tells the end of the wrap-up.
    private mutating func wrap(_ call: String, _ visit: Int, of agent: String, after time: Int) {
        let end = time + span(30_000)
        let shifts = events.filter { $0.call.hasPrefix("shift-\(agent)-") && $0.time <= end }
        guard let last = shifts.max(by: { $0.time < $1.time }) else { return }
        let name = last.call
        let isOver = events.contains {
            $0.call == name && $0.time <= end && $0.event.kind == .agentLogout
        }
        guard !isOver else { return }
        events.append(
            (end, name, .agent(.wrapEnded(call: CallID(rawValue: call), visit: visit))))
    }

    /// An attempt to call somebody back has reached them.
    private mutating func callBack(
        _ attempt: String, _ caller: CallerID, from time: inout Int
    ) {
        events.append((time, attempt, .callbackConnected(agent: "desk-2")))
        if chance(30) {
            time += span(20_000)
            events.append((time, attempt, .holdOn))
            time += span(20_000)
            events.append((time, attempt, .holdOff))
        }
        time += span(60_000)
        if chance(30) {
            events.append((time, attempt, .transferred(.blind, from: "q", to: "q-level2")))
            events.append((time, attempt, .talkEnded(by: .agent)))
            wrap(attempt, 1, of: "desk-2", after: time)
            return queue(attempt, caller, from: &time)
        }
        events.append((time, attempt, .talkEnded(by: .caller)))
        wrap(attempt, 1, of: "desk-2", after: time)
        if chance(40) {
            time += span(20_000)
            events.append((time, attempt, .survey(question: "nps", answer: .common("\(span(10))"))))
        }
        if chance(95) { events.append((time, attempt, .ended(.caller))) }
    }

    private mutating func attempts(_ call: String, _ caller: CallerID, from start: Int) {
        var time = start
        for number in 1...3 {
            let attempt = "\(call)-back-\(number)"
            events.append((time, attempt, .attempt(number, of: call, caller: caller)))
            time += span(20_000)
            events.append((time, attempt, .connected(agent: "desk-2")))
            if chance(50) {
                return callBack(attempt, caller, from: &time)
            }
            events.append(
                (time, attempt, .callbackFailed(reason: .noAnswer, isLast: number == 3)))
            events.append((time, attempt, .ended(.flow)))
            time += span(60_000)
        }
    }
}
