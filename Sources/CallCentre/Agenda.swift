/// What is to happen, by time: things of one time keep their order.
///
/// Times are whole numbers in a unit of its user's. Both drivers keep their timers in one.
public struct Agenda<Item: Sendable>: Sendable {
    @usableFromInline var order = MomentHeap()
    /// What happens, each where its moment tells; nil at the places that are free.
    @usableFromInline var items: [Item?] = []
    @usableFromInline var freePlaces: [Int] = []

    /// An agenda without anything.
    @inlinable public init() {}

    /// How many items there are.
    @inlinable public var count: Int { order.count }

    /// The time of the next item.
    @inlinable public var nextTime: Int64? { order.nextTime }

    /// Adds an item at a time.
    @inlinable public mutating func add(_ item: Item, at time: Int64) {
        guard let place = freePlaces.popLast() else {
            order.add(time, place: items.count)
            return items.append(item)
        }
        order.add(time, place: place)
        items[place] = item
    }

    /// Drops the items that are not wanted any more.
    @inlinable public mutating func keep(where isWanted: (Item) -> Bool) {
        order.keep { [items] place in items[place].map(isWanted) ?? false }
        let kept = Set(order.places)
        for place in items.indices where items[place] != nil && !kept.contains(place) {
            items[place] = nil
            freePlaces.append(place)
        }
    }

    /// Takes the next item out.
    @inlinable public mutating func removeNext() -> Item? {
        guard let place = order.removeFirst() else { return nil }
        freePlaces.append(place)
        return items[place].take()
    }
}

/// Moments in a binary heap, with the places of what happens at them; those of one time keep their
/// order. Small and plain, so that things on an agenda stay where they are while it is put in order.
@usableFromInline
struct MomentHeap: Sendable {
    @usableFromInline
    struct Moment: Sendable {
        let time: Int64
        let number: Int
        let place: Int

        func precedes(_ other: Moment) -> Bool {
            time != other.time ? time < other.time : number < other.number
        }
    }

    private var moments: [Moment] = []
    private var added = 0

    @usableFromInline
    init() {}

    @usableFromInline var count: Int { moments.count }
    @usableFromInline var nextTime: Int64? { moments.first?.time }
    @usableFromInline var places: [Int] { moments.map(\.place) }

    @usableFromInline
    mutating func add(_ time: Int64, place: Int) {
        added += 1
        let moment = Moment(time: time, number: added, place: place)
        moments.append(moment)
        var child = moments.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard moment.precedes(moments[parent]) else { break }
            moments[child] = moments[parent]
            child = parent
        }
        moments[child] = moment
    }

    @usableFromInline
    mutating func keep(where isWanted: (Int) -> Bool) {
        // A sorted array is a heap.
        moments = moments.filter { isWanted($0.place) }.sorted { $0.precedes($1) }
    }

    /// Takes the next moment out; gives its place.
    @usableFromInline
    mutating func removeFirst() -> Int? {
        guard let first = moments.first, let last = moments.popLast() else { return nil }
        let count = moments.count
        guard count > 0 else { return first.place }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < count else { break }
            if child + 1 < count, moments[child + 1].precedes(moments[child]) { child += 1 }
            guard moments[child].precedes(last) else { break }
            moments[parent] = moments[child]
            parent = child
        }
        moments[parent] = last
        return first.place
    }
}
