import Reports
import Telephony
import Testing

/// What figures make of somebody who was called back.
@Suite struct CalledBackTests {
    /// Called back by anne, who talks for 50 s, holds for 10 and hands on to level 2, where bruno
    /// answers after 20 s and talks for 30; then a survey.
    private static func story() -> Stream {
        var stream = Stream("call-1-callback-1")
        stream.at(
            900,
            .callbackAttempted(
                CallEvent.CallbackAttempt(
                    callback: CallID(rawValue: "call-1"), attempt: 1, queue: "n1", level: "level1",
                    caller: CallerID(rawValue: "caller-1"), number: .personal("+33612345678"),
                    time: CivilTime(secondsSince1970: 900), zone: "UTC")),
            .offered(agent: "anne"))
        stream.at(910, .callbackConnected(agent: "anne"))
        stream.at(930, .holdOn)
        stream.at(940, .holdOff)
        stream.at(
            970, .transferred(.blind, from: "n1", to: "n2"), .talkEnded(by: .agent),
            .enqueued("n2", level: "level2"), .offered(agent: "bruno"))
        stream.at(990, .connected(agent: "bruno"))
        stream.at(1_020, .talkEnded(by: .agent))
        stream.at(1_030, .survey(question: "nps", answer: .common("9")), .ended(.flow))
        return stream
    }

    private func facts() -> CallFacts {
        var facts = Self.story().facts()
        facts.wrapEnded(visit: 1, agent: "anne", at: WallTime(seconds: 985))
        let second = facts.visits.last?.number ?? 0
        facts.wrapEnded(visit: second, agent: "bruno", at: WallTime(seconds: 1_025))
        return facts
    }

    @Test func `the talk is a visit of its own, before those to queues`() throws {
        let facts = facts()
        #expect(facts.visits.map(\.isCallback) == [true, false])
        let talk = try #require(facts.callbackVisit)
        #expect(talk.number == 1 && talk.queue == "n1" && talk.level == "level1")
        #expect(talk.talk == .seconds(50) && talk.hold == .seconds(10))
        #expect(talk.wrap == .seconds(15))
        #expect(talk.isEscalated)
        #expect(facts.visits[1].wait == .seconds(20))
        #expect(facts.visits[1].wrap == .seconds(5))
        #expect(facts.attempt?.outcome == .bridged)
    }

    @Test func `it counts for the time of its agent and its level, and for no wait`() {
        let book = TallyBook([facts()])
        for (dimension, value) in [(Dimension.level, "level1"), (.queue, "n1"), (.agent, "anne")] {
            let tally = book.whole(dimension, value)
            #expect(Figure.handleTime.value(of: tally) == 75, "\(dimension)")
            #expect(Figure.talk.value(of: tally) == 50)
            #expect(Figure.hold.value(of: tally) == 10)
            #expect(Figure.wrapUp.value(of: tally) == 15)
            #expect(Figure.escalationRate.value(of: tally) == 100)
            #expect(Figure.transferRate.value(of: tally) == 100)
            #expect(tally.visits == 0 && tally[.answered] == 0 && tally[.arrived] == 0)
            #expect(Figure.answerRate.value(of: tally) == nil)
            #expect(Figure.averageSpeedOfAnswer.value(of: tally) == nil)
        }
        #expect(book.whole()[.arrived] == 0)
        #expect(book.whole()[.firstContacts] == 0)
    }

    @Test
    func `who is escalated has a visit at level 2 as anybody, and their survey is about that`() {
        let book = TallyBook([facts()])
        let level2 = book.whole(.level, "level2")
        #expect(Figure.visits.value(of: level2) == 1)
        #expect(Figure.averageSpeedOfAnswer.value(of: level2) == 20)
        #expect(Figure.handleTime.value(of: level2) == 35)
        #expect(Figure.netPromoterScore.value(of: level2) == 100)
        #expect(Figure.netPromoterScore.value(of: book.whole(.agent, "bruno")) == 100)
        #expect(Figure.netPromoterScore.value(of: book.whole(.agent, "anne")) == nil)
    }

    @Test func `a survey after the talk of a callback is about that talk`() throws {
        var stream = Stream("call-1-callback-1")
        for record in Self.story().records.prefix(3) {
            stream.at(Double(record.time.components.seconds), record.event)
        }
        stream.at(960, .talkEnded(by: .agent))
        stream.at(970, .survey(question: "nps", answer: .common("3")), .ended(.flow))
        let facts = stream.facts()
        let survey = try #require(facts.surveys.first)
        #expect(survey.agent == "anne" && survey.level == "level1" && survey.visit == 1)
        let book = TallyBook([facts])
        #expect(Figure.netPromoterScore.value(of: book.whole(.level, "level1")) == -100)
    }

    @Test func `the shares of the call add up to its figures`() {
        let call = facts()
        let book = TallyBook([call])
        for figure in [Figure.handleTime, .escalationRate, .netPromoterScore, .visits, .talk] {
            let shares = figure.shares(of: call, in: 0..<100)
            let whole = figure.fraction(of: book.whole())
            #expect(shares.reduce(0) { $0 + $1.fraction.numerator } == whole.numerator, "\(figure)")
            #expect(
                shares.reduce(0) { $0 + $1.fraction.denominator } == whole.denominator, "\(figure)")
        }
        let shares = Figure.handleTime.shares(of: call, by: .level, value: "level1", in: 0..<100)
        #expect(shares.map(\.visit) == [1])
    }

    @Test func `the agents spend their time in it`() {
        var spans: [AgentSpan] = []
        var agents = AgentFold()
        var shift = Stream("shift-anne")
        shift.at(
            0,
            .agent(
                .login(
                    AgentEvent.Login(
                        agent: "anne", phone: "a", time: CivilTime(secondsSince1970: 0),
                        zone: "UTC"))), .agent(.ready))
        for record in shift.records + Self.story().records {
            agents.take(record, wallOffset: .zero) { spans.append($0) }
        }
        #expect(spans.map(\.state.word) == ["ready", "ringing", "talking", "hold", "talking"])
        #expect(agents.open.map(\.state.word) == ["wrap-up"])
    }

    @Test func `a queue_log has the talk as a call that is answered as it comes`() {
        var writer = QueueLogWriter()
        let lines = Self.story().records.flatMap { writer.write($0, wallOffset: .zero) }
        #expect(
            lines.map(\.description) == [
                "910|call-1-callback-1|n1|NONE|ENTERQUEUE||+33612345678|1",
                "910|call-1-callback-1|n1|anne|CONNECT|0|call-1-callback-1|10",
                "970|call-1-callback-1|n1|anne|BLINDTRANSFER|n2|n1|0|60|1",
                "970|call-1-callback-1|n2|NONE|ENTERQUEUE||+33612345678|1",
                "990|call-1-callback-1|n2|bruno|CONNECT|20|call-1-callback-1|20",
                "1020|call-1-callback-1|n2|bruno|COMPLETEAGENT|20|30|1",
            ])
    }

    @Test func `an attempt that reaches nobody has no line in a queue_log`() {
        var stream = Stream("call-1-callback-1")
        for record in Self.story().records.prefix(2) {
            stream.at(Double(record.time.components.seconds), record.event)
        }
        stream.at(
            930, .ringNoAnswer(agent: "anne", reason: .timeout),
            .callbackFailed(reason: .noAnswer, isLast: true), .ended(.flow))
        var writer = QueueLogWriter()
        #expect(stream.records.flatMap { writer.write($0, wallOffset: .zero) }.isEmpty)
        #expect(TallyBook([stream.facts()]).tallies.values.allSatisfy { $0[.calledBack] == 0 })
    }
}
