/// Finds transactions by keys that they keep themselves: here is only the hash of each.
///
/// A key is some strings long; kept here once more, it would be the larger part of what an answered
/// transaction needs. Hashes are seeded anew in each process, so that nobody can make them meet.
struct KeyIndex<Key: Hashable & Sendable>: Sendable {
    private var ids: [Int: TransactionID] = [:]
    /// Those whose hash another one had first.
    private var others: [Key: TransactionID] = [:]

    /// How many can be found.
    var count: Int { ids.count + others.count }

    /// Finds the transaction of a key.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - hash: its hash.
    ///   - isKey: whether it is the key of a transaction.
    /// - Returns: the transaction; nil where there is none.
    func find(_ key: Key, hash: Int, isKey: (TransactionID) -> Bool) -> TransactionID? {
        if let id = ids[hash], isKey(id) { return id }
        return others.isEmpty ? nil : others[key]
    }

    /// Lets a transaction be found under a key that has none.
    mutating func insert(_ id: TransactionID, _ key: Key, hash: Int) {
        if ids[hash] == nil { ids[hash] = id } else { others[key] = id }
    }

    /// Lets a transaction be found no more.
    mutating func remove(_ id: TransactionID, _ key: Key, hash: Int) {
        if ids[hash] == id { ids[hash] = nil } else { others[key] = nil }
    }
}
