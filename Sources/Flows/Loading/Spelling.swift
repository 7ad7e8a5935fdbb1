/// What a misspelt word was probably meant to be.
package enum Spelling {
    /// The nearest of the known words, or nil where none is near.
    ///
    /// Near is one error in every three letters, but one at least; capitals count for nothing.
    package static func suggestion(for word: String, among known: some Sequence<String>) -> String?
    {
        let written = Array(word.lowercased().unicodeScalars.prefix(64))
        let limit = max(1, written.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known where candidate != word {
            let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
            guard abs(letters.count - written.count) <= limit else { continue }
            let distance = distance(written, letters)
            guard distance <= limit, distance < written.count else { continue }
            if let best, (best.distance, best.word) <= (distance, candidate) { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// Letters inserted, left out, changed or swapped with their neighbour (Damerau and Levenshtein,
    /// in the form where no part is changed twice).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                let change = last[j] + (left[i] == right[j] ? 0 : 1)
                var least = min(change, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
