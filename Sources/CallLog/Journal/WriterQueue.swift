@preconcurrency import Dispatch

/// The thread of a journal: what blocks on the disk runs here, first come, first served.
final class WriterQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "allo.journal")

    func enqueue(_ job: UnownedJob) {
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }

    /// Runs blocking work on the thread.
    func run<Success, Failure>(
        _ work: @escaping @Sendable () throws(Failure) -> Success
    ) async throws(Failure) -> Success where Success: Sendable {
        let result: Result<Success, Failure> = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Result { () throws(Failure) in try work() })
            }
        }
        return try result.get()
    }
}
