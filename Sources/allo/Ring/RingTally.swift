import Telephony

/// What became of many calls, in memory that does not grow with them.
struct RingTally: Sendable {
    /// How many different failures and missed prompts are told apart.
    private static let widest = 50

    /// Calls that were placed, and those of them that were answered.
    private(set) var calls = 0
    private(set) var answered = 0
    /// Calls in which nothing was heard at all, though they were answered.
    private(set) var withoutSound = 0
    /// How often each failure happened.
    private(set) var failures: [CallOutcome.Failure: Int] = [:]
    private(set) var setUp = DurationTally()
    private(set) var postDialDelay = DurationTally()
    private(set) var firstPacket = DurationTally()
    private(set) var keyToSound = DurationTally()
    private(set) var spacingErrors = DurationTally()
    private(set) var packets = 0
    private(set) var lost = 0
    private(set) var overtaken = 0
    /// Calls with enough packets to tell their pace, and those that kept it.
    private(set) var paced = 0
    private(set) var inPace = 0
    /// The time that all calls lasted together.
    private(set) var talk = Duration.zero
    /// Prompts that were to be heard, and those that were.
    private(set) var promptsWanted = 0
    private(set) var promptsHeard = 0
    /// How often each prompt was missed.
    private(set) var missedPrompts: [String: Int] = [:]

    /// Counts a call that is over.
    mutating func add(_ call: CallOutcome) {
        calls += 1
        if let failure = call.failure {
            if failures[failure] != nil || failures.count < RingTally.widest {
                failures[failure, default: 0] += 1
            } else {
                failures[CallOutcome.Failure(status: failure.status, reason: "…"), default: 0] += 1
            }
            return
        }
        answered += 1
        if let span = call.setUp { setUp.add(span) }
        if let span = call.postDialDelay { postDialDelay.add(span) }
        if let span = call.firstPacket { firstPacket.add(span) }
        keyToSound.merge(call.keyToSound)
        talk += call.length
        count(call.packets)
        for prompt in call.prompts {
            promptsWanted += 1
            if prompt.time != nil {
                promptsHeard += 1
            } else if missedPrompts[prompt.name] != nil || missedPrompts.count < RingTally.widest {
                missedPrompts[prompt.name, default: 0] += 1
            }
        }
    }

    private mutating func count(_ tally: PacketTally) {
        if tally.packets == 0 { withoutSound += 1 }
        packets += tally.packets
        lost += tally.lost
        overtaken += tally.overtaken
        spacingErrors.merge(tally.spacingErrors)
        if let keepsPace = tally.keepsPace {
            paced += 1
            if keepsPace { inPace += 1 }
        }
    }

    /// Calls that were not answered.
    var failed: Int { calls - answered }

    /// The part of packets that did not come, 0...1.
    var loss: Double { packets + lost > 0 ? Double(lost) / Double(packets + lost) : 0 }

    /// Looks for what is not as it should be.
    ///
    /// - Parameter tolerance: the part of packets that may be lost, 0...1.
    /// - Returns: one sentence each; empty where all is well.
    func faults(tolerance: Double) -> [String] {
        var faults: [String] = []
        if failed > 0 { faults.append("\(failed) of \(calls) calls failed") }
        if withoutSound > 0 { faults.append("nothing came in \(withoutSound) calls") }
        if loss > tolerance {
            faults.append("\(loss.asPercent) of the packets were lost")
        }
        if promptsHeard < promptsWanted {
            faults.append(
                "\(promptsWanted - promptsHeard) of \(promptsWanted) prompts were not heard")
        }
        return faults
    }
}

extension Double {
    /// A part as a percentage with two decimals: `0.05` is `5.00 %`.
    var asPercent: String { "\(rounded(to: 2, times: 100)) %" }

    /// The number times a factor, with so many decimals.
    private func rounded(to decimals: Int, times factor: Double) -> String {
        let scale = 100.0
        let whole = Int((self * factor * scale).rounded())
        let rest = String(abs(whole) % 100)
        return "\(whole / 100)." + String(repeating: "0", count: decimals - rest.count) + rest
    }
}
