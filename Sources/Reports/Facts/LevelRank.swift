/// Ranks levels whose rank was not written down: those of journals that know no ranks, and of
/// Asterisk's logs.
///
/// The digit that a name ends with is taken for the rank, where letters stand before it: `level1`,
/// `niveau-2` and `N3` have the ranks 1, 2 and 3. Any other name has none, as `vip`, `600` or
/// `support24`: visits of such a level are in no ``Figure/escalationRate``.
enum LevelRank {
    /// The rank that a level's name tells; nil where it tells none.
    static func named(_ level: String) -> Int? {
        guard let last = level.last, last.isASCII, let rank = last.wholeNumberValue else {
            return nil
        }
        let name = level.dropLast()
        guard name.last?.isNumber == false, name.contains(where: \.isLetter) else { return nil }
        return rank
    }
}
