import Synchronization

/// Which line each pair of media ports belongs to, for the notices of the media threads.
final class LineTable: Sendable {
    private let lines = Mutex<[MediaPort.ID: PhoneLine]>([:])

    /// The line of a port; nil when it has ended.
    subscript(port: MediaPort.ID) -> PhoneLine? {
        get { lines.withLock { $0[port] } }
        set { lines.withLock { $0[port] = newValue } }
    }

    /// How many there are.
    var count: Int { lines.withLock { $0.count } }
}
