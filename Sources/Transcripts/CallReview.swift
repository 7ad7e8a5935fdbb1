public import Telephony

/// What became of a call, in a few lines: the route that it took, and its timings.
public struct CallReview: Sendable {
    /// A step with the time that the call spent in it.
    public struct Stay: Equatable, Sendable {
        /// The step; with its flow before it where that is not the call's own.
        public var step: String
        /// How long the call was there.
        public var length: Duration
    }

    /// The steps in the order in which they were entered.
    public private(set) var route: [Stay] = []
    /// From the arrival to the answer.
    public private(set) var answerDelay: Duration?
    /// From the answer to the end.
    public private(set) var length: Duration?
    /// From each enqueued to what ended the visit, with the queue.
    public private(set) var waits: [(queue: String, length: Duration)] = []
    /// From agents' answers to the ends of their talks, in all.
    public private(set) var talk: Duration?
    /// The keys that were pressed, secret ones too.
    public private(set) var keys = 0
    /// How often nothing, or the wrong keys, were pressed.
    public private(set) var failures = 0

    /// Reviews the records of one call, in order.
    public init(_ records: [JournalRecord]) {
        guard let first = records.first else { return }
        var flow = ""
        var answered = first.time
        var entered = first.time
        var visit: (queue: String, start: Duration)?
        var connected: Duration?
        for record in records {
            switch record.event {
            case .arrived(let arrival): flow = arrival.flow
            case .answered:
                answered = record.time
                answerDelay = record.time - first.time
            case .stepEntered(let of, let step):
                leave(at: record.time, since: entered)
                entered = record.time
                route.append(Stay(step: of == flow ? step : "\(of)/\(step)", length: .zero))
            case .enqueued(let queue, _, _, _): visit = (queue, record.time)
            case .connected:
                end(&visit, at: record.time)
                connected = record.time
            case .flowedOut, .abandoned, .callbackAccepted: end(&visit, at: record.time)
            case .callbackConnected: connected = record.time
            case .talkEnded:
                if let start = connected { talk = (talk ?? .zero) + (record.time - start) }
                connected = nil
            case .keys(let entry): keys += entry.count
            case .noInput, .noMatch: failures += 1
            case .ended:
                leave(at: record.time, since: entered)
                length = record.time - answered
            // An agent who transfers has talked already; whom a flow transfers to begins to.
            case .transferred: connected = connected ?? record.time
            case .promptStarted, .promptEnded, .identified, .motive, .selfServiceDone, .lookedUp,
                .requested, .compared, .consent, .recordingStarted, .recordingEnded, .offered,
                .transferFailed, .survey, .flowFailed, .ringNoAnswer, .holdOn, .holdOff,
                .announced, .callbackAttempted, .callbackFailed, .agent, .written:
                break
            }
        }
    }

    private mutating func leave(at time: Duration, since entered: Duration) {
        guard let last = route.indices.last else { return }
        route[last].length = time - entered
    }

    private mutating func end(_ visit: inout (queue: String, start: Duration)?, at time: Duration) {
        guard let open = visit else { return }
        waits.append((open.queue, time - open.start))
        visit = nil
    }
}

extension CallReview {
    /// The review in lines for people, each ending in a newline.
    public var text: String {
        var lines = ["route"]
        let width = route.map(\.step.count).max() ?? 0
        for stay in route {
            let gap = String(repeating: " ", count: width - stay.step.count)
            lines.append("  \(stay.step)\(gap)  \(stay.length.inSeconds) s")
        }
        lines.append("timings")
        if let answerDelay { lines.append("  answered after  \(answerDelay.inSeconds) s") }
        for wait in waits {
            lines.append("  waited          \(wait.length.inSeconds) s in \(wait.queue)")
        }
        if let talk { lines.append("  talked          \(talk.inSeconds) s") }
        if let length { lines.append("  the whole call  \(length.inSeconds) s") }
        lines.append("  keys            \(keys), failures \(failures)")
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Duration {
    /// In seconds with three decimals, as in transcripts.
    fileprivate var inSeconds: String {
        let milliseconds = Int(inMilliseconds)
        return "\(milliseconds / 1_000).\((milliseconds % 1_000).padded(3))"
    }
}
