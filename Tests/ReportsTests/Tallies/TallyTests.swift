import Reports
import Telephony
import TestSupport
import Testing

@Suite struct TallyTests {
    /// Tallies of calls made by chance, an empty one among them.
    static func tallies(seed: UInt64) -> [Tally] {
        let calls = RandomCalls.calls(40, seed: seed)
        return [Tally()]
            + stride(from: 0, to: 40, by: 5).map {
                TallyBook(Array(calls[$0..<$0 + 5])).whole()
            }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `merging is associative and commutative, and the empty tally changes nothing`(
        seed: UInt64
    ) {
        let tallies = Self.tallies(seed: seed)
        for one in tallies {
            #expect(one.merging(Tally()) == one)
            #expect(Tally().merging(one) == one)
            for two in tallies {
                #expect(one.merging(two) == two.merging(one))
                for three in tallies.prefix(4) {
                    #expect(
                        one.merging(two).merging(three) == one.merging(two.merging(three)))
                }
            }
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `a book of all calls equals the books of some of them together`(seed: UInt64) {
        let calls = RandomCalls.calls(60, seed: seed)
        var parts = TallyBook(Array(calls[40...]))
        parts.merge(TallyBook(Array(calls[..<25])))
        parts.merge(TallyBook(Array(calls[25..<40])))
        #expect(parts == TallyBook(calls))
    }

    @Test(arguments: Dimension.allCases)
    func `a book by one dimension has what one by all has of it`(dimension: Dimension) {
        let calls = RandomCalls.calls(60, seed: 3)
        var book = TallyBook(by: dimension)
        for call in calls { book.add(call) }
        let whole = TallyBook(calls).tallies.filter { $0.key.dimension == dimension }
        #expect(book.tallies == whole)
        #expect(!whole.isEmpty)
    }

    @Test(arguments: [
        (Dimension.motive, "retour"), (.number, "+33145"), (.language, "fr-FR"),
    ])
    func `calls are told by what they were about, what was called and in which language`(
        dimension: Dimension, value: String
    ) throws {
        var stream = Stream.incoming()
        stream.at(1, .answered, .motive("solde"), .motive("retour"), .ended(.caller))
        let tallies = TallyBook([stream.facts()]).tallies.filter { $0.key.dimension == dimension }
        #expect(tallies.map(\.key.value) == [value])
        #expect(tallies.first?.value[.arrived] == 1)
        #expect(Figure.arrived.applies(to: dimension))
        #expect(!Figure.writtenReceived.applies(to: .number))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `any threshold counts the same in the histogram as wait by wait`(seed: UInt64) {
        let calls = RandomCalls.calls(80, seed: seed)
        let tally = TallyBook(calls).whole()
        let visits = calls.flatMap(\.visits)
        func waits(_ outcome: VisitFacts.Outcome) -> [Duration] {
            visits.filter { $0.outcome == outcome }.compactMap(\.wait)
        }
        var random = SeededGenerator(seed: seed)
        for histogram in [
            (tally.answeredWaits, waits(.answered)), (tally.abandonedWaits, waits(.abandoned)),
            (tally.callbackWaits, waits(.callback)),
        ] {
            #expect(histogram.0.total == histogram.1.count)
            for seconds in [0, 1, 20]
                + (0..<20).map({ _ in Int.random(in: 0...50, using: &random) })
            {
                let bound = Duration.seconds(seconds)
                #expect(
                    histogram.0.count(atMost: seconds) == histogram.1.count { $0 <= bound })
                #expect(histogram.0.count(below: seconds) == histogram.1.count { $0 < bound })
                #expect(histogram.0.count(above: seconds) == histogram.1.count { $0 > bound })
            }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a stored tally is read back equal`(seed: UInt64) throws {
        for tally in Self.tallies(seed: seed) {
            #expect(try Tally(decoding: tally.encoded) == tally)
        }
    }

    @Test func `a tally of a visit takes a few bytes, an empty one six`() {
        #expect(Tally().encoded == [2, 0, 0, 0, 0, 0])
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1", rank: 3), .abandoned(queue: "n1"))
        #expect(
            TallyBook([stream.facts()]).whole(.queue, "n1").encoded == [
                2, 1, 1, 2, 0, 1, 0, 1, 1, 0, 1, 6, 0, 0,
            ])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `bytes that are no tally are refused and trap nothing`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = try #require(Self.tallies(seed: seed).last).encoded
        for length in whole.indices {
            #expect(throws: TallyError.self) { try Tally(decoding: Array(whole[..<length])) }
        }
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<3 {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            // It is either refused, or a tally that can be stored again.
            if let tally = try? Tally(decoding: bytes) {
                #expect(try Tally(decoding: tally.merging(Tally()).encoded) == tally)
            }
        }
    }

    @Test(
        arguments: [
            ([], TallyError.Reason.endsEarly, 0), ([1, 0, 0, 0, 0], .version(1), 0),
            ([2, 0, 0, 0, 0, 0, 0], .goesOn, 6), ([2, 1, 99, 2, 0, 0, 0], .outOfRange, 2),
            ([2, 1, 0, 255, 255, 255, 255, 255, 255, 255, 1], .outOfRange, 3),
            // More exact waits than waits; no waits in a bin; more bins than bytes.
            ([2, 0, 1, 0, 1, 2, 0, 0], .outOfRange, 4), ([2, 0, 1, 0, 0, 0, 0, 0], .outOfRange, 4),
            ([2, 0, 100, 0, 0], .outOfRange, 2),
            // More ranks than bytes, a rank twice, more visits that went up than were answered.
            ([2, 0, 0, 0, 0, 9], .outOfRange, 5),
            ([2, 0, 0, 0, 0, 2, 2, 1, 0, 2, 1, 0], .outOfRange, 9),
            ([2, 0, 0, 0, 0, 1, 2, 0, 1], .outOfRange, 6),
        ] as [([UInt8], TallyError.Reason, Int)])
    func `what is wrong with the bytes is said, with its place`(
        bytes: [UInt8], reason: TallyError.Reason, offset: Int
    ) {
        do throws(TallyError) {
            _ = try Tally(decoding: bytes)
            Issue.record("it was read")
        } catch {
            #expect(error.reason == reason)
            #expect(error.offset == offset)
        }
    }

    @Test func `the stored numbers keep their places`() {
        // Tallies on disk name counters by them.
        #expect(Tally.Counter.answered.rawValue == 0)
        #expect(Tally.Counter.nps0.rawValue == 23)
        #expect(Tally.Counter.arrived.rawValue == 45)
        #expect(Tally.Counter.stepEntered.rawValue == 62)
        #expect(Tally.Counter.keyD.rawValue == 82)
        #expect(Tally.Counter.calledBack.rawValue == 83)
        #expect(Tally.Counter.writtenReceived.rawValue == 84)
        #expect(Tally.Counter.writingTime.rawValue == 93)
        #expect(Tally.Counter.allCases.count == 94)
    }

    @Test func `a wrap-up and an attempt that come later count as if they had come in time`() {
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1"))
        stream.at(4, .connected(agent: "anne"))
        stream.at(9, .talkEnded(by: .agent), .enqueued("n2"))
        stream.at(12, .callbackAccepted(queue: "n2", number: .erased), .ended(.flow))
        var call = stream.facts()
        var later = TallyBook([call])
        let visit = call.visits[0]
        let wrap = call.wrapEnded(visit: visit.number, agent: "anne", at: WallTime(seconds: 20))
        later.add(wrap: wrap ?? .zero, by: "anne", of: visit, in: call)
        #expect(later == TallyBook([call]))
        #expect(later.whole(.agent, "anne")[.wrap] == 11_000)

        var attempt = AttemptFacts(
            callback: call.call, attempt: 1, queue: "n2", level: "level1",
            began: WallTime(seconds: 900))
        attempt.outcome = .failed(.noAnswer, isLast: false)
        later.add(attempt: attempt, of: call)
        attempt.outcome = .bridged
        later.add(attempt: attempt, of: call)
        let tally = later.whole(.queue, "n2")
        #expect(tally[.attempts] == 2 && tally[.attemptsNotAnswered] == 1 && tally[.bridged] == 1)
        #expect(Figure.callbackSuccess.value(of: tally) == 100)
        #expect(later.whole(.queue, "n1")[.attempts] == 0)
    }
}
