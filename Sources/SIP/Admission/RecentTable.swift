/// A table that holds at most so many keys: to make room, the key not used for longest leaves.
///
/// So a flood of new keys costs no memory. Every use is O(1).
struct RecentTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    let capacity: Int
    private var places: [Key: Int] = [:]
    private var entries: [Entry] = []
    private var newest = Entry.none
    private var oldest = Entry.none

    /// An empty table for `capacity` keys, at least one.
    init(capacity: Int) { self.capacity = max(1, capacity) }

    var count: Int { places.count }

    /// The value of a key, without counting as a use.
    func peek(_ key: Key) -> Value? { places[key].map { entries[$0].value } }

    /// Uses the value of a key, which begins as `initial` where it is new.
    mutating func use<Result>(
        _ key: Key, initial: @autoclosure () -> Value, _ body: (inout Value) -> Result
    ) -> Result {
        let place = places[key] ?? insert(key, initial())
        if place != newest {
            unlink(place)
            link(place)
        }
        return body(&entries[place].value)
    }

    private mutating func insert(_ key: Key, _ value: Value) -> Int {
        let place: Int
        if entries.count < capacity {
            place = entries.count
            entries.append(Entry(key: key, value: value))
        } else {
            place = oldest
            unlink(place)
            places.removeValue(forKey: entries[place].key)
            entries[place] = Entry(key: key, value: value)
        }
        places[key] = place
        link(place)
        return place
    }

    private mutating func link(_ place: Int) {
        entries[place].older = newest
        entries[place].newer = Entry.none
        if newest == Entry.none { oldest = place } else { entries[newest].newer = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        let (older, newer) = (entries[place].older, entries[place].newer)
        if older == Entry.none { oldest = newer } else { entries[older].newer = newer }
        if newer == Entry.none { newest = older } else { entries[newer].older = older }
    }

    private struct Entry: Sendable {
        let key: Key
        var value: Value
        var older = Entry.none
        var newer = Entry.none

        static var none: Int { -1 }
    }
}
