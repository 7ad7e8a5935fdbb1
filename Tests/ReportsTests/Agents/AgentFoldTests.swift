import Reports
import Telephony
import Testing

@Suite struct AgentFoldTests {
    private static func login(_ agent: String) -> CallEvent {
        .agent(
            .login(
                AgentEvent.Login(
                    agent: agent, phone: "sip:\(agent)", time: CivilTime(secondsSince1970: 0),
                    zone: "UTC")))
    }

    /// The spans of streams whose records are in the order of time.
    static func spans(_ streams: Stream...) -> [AgentSpan] {
        var fold = AgentFold()
        var spans: [AgentSpan] = []
        let records = streams.flatMap(\.records).enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        for (_, record) in records { fold.take(record, wallOffset: .zero) { spans.append($0) } }
        return spans + fold.open
    }

    private static func words(_ spans: [AgentSpan]) -> [String] {
        spans.map { span in
            let end = span.end.map { String($0.seconds) } ?? ""
            return "\(span.state.word) \(span.begin.seconds)-\(end)"
        }
    }

    @Test func `a shift with a call, a hold, a wrap-up and a pause`() {
        var shift = Stream("shift-1")
        shift.at(0, Self.login("anne"), .agent(.ready))
        var call = Stream("call-1")
        call.at(10, .enqueued("n1"), .offered(agent: "anne"))
        call.at(14, .connected(agent: "anne"))
        call.at(20, .holdOn)
        call.at(25, .holdOff)
        call.at(50, .talkEnded(by: .caller), .ended(.caller))
        shift.at(60, .agent(.wrapEnded(call: call.call, visit: 1)))
        shift.at(90, .agent(.away(reason: "lunch")))
        shift.at(120, .agent(.logout(.agent)))
        let spans = Self.spans(shift, call)
        #expect(
            Self.words(spans) == [
                "ready 0-10", "ringing 10-14", "talking 14-20", "hold 20-25", "talking 25-50",
                "wrap-up 50-60", "ready 60-90", "away 90-120",
            ])
        #expect(spans.filter(\.beginsContact).map(\.begin.seconds) == [14])
        #expect(
            spans.map(\.state.call) == [nil] + Array(repeating: call.call, count: 5) + [nil, nil])
        #expect(spans.last?.state.reason == "lunch")
        #expect(Set(spans.map(\.agent)) == ["anne"])
    }

    @Test func `who talks with a colleague and with no caller is away meanwhile`() {
        let consultation = CallID(rawValue: "x")
        var shift = Stream("shift-1")
        shift.at(0, Self.login("anne"), .agent(.ready))
        var call = Stream("call-1")
        call.at(10, .enqueued("n1"), .offered(agent: "anne"), .connected(agent: "anne"))
        call.at(20, .holdOn)
        shift.at(22, .agent(.dialled(to: "n2", consultation: consultation)))
        shift.at(25, .agent(.consulted(with: "bruno", consultation: consultation)))
        call.at(50, .holdOff, .talkEnded(by: .caller), .ended(.caller))
        shift.at(60, .agent(.wrapEnded(call: call.call, visit: 1)))
        shift.at(80, .agent(.consultationEnded(.caller, consultation: consultation)))
        var other = Stream("shift-2")
        other.at(0, Self.login("bruno"), .agent(.ready))
        other.at(25, .agent(.consulted(with: "anne", consultation: consultation)))
        other.at(80, .agent(.consultationEnded(.caller, consultation: consultation)))
        #expect(
            Self.words(Self.spans(shift, call)) == [
                "ready 0-10", "talking 10-20", "hold 20-50", "wrap-up 50-60", "away 60-80",
                "ready 80-",
            ])
        let spans = Self.spans(other)
        #expect(Self.words(spans) == ["ready 0-25", "away 25-80", "ready 80-"])
        #expect(spans[1].state.reason == "consultation")
    }

    @Test func `a ring that is not taken leaves the agent as they were`() {
        var shift = Stream("shift-1")
        shift.at(0, Self.login("anne"), .agent(.ready))
        var call = Stream("call-1")
        call.at(10, .offered(agent: "anne"), .offered(agent: "prestataire"))
        call.at(30, .ringNoAnswer(agent: "anne", reason: .timeout))
        shift.at(30, .agent(.away(reason: "no-answer")))
        #expect(
            Self.words(Self.spans(call, shift)) == ["ready 0-10", "ringing 10-30", "away 30-"])
    }

    @Test func `a pause asked for in mid-call begins after the wrap-up`() {
        var shift = Stream("shift-1")
        shift.at(0, Self.login("anne"), .agent(.ready))
        var call = Stream("call-1")
        call.at(5, .enqueued("n1"), .connected(agent: "anne"))
        shift.at(6, .agent(.away(reason: "pause")))
        call.at(9, .talkEnded(by: .agent), .ended(.agent))
        shift.at(12, .agent(.wrapEnded(call: call.call, visit: 1)))
        #expect(
            Self.words(Self.spans(shift, call)) == [
                "ready 0-5", "talking 5-9", "wrap-up 9-12", "away 12-",
            ])
    }

    @Test func `a colleague who takes over leaves the first to their wrap-up`() {
        var one = Stream("shift-1")
        one.at(0, Self.login("anne"), .agent(.ready))
        var two = Stream("shift-2")
        two.at(0, Self.login("bruno"), .agent(.ready))
        var call = Stream("call-1")
        call.at(5, .enqueued("n1"), .connected(agent: "anne"))
        call.at(9, .connected(agent: "bruno"))
        call.at(20, .ended(.caller))
        let spans = Self.spans(one, two, call)
        #expect(
            Self.words(spans.filter { $0.agent == "anne" }) == [
                "ready 0-5", "talking 5-9", "wrap-up 9-",
            ])
        #expect(
            Self.words(spans.filter { $0.agent == "bruno" }) == [
                "ready 0-9", "talking 9-20", "wrap-up 20-",
            ])
    }

    @Test func `an agent who is rung for a callback that fails is ready again`() {
        var shift = Stream("shift-1")
        shift.at(0, Self.login("anne"), .agent(.ready))
        var attempt = Stream("attempt-1")
        attempt.at(5, .offered(agent: "anne"))
        attempt.at(30, .callbackFailed(reason: .noAnswer, isLast: false), .ended(.flow))
        #expect(
            Self.words(Self.spans(shift, attempt)) == ["ready 0-5", "ringing 5-30", "ready 30-"])
    }

    @Test func `a login without a logout before it begins a new shift`() {
        var one = Stream("shift-1")
        one.at(0, Self.login("anne"), .agent(.ready))
        var two = Stream("shift-2")
        two.at(8, Self.login("anne"), .agent(.ready))
        let spans = Self.spans(one, two)
        #expect(Self.words(spans) == ["ready 0-8", "ready 8-"])
        #expect(spans.map(\.shift.rawValue) == ["shift-1", "shift-2"])
    }

    @Test func `a span is shared out among the quarters it touches`() {
        var book = TallyBook()
        book.add(
            AgentSpan(
                agent: "anne", shift: CallID(rawValue: "s"), state: .ready,
                begin: WallTime(seconds: 600), end: WallTime(seconds: 2_000)))
        let ready = (0..<4).map {
            book.tallies[TallyKey(quarter: $0, dimension: .agent, value: "anne")]?[.readyTime]
        }
        #expect(ready == [300_000, 900_000, 200_000, nil])
    }

    @Test func `occupancy and handled per hour come from the time of agents`() {
        var shift = Stream("shift-1")
        shift.at(0, Self.login("anne"), .agent(.ready))
        var call = Stream("call-1")
        call.at(1_000, .enqueued("n1"), .offered(agent: "anne"))
        call.at(1_100, .connected(agent: "anne"))
        call.at(1_300, .holdOn)
        call.at(1_400, .holdOff)
        call.at(1_500, .talkEnded(by: .caller), .ended(.caller))
        shift.at(1_600, .agent(.wrapEnded(call: call.call, visit: 1)))
        shift.at(1_800, .agent(.away(reason: "lunch")))
        shift.at(5_400, .agent(.logout(.agent)))
        var book = TallyBook()
        for span in Self.spans(shift, call) { book.add(span) }
        let tally = book.whole(.agent, "anne")
        // On contact 500 s, ready 1,200 s, ringing 100 s, away 3,600 s.
        #expect(Figure.occupancy.text(of: Figure.occupancy.value(of: tally)) == "29.41")
        #expect(Figure.handledPerHour.text(of: Figure.handledPerHour.value(of: tally)) == "2.00")
        #expect(book.whole() == tally)
    }
}
