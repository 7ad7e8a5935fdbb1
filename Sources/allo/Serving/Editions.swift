/// How many calls run of each edition: of what was loaded when they came. What is older than all of
/// them can go.
///
/// A call that comes while the files are read again may get the older edition counted and the newer
/// program: nothing that came after the counted one goes before it.
struct Editions {
    /// That of calls that arrive now; the first is 0.
    private(set) var newest = 0
    private var calls: [Int: Int] = [:]

    /// The oldest that a call may still need.
    var oldest: Int { calls.keys.min() ?? newest }

    /// Counts a call of the newest edition.
    ///
    /// - Returns: the edition, to be left with the call's end.
    mutating func enter() -> Int {
        calls[newest, default: 0] += 1
        return newest
    }

    /// A call is over.
    ///
    /// - Returns: whether that lets an edition go.
    mutating func leave(_ edition: Int) -> Bool {
        let before = oldest
        let left = (calls[edition] ?? 1) - 1
        calls[edition] = left > 0 ? left : nil
        return oldest != before
    }

    /// Calls that arrive from now on are of another edition.
    mutating func begin() { newest += 1 }
}

/// What was loaded, edition by edition, for as long as a call may need it.
struct Kept<Element> {
    private var entries: [(edition: Int, element: Element)]

    /// Keeps what the first edition has.
    init(_ first: Element) { entries = [(0, first)] }

    /// What calls that arrive now get.
    var newest: Element { entries[entries.count - 1].element }

    /// All, the newest first.
    var all: some Sequence<Element> { entries.reversed().lazy.map { $0.element } }

    /// Takes what an edition, newer than all others, has in place of what was the newest.
    mutating func add(_ element: Element, for edition: Int) { entries.append((edition, element)) }

    /// Lets go of what had been replaced when an edition began.
    ///
    /// - Returns: what is kept no more.
    mutating func letGo(before edition: Int) -> [Element] {
        let first = entries.lastIndex { $0.edition <= edition } ?? 0
        defer { entries.removeFirst(first) }
        return entries[..<first].map { $0.element }
    }
}

extension Kept: Sendable where Element: Sendable {}
