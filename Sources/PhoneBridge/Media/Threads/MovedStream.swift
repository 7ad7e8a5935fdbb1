/// A stream on its way from one thread to another.
///
/// Unchecked: the thread that hands it over has let go of it, and the one that adopts it takes it
/// once; the mailbox between them orders the two.
final class MovedStream: @unchecked Sendable {
    private var stream: UnsafeMutablePointer<MediaStream>?

    init(_ stream: UnsafeMutablePointer<MediaStream>) { self.stream = stream }

    deinit {
        // Only where nobody adopted it.
        stream?.deinitialize(count: 1)
        stream?.deallocate()
    }

    func take() -> UnsafeMutablePointer<MediaStream>? {
        defer { stream = nil }
        return stream
    }
}
