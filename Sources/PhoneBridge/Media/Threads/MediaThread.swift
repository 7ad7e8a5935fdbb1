import CLinux
import Glibc
import Synchronization

/// A thread of the system that runs a ``MediaLoop``.
final class MediaThread: Sendable {
    let mailbox: Mailbox
    let lateness = LatenessMeter()
    /// Whether the system gave it real-time priority.
    let isRealTime: Bool
    private let end: ThreadEnd

    /// What the new thread takes with it.
    private final class Baggage {
        let loop: MediaLoop
        let number: Int
        let end: ThreadEnd

        init(loop: MediaLoop, number: Int, end: ThreadEnd) {
            self.loop = loop
            self.number = number
            self.end = end
        }
    }

    /// Above all threads of normal programs, below those of the kernel.
    private static let realTimePriority: Int32 = 10

    /// Starts the thread.
    ///
    /// - Throws: ``PhoneBridgeError`` when the system has none to give.
    init(
        number: Int, settings: MediaEngine.Settings, silence: SilenceTable, epoch: Int64
    ) throws(PhoneBridgeError) {
        let end = ThreadEnd()
        self.end = end
        let loop: MediaLoop
        do throws(SystemFailure) {
            mailbox = try Mailbox()
            loop = try MediaLoop(
                mailbox, settings: settings, silence: silence, lateness: lateness, epoch: epoch)
        } catch {
            throw PhoneBridgeError(.media, subject: "a thread", detail: "\(error)")
        }
        let baggage = Unmanaged.passRetained(Baggage(loop: loop, number: number, end: end))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { MediaThread.run($0) }, baggage.toOpaque())
        guard code == 0 else {
            baggage.release()
            throw PhoneBridgeError(
                .media, subject: "a thread",
                detail: "\(SystemFailure("pthread_create", code: code))")
        }
        isRealTime = settings.realTime && MediaThread.raise(thread)
        pthread_detach(thread)
    }

    private static func raise(_ thread: pthread_t) -> Bool {
        var parameters = sched_param()
        parameters.sched_priority = realTimePriority
        return pthread_setschedparam(thread, SCHED_FIFO, &parameters) == 0
    }

    private static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer else { return nil }
        let baggage = Unmanaged<Baggage>.fromOpaque(pointer).takeRetainedValue()
        _ = linux_set_thread_name("media-\(baggage.number)")
        // Signals are for other threads: none may come between two packets.
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        // Woken at the nanosecond, not within the 50 us that other threads are.
        _ = linux_set_timer_slack(1)
        baggage.loop.run()
        baggage.end.come()
        return nil
    }

    /// Ends all its streams, then the thread.
    func shutDown() async {
        mailbox.put(.shutDown)
        await end.wait()
        for order in mailbox.close() {
            if case .report(_, let continuation) = order { continuation.resume(returning: nil) }
        }
    }
}

/// The end of a thread, which others wait for.
final class ThreadEnd: Sendable {
    private struct State {
        var hasCome = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func come() {
        let waiting = state.withLock { state in
            state.hasCome = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let hasCome = state.withLock { state in
                if !state.hasCome { state.waiting.append(continuation) }
                return state.hasCome
            }
            if hasCome { continuation.resume() }
        }
    }
}
