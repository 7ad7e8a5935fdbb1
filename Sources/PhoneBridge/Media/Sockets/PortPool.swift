import Glibc
import Synchronization
import Telephony

/// The pairs of ports of a range: which are lent, and which comes next.
///
/// A pair that was given back rests until all others have had their turn, so that late packets of
/// an ended call rarely meet a new one.
final class PortPool: Sendable {
    private struct State {
        var isLent: [Bool]
        var next: Int
        var lentCount = 0
    }

    private let first: UInt16
    private let pairCount: Int
    private let range: ClosedRange<UInt16>
    private let state: Mutex<State>

    /// The even ports of a range whose next port lies in it too; begins anywhere.
    init(_ range: ClosedRange<UInt16>) {
        let first = Int(range.lowerBound) + Int(range.lowerBound) % 2
        pairCount = max(0, (Int(range.upperBound) + 1 - first) / 2)
        // Where the range holds no pair, the port is never used.
        self.first = UInt16(clamping: first)
        self.range = range
        state = Mutex(
            State(
                isLent: [Bool](repeating: false, count: pairCount),
                next: pairCount > 0 ? Int.random(in: 0..<pairCount) : 0))
    }

    /// How many pairs are lent.
    var lentCount: Int { state.withLock(\.lentCount) }

    /// Binds a pair that is free, here and in the system; those that others hold are passed over.
    ///
    /// - Throws: ``PhoneBridgeError``: `portsExhausted` where all are taken, `media` where the
    ///   system refuses for another reason.
    func lend(on address: IPAddress) throws(PhoneBridgeError) -> SocketPair {
        for _ in 0..<pairCount {
            guard let port = reserve() else { break }
            do throws(SystemFailure) {
                return try SocketPair(address: address, port: port, pool: self)
            } catch {
                giveBack(port)
                guard error.code == EADDRINUSE else {
                    throw PhoneBridgeError(.media, subject: "\(address)", detail: "\(error)")
                }
            }
        }
        throw PhoneBridgeError(
            .portsExhausted, subject: "\(range.lowerBound)-\(range.upperBound)")
    }

    /// Takes a port back, whose sockets are closed.
    func giveBack(_ port: UInt16) {
        let pair = Int(port - first) / 2
        state.withLock { state in
            state.isLent[pair] = false
            state.lentCount -= 1
        }
    }

    private func reserve() -> UInt16? {
        let pair = state.withLock { state -> Int? in
            guard state.lentCount < pairCount else { return nil }
            while state.isLent[state.next] { state.next = (state.next + 1) % pairCount }
            let pair = state.next
            state.isLent[pair] = true
            state.lentCount += 1
            state.next = (pair + 1) % pairCount
            return pair
        }
        return pair.map { first + UInt16($0 * 2) }
    }
}
