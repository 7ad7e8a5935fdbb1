/// The ticks of a thread: which are due, and when the next one is.
///
/// Ticks stand at absolute times, so that a late one never moves those that follow. A thread that
/// was kept from running catches up tick by tick; one that was kept for longer than
/// ``longestLateness`` gives up what it missed, for no caller wants so many packets at once.
struct Pace: Equatable {
    /// The length of a tick, in nanoseconds.
    static let tick: Int64 = 1_000_000
    /// How many ticks are caught up with at most.
    static let longestLateness: Int64 = 100

    /// When tick 0 was, in nanoseconds.
    private var epoch: Int64
    /// How many ticks are taken at once.
    private let stride: Int64
    /// The first tick that has not been taken.
    private(set) var next: Int64 = 0
    /// How many ticks were given up since the beginning.
    private(set) var skipped: Int64 = 0

    /// Ticks that begin at a time in nanoseconds, taken so many at once.
    init(from epoch: Int64, stride: Int64 = 1) {
        self.epoch = epoch
        self.stride = stride
    }

    /// When to come back, in nanoseconds.
    var wakeTime: Int64 { deadline(of: (next + stride - 1) / stride * stride) }

    /// Takes the ticks that are due, the oldest first.
    mutating func take(now: Int64) -> Range<Int64> {
        guard now >= deadline(of: next) else { return next..<next }
        let elapsed = (now - epoch) / Pace.tick
        if elapsed - next >= Pace.longestLateness {
            let missed = elapsed - next
            epoch += missed * Pace.tick
            skipped += missed
        }
        let due = next..<((now - epoch) / Pace.tick + 1)
        next = due.upperBound
        return due
    }

    /// Leaves out the ticks that were due while there was nothing to do for them.
    mutating func resume(now: Int64) {
        guard now > deadline(of: next) else { return }
        epoch += (now - epoch) / Pace.tick * Pace.tick - next * Pace.tick
    }

    /// When a tick is due, in nanoseconds.
    func deadline(of tick: Int64) -> Int64 { epoch + tick * Pace.tick }
}
