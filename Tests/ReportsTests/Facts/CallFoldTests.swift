import Reports
import Telephony
import Testing

@Suite struct CallFoldTests {
    @Test func `a call is told with who called what when, by the wall's clock`() {
        var stream = Stream.incoming(at: 2)
        stream.at(3, .answered)
        stream.at(9.5, .ended(.caller))
        let facts = stream.facts(wallOffset: .seconds(1_000))
        #expect(facts.caller == CallerID(rawValue: "caller-1"))
        #expect(facts.called == "+33145")
        #expect(facts.flowVersion == "accueil@v1")
        #expect(facts.arrived == WallTime(milliseconds: 1_002_000))
        #expect(facts.answered == WallTime(milliseconds: 1_003_000))
        #expect(facts.ended == WallTime(milliseconds: 1_009_500))
        #expect(facts.endReason == .caller)
        #expect(!facts.isOpen)
    }

    @Test func `a visit's wait runs to the answer, its talk without holds, its wrap-up after`() {
        var stream = Stream.incoming()
        stream.at(10, .enqueued("sales"), .offered(agent: "bruno"))
        stream.at(20, .ringNoAnswer(agent: "bruno", reason: .timeout), .offered(agent: "anne"))
        stream.at(32.5, .connected(agent: "anne"))
        stream.at(40, .holdOn)
        stream.at(47, .holdOff)
        stream.at(60, .holdOn)
        stream.at(62, .holdOff)
        stream.at(100, .talkEnded(by: .caller), .ended(.caller))
        var facts = stream.facts()
        #expect(
            facts.wrapEnded(visit: 2, agent: "anne", at: WallTime(seconds: 112)) == .seconds(12))
        let visit = facts.visits[0]
        #expect(visit.number == 2)
        #expect(visit.outcome == .answered)
        #expect(visit.wait == .milliseconds(22_500))
        #expect(visit.agent == "anne" && visit.provider == nil)
        #expect(visit.offers.map(\.isMissed) == [true, false])
        #expect(visit.hold == .seconds(9) && visit.holds == 2)
        #expect(visit.talk == .milliseconds(58_500))
        #expect(visit.wrap == .seconds(12))
        #expect(visit.talks[0].endedBy == .caller)
    }

    @Test func `a wrap-up is told once, by the agent whose it is`() {
        var stream = Stream.incoming()
        stream.at(1, .enqueued("sales"), .connected(agent: "anne"))
        stream.at(5, .talkEnded(by: .agent))
        var facts = stream.facts()
        #expect(facts.wrapEnded(visit: 2, agent: "bruno", at: WallTime(seconds: 9)) == nil)
        #expect(facts.wrapEnded(visit: 3, agent: "anne", at: WallTime(seconds: 9)) == nil)
        #expect(facts.wrapEnded(visit: 2, agent: "anne", at: WallTime(seconds: 9)) == .seconds(4))
        #expect(facts.wrapEnded(visit: 2, agent: "anne", at: WallTime(seconds: 10)) == nil)
    }

    @Test func `an escalation is a transfer to a queue of a higher level, and a visit of its own`()
    {
        var stream = Stream.incoming()
        stream.at(1, .enqueued("n1", level: "level1"))
        stream.at(5, .connected(agent: "anne"))
        stream.at(65, .transferred(.attended, from: "n1", to: "n2"), .talkEnded(by: .agent))
        stream.at(65, .enqueued("n2", level: "level2"))
        stream.at(80, .connected(agent: "bruno"))
        stream.at(90, .talkEnded(by: .caller), .ended(.caller))
        let facts = stream.facts()
        #expect(facts.visits.map(\.queue) == ["n1", "n2"])
        #expect(facts.visits.map(\.wait) == [.seconds(4), .seconds(15)])
        #expect(facts.visits.map(\.isEscalated) == [true, false])
        let transfer = facts.visits[0].transfers[0]
        #expect(transfer.target == .queue(level: "level2"))
        #expect(transfer.agent == "anne" && transfer.kind == .attended)
    }

    /// What is left, where it was transferred to, and whether that is up: by the ranks of the
    /// journal, or by the digits of the names where it has none.
    @Test(arguments: [
        ("level1", 1 as Int?, "vip", 3 as Int?, true), ("vip", 3, "level1", 1, false),
        ("vip", 1, "level1", 1, false), ("expert", 2, "accueil", 1, false),
        ("level2", 1, "level1", 2, true),
        ("level1", nil, "level2", nil, true), ("niveau-2", nil, "niveau-1", nil, false),
        ("N1", nil, "N3", nil, true), ("level1", nil, "vip", nil, false),
        ("accueil", nil, "expert", nil, false), ("level1", nil, "vip", 3, true),
        ("600", nil, "601", nil, false), ("poste11", nil, "poste12", nil, false),
        ("", nil, "2", nil, false),
    ])
    func `an escalation goes up in rank`(
        from: String, rank: Int?, to: String, higher: Int?, isUp: Bool
    ) {
        var stream = Stream.incoming()
        stream.at(1, .enqueued("one", level: from, rank: rank))
        stream.at(5, .connected(agent: "anne"))
        stream.at(65, .transferred(.blind, from: "one", to: "two"), .talkEnded(by: .agent))
        stream.at(65, .enqueued("two", level: to, rank: higher))
        let visit = stream.facts().visits[0]
        #expect(visit.isEscalated == isUp)
        #expect(visit.transfers.map(\.target) == [.queue(level: to)])
    }

    @Test(arguments: [
        ("n1-bis", "level1", TransferFacts.Target.queue(level: "level1")),
        ("bruno", "", .agent), ("+33145", "", .external),
    ])
    func `other transfers out are no escalation`(
        to: String, level: String, target: TransferFacts.Target
    ) {
        var stream = Stream.incoming()
        stream.at(1, .enqueued("n1", level: "level1"))
        stream.at(5, .connected(agent: "anne"))
        stream.at(65, .transferred(.blind, from: "n1", to: to), .talkEnded(by: .agent))
        if !level.isEmpty { stream.at(65, .enqueued(to, level: level)) }
        let facts = stream.facts()
        #expect(facts.visits[0].transfers.map(\.target) == [target])
        #expect(!facts.visits[0].isEscalated)
    }

    @Test(arguments: [("level1", false), ("level2", true)])
    func `a colleague of a higher level is an escalation`(level: String, isUp: Bool) {
        var stream = Stream.incoming()
        stream.at(1, .enqueued("n1", level: "level1"))
        stream.at(5, .connected(agent: "anne"))
        stream.at(65, .transferred(.attended, from: "n1", to: "bruno"), .talkEnded(by: .agent))
        stream.at(65, .enqueued("theirs", level: level), .connected(agent: "bruno"))
        let facts = stream.facts()
        #expect(facts.visits.map(\.isEscalated) == [isUp, false])
        #expect(facts.visits[0].transfers.map(\.target) == [.agent])
        #expect(facts.visits[1].wait == .zero)
    }

    @Test func `a colleague who takes over talks in the same visit`() {
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1"))
        stream.at(5, .connected(agent: "anne"))
        stream.at(15, .transferred(.attended, from: "n1", to: "bruno"))
        stream.at(15, .connected(agent: "bruno"))
        stream.at(45, .talkEnded(by: .agent), .ended(.agent))
        let visit = stream.facts().visits[0]
        #expect(visit.talks.map(\.agent) == ["anne", "bruno"])
        #expect(visit.talks.map(\.talk) == [.seconds(10), .seconds(30)])
        #expect(visit.wait == .seconds(5))
    }

    @Test func `who has no shift is a provider, whether it takes the call or not`() {
        for (end, outcome) in [
            (CallEvent.connected(agent: "prestataire"), VisitFacts.Outcome.answered),
            (.abandoned(queue: "n1"), .abandoned),
        ] {
            var stream = Stream.incoming()
            stream.at(0, .enqueued("n1"), .offered(agent: "prestataire"))
            stream.at(5, end)
            let visit = stream.facts().visits[0]
            #expect(visit.outcome == outcome)
            #expect(visit.provider == "prestataire" && visit.agent == nil)
        }
    }

    @Test(arguments: [
        (CallEvent.EndReason.caller, VisitFacts.Outcome.abandoned),
        (.flow, .flowedOut(.key)), (.transferred, .flowedOut(.key)),
        (.stopped, .interrupted), (.engineCrash, .interrupted),
    ])
    func `a call that ends while it waits ends its visit too`(
        reason: CallEvent.EndReason, outcome: VisitFacts.Outcome
    ) {
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1"))
        stream.at(5, .ended(reason))
        #expect(stream.facts().visits[0].outcome == outcome)
    }

    @Test func `a call that goes on is open, and its visit waits`() {
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1"))
        let facts = stream.facts()
        #expect(facts.isOpen)
        #expect(facts.visits[0].outcome == .waiting && facts.visits[0].wait == nil)
    }

    @Test func `steps tell the keys of menus, not of entries and secrets, and where one hung up`() {
        var stream = Stream.incoming()
        stream.at(0, .stepEntered(flow: "accueil", step: "menu"))
        stream.at(1, .noInput(count: 1))
        stream.at(2, .noMatch(KeyEntry(.digits([.nine])), count: 1))
        stream.at(3, .keys(KeyEntry(.digits([.one, .hash]))))
        stream.at(4, .stepEntered(flow: "accueil", step: "numero"))
        stream.at(5, .keys(KeyEntry(.digits([.one, .two, .three]), isPersonal: true)))
        stream.at(5, .keys(KeyEntry(.digits([.four]), isPersonal: true)))
        stream.at(6, .keys(KeyEntry(.secret(count: 4))))
        stream.at(9, .ended(.caller))
        let facts = stream.facts()
        #expect(facts.steps.map(\.keys) == [[.one], []])
        #expect(facts.steps.map(\.time) == [.seconds(4), .seconds(5)])
        #expect(facts.steps.map(\.noInputs) == [1, 0] && facts.steps.map(\.noMatches) == [1, 0])
        #expect(facts.hungUpIn?.name == "accueil/numero")
        #expect(facts.isAbandonedInMenu)
    }

    @Test func `who hangs up after having been heard did not drop off in a step`() {
        var stream = Stream.incoming()
        stream.at(0, .stepEntered(flow: "accueil", step: "file"), .enqueued("n1"))
        stream.at(3, .connected(agent: "anne"))
        stream.at(9, .talkEnded(by: .caller), .ended(.caller))
        #expect(stream.facts().hungUpIn == nil)
    }

    @Test func `answers belong to the last answered visit before them`() {
        var stream = Stream.incoming()
        stream.at(0, .survey(question: "csat", answer: .common("5")))
        stream.at(1, .enqueued("n1", level: "level1"), .connected(agent: "anne"))
        stream.at(9, .talkEnded(by: .agent), .survey(question: "nps-2027", answer: .common("9")))
        stream.at(10, .enqueued("n2", level: "level2"), .abandoned(queue: "n2"))
        stream.at(
            11, .survey(question: "nps", answer: .common("11")),
            .survey(question: "resolu", answer: .personal("1")),
            .survey(question: "comment", answer: .common("recording 1")))
        let surveys = stream.facts().surveys
        #expect(surveys.map(\.visit) == [nil, 3, 3, 3, 3])
        #expect(surveys.map(\.agent) == [nil, "anne", "anne", "anne", "anne"])
        #expect(surveys[1].queue == "n1" && surveys[1].level == "level1")
        #expect(surveys.map(\.measure) == [.csat, .nps, .nps, .resolved, nil])
        #expect(surveys.map(\.score) == [5, 9, nil, nil, nil])
    }

    @Test func `an attempt to call back is told by its own stream`() {
        var stream = Stream("attempt-1")
        stream.at(
            0,
            .callbackAttempted(
                CallEvent.CallbackAttempt(
                    callback: CallID(rawValue: "call-1"), attempt: 2, queue: "n1", level: "level1",
                    caller: CallerID(rawValue: "caller-1"), number: .erased,
                    time: CivilTime(secondsSince1970: 0), zone: "UTC")))
        stream.at(1, .offered(agent: "anne"))
        var failed = stream
        failed.at(9, .callbackFailed(reason: .noAnswer, isLast: true), .ended(.flow))
        #expect(failed.facts().attempt?.outcome == .failed(.noAnswer, isLast: true))
        stream.at(9, .callbackConnected(agent: "anne"))
        stream.at(69, .talkEnded(by: .caller), .ended(.caller))
        var facts = stream.facts()
        #expect(facts.attempt?.outcome == .bridged)
        #expect(facts.attempt?.callback == CallID(rawValue: "call-1"))
        #expect(facts.attempt?.offers.map(\.outcome) == [.taken])
        #expect(facts.wrapEnded(visit: 1, at: WallTime(seconds: 79)) == .seconds(10))
        #expect(facts.callbackVisit?.talk == .seconds(60))
        #expect(!facts.isIncoming)
    }

    @Test func `consents and recordings are kept`() {
        var stream = Stream.incoming()
        stream.at(1, .consent(kind: "recording", given: true), .recordingStarted(name: "r1"))
        stream.at(5, .recordingEnded(name: "r1", length: .seconds(4)))
        let facts = stream.facts()
        #expect(facts.consents.map(\.isGiven) == [true])
        #expect(facts.recordings.map(\.length) == [.seconds(4)])
    }

    @Test func `events without sense are taken as they best fit`() {
        var stream = Stream("broken")
        stream.at(
            5, .holdOff, .talkEnded(by: .agent), .connected(agent: "anne"),
            .abandoned(queue: "n1"), .ringNoAnswer(agent: "anne", reason: .busy),
            .announced(position: 1, wait: nil), .noInput(count: 1))
        stream.at(1, .enqueued("n1"))
        stream.at(0, .connected(agent: "anne"), .holdOn, .holdOn, .ended(.caller))
        let facts = stream.facts()
        #expect(facts.visits[0].wait == .zero)
        #expect(facts.visits[0].talk == .zero)
        #expect(facts.visits[0].holds == 1)
    }
}
