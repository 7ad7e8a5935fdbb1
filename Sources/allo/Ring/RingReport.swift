import Telephony

/// The figures of a load, as they are shown and as JSON gives them: the same words in both.
struct RingReport: Encodable, Equatable {
    /// Spans of one kind, in milliseconds.
    struct Spans: Encodable, Equatable {
        var p50: Double
        var p99: Double
        var max: Double

        init?(_ tally: DurationTally) {
            guard let p50 = tally.quantile(0.5), let p99 = tally.quantile(0.99) else { return nil }
            self.p50 = p50.milliseconds
            self.p99 = p99.milliseconds
            max = tally.longest.milliseconds
        }
    }

    /// One way in which calls failed.
    struct Failure: Encodable, Equatable {
        var status: Int?
        var reason: String
        var count: Int
    }

    /// What packets were like.
    struct Packets: Encodable, Equatable {
        var received: Int
        var lost: Int
        var overtaken: Int
        /// The part of calls within 1 % of their rate, 0...1; nil where none was long enough.
        var callsInPace: Double?
        /// How far off their times packets came after the ones before them.
        var spacingError: Spans?
    }

    /// What the transcript wanted to be heard.
    struct Prompts: Encodable, Equatable {
        var wanted: Int
        var heard: Int
        var missed: [String]
    }

    /// What this program itself took.
    struct Processor: Encodable, Equatable {
        var seconds: Double
        /// In milliseconds for each second of each call; nil where no call lasted.
        var perCallSecond: Double?
    }

    var target: String
    var calls: Int
    var answered: Int
    var failed: Int
    var failures: [Failure]
    /// From the first call to the end of the last, in seconds.
    var elapsed: Double
    var setUp: Spans?
    var postDialDelay: Spans?
    var firstPacket: Spans?
    var keyToSound: Spans?
    var packets: Packets
    var prompts: Prompts?
    var ownProcessor: Processor
    var faults: [String]

    /// Puts the figures together.
    ///
    /// - Parameters:
    ///   - target: who was called.
    ///   - tally: what became of the calls.
    ///   - elapsed: from the first call to the end of the last.
    ///   - processor: the processor time of this program.
    ///   - tolerance: the part of packets that may be lost, 0...1.
    init(
        target: String, _ tally: RingTally, elapsed: Duration, processor: Duration,
        tolerance: Double
    ) {
        self.target = target
        calls = tally.calls
        answered = tally.answered
        failed = tally.failed
        failures = tally.failures
            .map { Failure(status: $0.key.status, reason: $0.key.reason, count: $0.value) }
            .sorted {
                ($1.count, $0.status ?? 0, $0.reason) < ($0.count, $1.status ?? 0, $1.reason)
            }
        self.elapsed = elapsed.milliseconds / 1_000
        setUp = Spans(tally.setUp)
        postDialDelay = Spans(tally.postDialDelay)
        firstPacket = Spans(tally.firstPacket)
        keyToSound = Spans(tally.keyToSound)
        packets = Packets(
            received: tally.packets, lost: tally.lost, overtaken: tally.overtaken,
            callsInPace: tally.paced > 0 ? Double(tally.inPace) / Double(tally.paced) : nil,
            spacingError: Spans(tally.spacingErrors))
        prompts =
            tally.promptsWanted > 0
            ? Prompts(
                wanted: tally.promptsWanted, heard: tally.promptsHeard,
                missed: tally.missedPrompts.keys.sorted()) : nil
        let talk = tally.talk.milliseconds / 1_000
        ownProcessor = Processor(
            seconds: processor.milliseconds / 1_000,
            perCallSecond: talk > 0
                ? (processor.milliseconds / talk * 1_000).rounded() / 1_000 : nil)
        faults = tally.faults(tolerance: tolerance)
    }
}

extension Duration {
    /// In milliseconds, to a thousandth of one.
    fileprivate var milliseconds: Double {
        let (seconds, attoseconds) = components
        return (Double(seconds) * 1e6 + Double(attoseconds) / 1e12).rounded() / 1_000
    }
}
