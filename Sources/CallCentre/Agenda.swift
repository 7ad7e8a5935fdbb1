/// What is to happen, by time: a binary heap in which things of one time keep their order.
struct Agenda<Item: Sendable>: Sendable {
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

    var isEmpty: Bool { entries.isEmpty }

    /// The time of the next item, in milliseconds.
    var nextTime: Int64? { entries.first?.time }

    /// The next item, which stays.
    var next: Item? { entries.first?.item }

    /// Adds an item at a time in milliseconds.
    mutating func add(_ item: Item, at time: Int64) {
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

    /// Takes the next item out.
    mutating func removeNext() -> Item? {
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
