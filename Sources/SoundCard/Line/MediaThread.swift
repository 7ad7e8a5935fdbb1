import Glibc

/// A thread of its own for sound, which must not wait behind tasks.
enum MediaThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `body` on a new thread, at real-time priority where this user may have it.
    static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(Body(body)).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, argument)
        precondition(code == 0, "the system gives no further thread")
        // Refused to most users: ordinary priority does, for the device holds 40 ms ahead.
        var priority = sched_param(sched_priority: 1)
        pthread_setschedparam(thread, SCHED_RR, &priority)
        pthread_detach(thread)
    }

    /// Sleeps until a moment; returns at once when it has passed.
    static func sleep(until deadline: ContinuousClock.Instant) {
        while true {
            let remaining = deadline - .now
            guard remaining > .zero else { return }
            let (seconds, attoseconds) = remaining.components
            var span = timespec(
                tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
            nanosleep(&span, nil)
        }
    }
}
