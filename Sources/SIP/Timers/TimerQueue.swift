import HeapModule

/// The deadlines that a pure machine waits for, each under a name; the shell only asks for the next.
///
/// Setting costs O(log n), cancelling O(1): a cancelled or replaced entry stays in the heap until
/// it comes up or until such entries outnumber the live ones, when all of them are swept out. So
/// the queue never holds more than twice its live timers and a few.
///
/// ```swift
/// var timers = TimerQueue<String>()
/// timers.set("ring", at: now + .seconds(20))
/// while let name = timers.popDue(now) { … }
/// ```
public struct TimerQueue<Name: Hashable & Sendable>: Sendable {
    private var heap = Heap<Entry>()
    /// The serial number of the one entry of each name that still counts.
    private var live: [Name: UInt64] = [:]
    private var lastSerial: UInt64 = 0

    /// No timers.
    public init() {}

    /// How many timers run.
    public var count: Int { live.count }

    /// Whether none runs.
    public var isEmpty: Bool { live.isEmpty }

    /// When the next timer fires; nil while none runs.
    public var nextDeadline: Duration? { heap.min?.deadline }

    /// How many entries the heap holds, live or not.
    var storedCount: Int { heap.count }

    /// Whether a timer of a name runs.
    public func contains(_ name: Name) -> Bool { live[name] != nil }

    /// Sets a timer; one of the same name is replaced.
    public mutating func set(_ name: Name, at deadline: Duration) {
        lastSerial &+= 1
        live[name] = lastSerial
        heap.insert(Entry(deadline: deadline, serial: lastSerial, name: name))
        tidy()
    }

    /// Stops a timer: its name does not come out any more. One that does not run is no matter.
    public mutating func cancel(_ name: Name) {
        guard live.removeValue(forKey: name) != nil else { return }
        tidy()
    }

    /// Takes out the timer that is due first, of those due at once the one set first.
    ///
    /// - Returns: its name; nil when no timer is due yet.
    public mutating func popDue(_ now: Duration) -> Name? {
        guard let first = heap.min, first.deadline <= now else { return nil }
        heap.removeMin()
        live.removeValue(forKey: first.name)
        tidy()
        return first.name
    }

    /// Keeps the first entry a live one, so that `nextDeadline` is true, and the heap in bounds.
    private mutating func tidy() {
        while let first = heap.min, !isLive(first) { heap.removeMin() }
        if heap.count > 2 * live.count + 64 { heap = Heap(heap.unordered.filter(isLive)) }
    }

    private func isLive(_ entry: Entry) -> Bool { live[entry.name] == entry.serial }

    private struct Entry: Comparable {
        let deadline: Duration
        let serial: UInt64
        let name: Name

        static func < (left: Entry, right: Entry) -> Bool {
            left.deadline == right.deadline
                ? left.serial < right.serial : left.deadline < right.deadline
        }

        static func == (left: Entry, right: Entry) -> Bool { left.serial == right.serial }
    }
}
