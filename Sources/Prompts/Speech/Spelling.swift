/// Finds what somebody may have meant.
enum Spelling {
    /// The names nearest to a word, nearest first, three at most; none when all are far.
    static func nearest(to word: String, among names: some Sequence<String>) -> [String] {
        let word = word.lowercased()
        let limit = max(1, min(2, word.count - 1))
        return
            names
            .map { (name: $0, distance: distance(word, $0.lowercased())) }
            .filter { $0.distance <= limit }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3)
            .map(\.name)
    }

    /// How many letters must be changed, added or taken away (Levenshtein).
    private static func distance(_ first: String, _ second: String) -> Int {
        let second = Array(second)
        var row = Array(0...second.count)
        for (index, letter) in first.enumerated() {
            var corner = row[0]
            row[0] = index + 1
            for (column, other) in second.enumerated() {
                let changed = corner + (letter == other ? 0 : 1)
                corner = row[column + 1]
                row[column + 1] = min(changed, row[column] + 1, corner + 1)
            }
        }
        return row[second.count]
    }
}
