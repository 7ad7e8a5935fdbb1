/// What is to happen, by time: a binary heap in which things of one time keep their order.
///
/// Times are whole numbers in a unit of its user's. Both drivers keep their timers in one.
package struct Agenda<Item: Sendable>: Sendable {
    private struct Entry: Sendable {
        let time: Int64
        let sequence: Int
        let item: Item

        func precedes(_ other: Entry) -> Bool {
            time != other.time ? time < other.time : sequence < other.sequence
        }
    }

    private var entries: [Entry] = []
    private var added = 0

    /// An agenda without anything.
    package init() {}

    /// How many items there are.
    package var count: Int { entries.count }

    /// The time of the next item.
    package var nextTime: Int64? { entries.first?.time }

    /// Adds an item at a time.
    package mutating func add(_ item: Item, at time: Int64) {
        added += 1
        entries.append(Entry(time: time, sequence: added, item: item))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].precedes(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    /// Drops the items that are not wanted any more.
    package mutating func keep(where isWanted: (Item) -> Bool) {
        // A sorted array is a heap.
        entries = entries.filter { isWanted($0.item) }.sorted { $0.precedes($1) }
    }

    /// Takes the next item out.
    package mutating func removeNext() -> Item? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return first.item }
        entries[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && entries[child].precedes(entries[least]) {
                least = child
            }
            guard least != parent else { return first.item }
            entries.swapAt(parent, least)
            parent = least
        }
    }
}
