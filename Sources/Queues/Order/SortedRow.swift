/// Values in order, none twice, where every look and change stays cheap with tens of thousands.
///
/// They lie in short pieces one after the other: a change moves only what follows in its piece, and
/// a place is counted by whole pieces.
struct SortedRow<Element: Comparable & Sendable>: Sendable {
    /// None is empty; all of one come before all of the next.
    private var pieces: [[Element]] = []
    private(set) var count = 0

    private static var mostInPiece: Int { 128 }

    var isEmpty: Bool { pieces.isEmpty }
    var first: Element? { pieces.first?.first }

    mutating func insert(_ element: Element) {
        count += 1
        guard !pieces.isEmpty else { return pieces.append([element]) }
        let piece = piece(of: element)
        pieces[piece].insert(element, at: pieces[piece].place(of: element))
        guard pieces[piece].count > Self.mostInPiece else { return }
        let half = Array(pieces[piece][(Self.mostInPiece / 2)...])
        pieces[piece].removeSubrange((Self.mostInPiece / 2)...)
        pieces.insert(half, at: piece + 1)
    }

    /// Takes a value out; one that is not there is no matter.
    mutating func remove(_ element: Element) {
        guard !pieces.isEmpty else { return }
        let piece = piece(of: element)
        let place = pieces[piece].place(of: element)
        guard place < pieces[piece].count, pieces[piece][place] == element else { return }
        pieces[piece].remove(at: place)
        count -= 1
        if pieces[piece].isEmpty { pieces.remove(at: piece) } else { join(piece) }
    }

    /// How many come before a value, which need not be there.
    func rank(of element: Element) -> Int {
        guard !pieces.isEmpty else { return 0 }
        let piece = piece(of: element)
        return pieces[..<piece].reduce(0) { $0 + $1.count } + pieces[piece].place(of: element)
    }

    /// Joins a piece that became short with the next one, so that pieces stay few.
    private mutating func join(_ piece: Int) {
        guard pieces[piece].count < Self.mostInPiece / 4, piece + 1 < pieces.count,
            pieces[piece + 1].count < Self.mostInPiece / 2
        else { return }
        pieces[piece] += pieces.remove(at: piece + 1)
    }

    /// The piece in which a value is or would be.
    private func piece(of element: Element) -> Int {
        Swift.max(0, pieces.firstIndexInOrder { element < $0[0] } - 1)
    }
}

extension SortedRow: Sequence {
    func makeIterator() -> FlattenSequence<[[Element]]>.Iterator { pieces.joined().makeIterator() }
}

/// Rows are equal when their values are, however they lie.
extension SortedRow: Equatable {
    static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}

extension Array {
    /// Where the first element is for which a condition holds that, once it holds, holds to the end.
    fileprivate func firstIndexInOrder(where holds: (Element) -> Bool) -> Int {
        var range = startIndex..<endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range =
                holds(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }
}

extension Array where Element: Comparable {
    /// Where a value is or would be.
    fileprivate func place(of element: Element) -> Int { firstIndexInOrder { $0 >= element } }
}
