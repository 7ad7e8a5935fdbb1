/// Whether more messages come to a socket than can be worked off.
///
/// A burst leaves messages waiting, too, but not for long. A queue that has not been empty for
/// ``patience`` stands: whoever is taken in now only makes all others wait, until they send again
/// what they have sent, and nothing is done any more. So new calls are refused until the queue has
/// been empty once: that costs a tenth of taking them. RFC 5390 tells what becomes of servers that
/// go on instead.
struct Congestion: Equatable {
    /// How long messages may wait without a break.
    static let patience = Duration.milliseconds(100)

    /// Since when there have always been more messages than could be taken at once.
    private var since: Duration?

    /// Takes note of a look at the socket.
    ///
    /// - Parameters:
    ///   - isAll: whether it gave all it had.
    ///   - now: when the look began.
    mutating func note(isAll: Bool, now: Duration) {
        if isAll {
            since = nil
        } else if since == nil {
            since = now
        }
    }

    /// Whether the queue stands.
    func isStanding(at now: Duration) -> Bool {
        since.map { now - $0 > Congestion.patience } ?? false
    }
}
