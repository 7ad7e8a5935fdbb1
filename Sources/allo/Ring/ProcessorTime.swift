import Foundation
import Telephony

/// The processor time that this program has used, so that a measurement can tell its own part.
enum ProcessorTime {
    /// Since the program began, of all its threads, the system's work for them included.
    static var used: Duration {
        var usage = rusage()
        // Of one's own usage, getrusage never fails.
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_utime.duration + usage.ru_stime.duration
    }
}

extension timeval {
    fileprivate var duration: Duration { .seconds(tv_sec) + .microseconds(tv_usec) }
}
