import Dispatch
import Synchronization
import Telephony

/// Texts on their way to a reader who may be slow: they are written one after the other on a thread
/// of its own, so that whoever has something to say waits for nobody.
///
/// Where too much waits to be read, texts are left out, and that is said.
final class Outbox: Sendable {
    private struct Backlog {
        var bytes = 0
        var dropped = 0
    }

    private let limit: Int
    private let write: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "allo.messages")
    private let backlog = Mutex(Backlog())

    /// Makes one that holds texts of `limit` bytes at most; `write` may take its time.
    init(limit: Int, write: @escaping @Sendable (String) -> Void) {
        self.limit = limit
        self.write = write
    }

    /// Writes a text once those before it are written.
    func put(_ text: String) {
        let bytes = text.utf8.count
        let isTaken = backlog.withLock { backlog in
            guard backlog.bytes + bytes <= limit else {
                backlog.dropped += 1
                return false
            }
            backlog.bytes += bytes
            return true
        }
        guard isTaken else { return }
        queue.async {
            self.write(text)
            let dropped = self.backlog.withLock { backlog in
                backlog.bytes -= bytes
                defer { backlog.dropped = 0 }
                return backlog.dropped
            }
            guard dropped > 0 else { return }
            self.write("allo: messages are read too slowly, left out: \(dropped)\n")
        }
    }

    /// Returns once all is written, after `limit` at the latest.
    func finish(within limit: Duration) async { await queue.finish(within: limit) }
}

extension DispatchQueue {
    /// Returns once all that it was given is done, after `limit` at the latest.
    func finish(within limit: Duration) async {
        let (done, end) = AsyncStream<Void>.makeStream()
        self.async { end.finish() }
        DispatchQueue.global().asyncAfter(
            deadline: .now() + .milliseconds(Int(limit.inMilliseconds))
        ) { end.finish() }
        for await _ in done {}
    }
}
