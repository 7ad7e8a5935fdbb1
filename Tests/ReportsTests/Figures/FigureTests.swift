import Reports
import Telephony
import Testing

@Suite struct FigureTests {
    /// Two handled calls, a self-service, a hang-up in the menu: small enough to be counted by hand.
    static let calls: [CallFacts] = {
        var one = Stream.incoming("call-1")
        one.at(0, .answered, .stepEntered(flow: "accueil", step: "menu"))
        one.at(4, .keys(KeyEntry(.digits([.one]))), .enqueued("n1", level: "level1"))
        // Told 60 to 120 s, so 90; came 30: 60 too much. Then "more than 20 s" with 20 to come.
        one.at(
            4, .announced(position: 2, wait: WaitBand(lower: .seconds(60), upper: .seconds(120))))
        one.at(14, .announced(position: 1, wait: WaitBand(lower: .seconds(20), upper: nil)))
        one.at(14, .offered(agent: "bruno"))
        one.at(24, .ringNoAnswer(agent: "bruno", reason: .timeout), .offered(agent: "anne"))
        one.at(34, .connected(agent: "anne"))
        one.at(50, .holdOn)
        one.at(60, .holdOff)
        one.at(94, .transferred(.attended, from: "n1", to: "n2"), .talkEnded(by: .agent))
        one.at(94, .enqueued("n2", level: "level2"))
        one.at(104, .connected(agent: "bruno"))
        one.at(134, .talkEnded(by: .agent))
        one.at(140, .survey(question: "nps", answer: .common("9")))
        one.at(145, .survey(question: "resolved", answer: .common("1")), .ended(.caller))
        var first = one.facts()
        first.wrapEnded(visit: first.visits[0].number, agent: "anne", at: WallTime(seconds: 100))

        var two = Stream.incoming("call-2")
        two.at(0, .stepEntered(flow: "accueil", step: "menu"))
        two.at(5, .noInput(count: 1))
        two.at(10, .enqueued("n1", level: "level1"))
        two.at(20, .connected(agent: "prestataire"))
        two.at(40, .transferred(.blind, from: "n1", to: "+33145"), .talkEnded(by: .agent))
        two.at(
            41, .survey(question: "nps", answer: .common("3")),
            .survey(question: "csat", answer: .common("4")), .ended(.transferred))

        var three = Stream.incoming("call-3")
        three.at(0, .stepEntered(flow: "accueil", step: "menu"))
        three.at(3, .selfServiceDone("solde"), .ended(.caller))

        var four = Stream.incoming("call-4")
        four.at(0, .stepEntered(flow: "accueil", step: "menu"))
        four.at(2, .noMatch(KeyEntry(.digits([.nine])), count: 1), .ended(.caller))
        return [first, two.facts(), three.facts(), four.facts()]
    }()

    @Test(arguments: [
        (Figure.arrived, "4"), (.visits, "3"), (.answered, "3"), (.answerRate, "100.00"),
        (.averageSpeedOfAnswer, "16.67"), (.talk, "33.33"), (.handleTime, "38.67"),
        (.wrapUp, "2.00"), (.hold, "10.00"), (.transferRate, "66.67"),
        (.transferRateBlind, "0.00"), (.transferRateAttended, "33.33"),
        (.transferRateExternal, "33.33"), (.escalationRate, "33.33"),
        (.menuAbandonRate, "25.00"), (.containment, "25.00"), (.netPromoterScore, "0.00"),
        (.satisfaction, "100.00"), (.firstContactResolutionSurvey, "100.00"),
        (.netPromoterScoreAnswers, "2"),
        (.announcedWaitError, "30.00"), (.announcedWaitBias, "30.00"),
        (.announcedWaitWithinAMinute, "100.00"), (.missedOffers, "1"),
        (.firstContactResolution, "100.00"), (.callbackSuccess, "n/a"), (.occupancy, "n/a"),
        (.handledPerHour, "n/a"), (.timeToAbandon, "n/a"), (.flowOuts, "0"), (.waiting, "0"),
        (.handledRatio, "100.00"), (.callbackAttempts, "0"), (.callbackNoAnswers, "0"),
        (.interrupted, "0"),
    ])
    func `every figure as counted by hand`(figure: Figure, text: String) {
        #expect(figure.text(of: figure.value(of: TallyBook(Self.calls).whole())) == text)
    }

    @Test(arguments: [
        (Figure.stepEntered, "4"), (.stepDropOff, "50.00"), (.stepNoInput, "25.00"),
        (.stepNoMatch, "25.00"), (.stepTime, "47.75"),
    ])
    func `every figure of a step as counted by hand`(figure: Figure, text: String) {
        // 145 + 41 + 3 + 2 s in four passages. The one in self-service hung up there too.
        let tally = TallyBook(Self.calls).whole(.step, "accueil/menu")
        #expect(figure.text(of: figure.value(of: tally)) == text)
        #expect(tally[.key1] == 1 && tally[.key9] == 0)
    }

    @Test(arguments: [
        (Dimension.queue, "n1", Figure.averageSpeedOfAnswer, "20.00"),
        (.queue, "n2", .averageSpeedOfAnswer, "10.00"),
        (.level, "level1", .escalationRate, "50.00"), (.level, "level2", .escalationRate, "0.00"),
        (.agent, "anne", .handleTime, "66.00"), (.agent, "bruno", .talk, "30.00"),
        (.agent, "bruno", .missedOffers, "1"), (.agent, "anne", .missedOffers, "0"),
        // The answers belong to who talked last: bruno for the first call.
        (.agent, "bruno", .netPromoterScore, "100.00"), (.agent, "anne", .netPromoterScore, "n/a"),
        (.provider, "prestataire", .netPromoterScore, "-100.00"),
        (.provider, "prestataire", .talk, "20.00"), (.flowVersion, "accueil@v1", .arrived, "4"),
        (.queue, "n2", .netPromoterScore, "100.00"), (.agent, "prestataire", .answered, "0"),
    ])
    func `figures of a queue, a level, an agent, a provider, a version`(
        dimension: Dimension, value: String, figure: Figure, text: String
    ) {
        let tally = TallyBook(Self.calls).whole(dimension, value)
        #expect(figure.text(of: figure.value(of: tally)) == text)
    }

    @Test(
        arguments: [
            (CallEvent.TransferKind.blind, "n2", "n2", [1, 0, 0]),
            (.attended, "n2", "n2", [0, 1, 0]), (.blind, "bruno", nil, [1, 0, 0]),
            (.attended, "bruno", nil, [0, 1, 0]), (.blind, "+33145", nil, [0, 0, 1]),
            (.attended, "+33145", nil, [0, 0, 1]),
        ] as [(CallEvent.TransferKind, String, String?, [Int])])
    func `a transfer is blind, attended or external`(
        kind: CallEvent.TransferKind, to: String, queue: String?, parts: [Int]
    ) {
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1"))
        stream.at(4, .connected(agent: "anne"))
        stream.at(9, .transferred(kind, from: "n1", to: to), .talkEnded(by: .agent))
        if let queue { stream.at(9, .enqueued(queue, level: "level2")) }
        stream.at(20, .ended(.caller))
        let tally = TallyBook([stream.facts()]).whole(.queue, "n1")
        let figures = [
            Figure.transferRateBlind, .transferRateAttended, .transferRateExternal, .transferRate,
        ]
        #expect(figures.map { $0.fraction(of: tally).numerator } == parts + [1])
    }

    @Test func `colleagues who hand a caller on have their own talk and wrap-up`() {
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1"))
        stream.at(5, .connected(agent: "anne"))
        stream.at(15, .transferred(.attended, from: "n1", to: "bruno"), .connected(agent: "bruno"))
        stream.at(45, .talkEnded(by: .agent), .ended(.agent))
        let book = TallyBook([stream.facts()])
        #expect(book.whole(.agent, "anne")[.talk] == 10_000)
        #expect(book.whole(.agent, "anne")[.transferred] == 1)
        #expect(book.whole(.agent, "bruno")[.talk] == 30_000)
        #expect(book.whole(.agent, "bruno")[.transferred] == 0)
        #expect(book.whole(.queue, "n1")[.answered] == 1)
        #expect(book.whole(.queue, "n1")[.talk] == 40_000)
    }

    @Test(arguments: Figure.allCases)
    func `nothing to divide by is n-a, never 0 or 100, and counts are none`(figure: Figure) {
        let value = figure.value(of: Tally())
        #expect(figure.text(of: value) == (figure.definition.unit == .count ? "0" : "n/a"))
    }

    @Test func `visits that wait, and talks that go on, are in no ratio of theirs`() {
        var waiting = Stream.incoming("call-1")
        waiting.at(0, .enqueued("n1"))
        var talking = Stream.incoming("call-2")
        talking.at(0, .enqueued("n1"))
        talking.at(10, .connected(agent: "anne"))
        var done = Stream.incoming("call-3")
        done.at(0, .enqueued("n1"))
        done.at(20, .connected(agent: "anne"))
        done.at(50, .talkEnded(by: .caller), .ended(.caller))
        let tally = TallyBook([waiting, talking, done].map { $0.facts() }).whole()
        #expect(Figure.waiting.value(of: tally) == 1)
        #expect(Figure.visits.value(of: tally) == 2)
        #expect(Figure.averageSpeedOfAnswer.value(of: tally) == 15)
        #expect(Figure.talk.value(of: tally) == 30)
    }

    @Test func `keys, names and formulas are there, each key once`() {
        #expect(Set(Figure.allCases.map(\.key)).count == Figure.allCases.count)
        for figure in Figure.allCases {
            let definition = figure.definition
            #expect(!definition.french.isEmpty && !definition.english.isEmpty)
            #expect(!definition.formula.isEmpty)
        }
        #expect(Figure.allCases.contains(where: { $0.key == "fcr.survey" }))
    }

    @Test(arguments: [
        (0.0, "0.00"), (66.666_666, "66.67"), (-0.004, "0.00"), (-12.345_1, "-12.35"),
        (0.125, "0.13"), (1e12, "1000000000000.00"), (99.999, "100.00"),
    ])
    func `two decimals, halves away from zero`(value: Double, text: String) {
        #expect(Figure.talk.text(of: value) == text)
    }
}

@Suite struct FigureSharesTests {
    /// Each figure of all calls is made of the shares of each, whatever it is told by.
    @Test(arguments: Figure.allCases)
    func `the calls behind a figure add up to it`(figure: Figure) {
        let calls = RandomCalls.calls(60, seed: 7)
        let book = TallyBook(calls)
        for rank in [nil, 1, 2] { expectAll(of: figure, from: rank, calls, in: book) }
    }

    private func expectAll(
        of figure: Figure, from rank: Int?, _ calls: [CallFacts], in book: TallyBook
    ) {
        let thresholds = Thresholds(answerWithin: 13, shortAbandon: 4)
        let places: [(Dimension, String)] = [
            (.all, ""), (.queue, "queue-1"), (.level, "level2"), (.agent, "anne"),
            (.provider, "prestataire"), (.segment, "vip"), (.flowVersion, "accueil@v1"),
            (.step, "accueil/menu"),
        ]
        for (dimension, value) in places where figure.applies(to: dimension) {
            let shares = calls.flatMap {
                figure.shares(
                    of: $0, by: dimension, value: value, in: 0..<1_000, thresholds: thresholds,
                    escalatingFrom: rank)
            }
            let whole = figure.fraction(
                of: book.whole(dimension, value), thresholds: thresholds, escalatingFrom: rank)
            #expect(shares.reduce(0) { $0 + $1.fraction.numerator } == whole.numerator)
            #expect(shares.reduce(0) { $0 + $1.fraction.denominator } == whole.denominator)
        }
    }

    @Test func `the calls behind a service level, one by one`() {
        let shares = WorkedExampleTests.calls.flatMap {
            Figure.serviceLevelConnect.shares(of: $0, by: .queue, value: "queue", in: 0..<1)
        }
        #expect(shares.count == 12)
        #expect(
            shares.filter { $0.fraction.numerator == 1 }.map(\.call.rawValue)
                == [1, 2, 3, 4, 7, 8, 9, 11].map { "call-\($0)" })
        #expect(shares.allSatisfy { $0.visit == 2 && $0.time == WallTime(seconds: 1) })
    }

    @Test func `quarters that are not asked for have no calls, nor have figures without sense`() {
        let call = WorkedExampleTests.calls[0]
        #expect(Figure.answered.shares(of: call, in: 1..<9).isEmpty)
        #expect(Figure.abandonRate.shares(of: call, by: .agent, value: "anne", in: 0..<1).isEmpty)
    }

    @Test func `repeats and attempts are part of the calls behind their figures`() {
        let call = WorkedExampleTests.calls[0]
        let repeated = Figure.firstContactResolution.shares(of: call, in: 0..<1, isRepeated: true)
        #expect(repeated.map(\.fraction) == [Fraction(0, of: 1)])
        let callback = WorkedExampleTests.calls[10]
        var attempt = AttemptFacts(
            callback: callback.call, attempt: 1, queue: "queue", level: "level1",
            began: WallTime(seconds: 9))
        attempt.outcome = .bridged
        let shares = Figure.callbackSuccess.shares(of: callback, in: 0..<1, attempts: [attempt])
        #expect(shares.map(\.fraction) == [Fraction(1, of: 1)])
        attempt.outcome = .failed(.noAnswer, isLast: false)
        let waiting = Figure.callbackSuccess.shares(of: callback, in: 0..<1, attempts: [attempt])
        #expect(waiting.isEmpty, "it may yet come")
        attempt.outcome = .failed(.noAnswer, isLast: true)
        let gone = Figure.callbackSuccess.shares(of: callback, in: 0..<1, attempts: [attempt])
        #expect(gone.map(\.fraction) == [Fraction(0, of: 1)])
    }
}

@Suite struct FirstContactTests {
    private static func call(
        _ name: String, at day: Double, caller: String = "caller-1", motive: String? = "solde",
        isHandled: Bool = true
    ) -> CallFacts {
        var stream = Stream.incoming(name, caller: caller, at: day * 86_400)
        if let motive { stream.at(day * 86_400, .motive(motive)) }
        stream.at(day * 86_400, .enqueued("n1"))
        if isHandled { stream.at(day * 86_400 + 5, .connected(agent: "anne")) }
        stream.at(day * 86_400 + 9, .ended(.caller))
        return stream.facts()
    }

    @Test(arguments: [
        (Self.call("b", at: 3), true), (Self.call("b", at: 7), true),
        (Self.call("b", at: 7.001), false), (Self.call("b", at: 3, isHandled: false), true),
        (Self.call("b", at: 3, motive: "facture"), false),
        (Self.call("b", at: 3, motive: nil), false),
        (Self.call("b", at: 3, caller: "caller-2"), false),
    ])
    func `the same caller with the same motive within seven days`(next: CallFacts, repeats: Bool) {
        var fold = FirstContact()
        let first = Self.call("a", at: 0)
        #expect(fold.take(first) == nil)
        #expect(fold.take(next) == (repeats ? first : nil))
    }

    @Test func `a call that nobody handled is not repeated, and only the next call counts`() {
        var fold = FirstContact()
        let calls = [
            Self.call("a", at: 0), Self.call("b", at: 1, isHandled: false),
            Self.call("c", at: 2), Self.call("d", at: 3),
        ]
        #expect(calls.map { fold.take($0)?.call.rawValue } == [nil, "a", nil, "c"])
        var book = TallyBook(calls)
        book.add(repeatOf: calls[0])
        book.add(repeatOf: calls[2])
        // Handled: a, c, d.
        let text = Figure.firstContactResolution.text(
            of: Figure.firstContactResolution.value(of: book.whole()))
        #expect(text == "33.33")
        #expect(
            book.whole(.agent, "anne")[.repeated] == 2 && book.whole(.queue, "n1")[.repeated] == 2)
    }
}
