/// Has the files read again whenever it is asked to, beside everything else, once at a time.
///
/// Who asks while they are being read has them read once more after that, however many ask.
final class Reloader: Sendable {
    private let wishes: AsyncStream<Void>.Continuation
    /// Ended by ``stop()``, and not waited for: a program that speaks may take half a minute to
    /// end, and nobody needs what it says any more.
    private let worker: Task<Void, Never>

    init(_ reload: @escaping @Sendable () async -> Void) {
        let (wished, wishes) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.wishes = wishes
        worker = Task { for await _ in wished { await reload() } }
    }

    /// Has the files read once more.
    func ask() { wishes.yield() }

    /// Reads nothing any more; what is under way is cancelled.
    func stop() {
        wishes.finish()
        worker.cancel()
    }
}
