/// Whether more messages come to a socket than can be worked off.
///
/// A burst leaves messages waiting, too, but not for long. A queue that has not been short for
/// ``patience`` stands: whoever is taken in now only makes all others wait, until they send again
/// what they have sent, and nothing is done any more. So new calls are refused until the queue has
/// been short once: that costs a tenth of taking them. RFC 5390 tells what becomes of servers that
/// go on instead.
struct Congestion: Equatable {
    /// How long messages may wait without a break.
    static let patience = Duration.milliseconds(100)
    /// What may wait in a queue that is short, in bytes of the system's memory: some hundred
    /// messages, or 25 ms of work. Sockets of Debian hold 425,984 unless it is told otherwise.
    static let short = 262_144
    /// Who looks again no sooner had nothing to do, or was kept from running: neither tells
    /// anything of the queue.
    static let longestPause = Duration.milliseconds(50)

    /// The first and the last of the looks that left much waiting, one soon after the other.
    private var looks: ClosedRange<Duration>?

    /// Takes note of the end of a look at the socket.
    ///
    /// - Parameters:
    ///   - waiting: how much was left, in bytes of the system's memory.
    ///   - now: the time, which never goes back.
    mutating func note(waiting: Int, now: Duration) {
        guard waiting > Congestion.short else {
            looks = nil
            return
        }
        let first = goesOn(at: now) ? looks?.lowerBound : nil
        looks = min(first ?? now, now)...now
    }

    /// Whether the queue stands.
    func isStanding(at now: Duration) -> Bool {
        guard let looks, goesOn(at: now) else { return false }
        return looks.upperBound - looks.lowerBound > Congestion.patience
    }

    private func goesOn(at now: Duration) -> Bool {
        looks.map { now - $0.upperBound <= Congestion.longestPause } ?? false
    }
}
