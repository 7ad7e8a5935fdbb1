/// When the next RTCP report is due: about every five seconds, never in step with the other
/// party's (RFC 3550 §6.2, §6.3.1).
///
/// Of the rules for many members nothing is left between two: their share of the bandwidth would
/// allow more than the five seconds do.
public struct ControlSchedule: Equatable, Sendable {
    /// The least time between two reports, before chance makes it 0.5 to 1.5 times as long.
    public static let interval = Duration.seconds(5)

    /// When the next report is due.
    public private(set) var deadline: Duration

    /// A schedule for a stream that begins now; the first report comes after half the time.
    public init(now: Duration, using generator: inout some RandomNumberGenerator) {
        deadline = now + ControlSchedule.pause(using: &generator) / 2
    }

    /// Whether a report is due, in which case the next one is planned.
    public mutating func isDue(
        now: Duration, using generator: inout some RandomNumberGenerator
    ) -> Bool {
        guard now >= deadline else { return false }
        deadline = now + ControlSchedule.pause(using: &generator)
        return true
    }

    private static func pause(using generator: inout some RandomNumberGenerator) -> Duration {
        // Divided by e - 3/2, as all do, because reconsidering would draw the mean up (§6.3.1).
        interval * Double.random(in: 0.5...1.5, using: &generator) / 1.218_28
    }
}
