import Dispatch

/// Runs the jobs of one actor on a queue of its own, so that calls which block hold up nobody else.
///
/// Dispatch's own serial queue can't be an executor on Linux; this one wraps it.
final class SerialQueueExecutor: SerialExecutor, @unchecked Sendable {
    // Unchecked: the queue is made for use from all threads, and is all there is.
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
