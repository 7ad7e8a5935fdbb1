import Telephony

extension [Digit] {
    /// Keys in place of a secret's, of which only the count is known.
    ///
    /// Zeros do, since what comes of them is known as well. Only an entry that was refused with its
    /// last key needs one that no entry has: `D`.
    static func standIns(_ count: Int, refusedAtOnce: Bool) -> [Digit] {
        var digits = Array(repeating: Digit.zero, count: count)
        if refusedAtOnce, let last = digits.indices.last { digits[last] = .d }
        return digits
    }
}
