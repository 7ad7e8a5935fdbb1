import Synchronization
import Telephony

/// The names under which the journal knows callers who called lately, by their numbers: asking for
/// one costs no wait for the disk.
///
/// Forgets all when it is full, and whenever somebody was erased or another process has written,
/// as it may have erased somebody.
final class KnownCallers: Sendable {
    /// The most numbers that are kept: some 10 MB.
    private static let capacity = 65_536

    private let callers = Mutex<[String: CallerID]>([:])

    /// The caller who has a number, where that is known without asking.
    subscript(number: String) -> CallerID? { callers.withLock { $0[number] } }

    func keep(_ caller: CallerID, for number: String) {
        callers.withLock { callers in
            if callers.count >= Self.capacity { callers.removeAll() }
            callers[number] = caller
        }
    }

    func forget() { callers.withLock { $0.removeAll() } }
}
