/// Names of transactions in the order in which they came; taking the first costs O(1).
struct RestingQueue: Sendable {
    private var names: [TransactionID] = []
    private var first = 0

    mutating func append(_ id: TransactionID) { names.append(id) }

    /// The name that came first.
    var head: TransactionID? { first < names.count ? names[first] : nil }

    mutating func removeHead() {
        guard first < names.count else { return }
        first += 1
        guard first >= 1024, first * 2 >= names.count else { return }
        names.removeFirst(first)
        first = 0
    }
}
