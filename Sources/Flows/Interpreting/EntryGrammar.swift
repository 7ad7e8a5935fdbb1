import Telephony

/// What a listening step has a use for: which rows of keys are entries, and which may become one.
enum EntryGrammar: Equatable, Sendable {
    /// One of these rows of keys.
    case choices([[Digit]])
    /// So many digits from 0 to 9, or one of the escapes, which stand at the beginning.
    case digits(ClosedRange<Int>, escapes: [[Digit]])
    /// A whole number in a range, written without leading zeros.
    case number(ClosedRange<Int>)

    /// What can be said of a row of keys.
    enum Judgement: Equatable {
        /// No entry begins so.
        case impossible
        /// An entry may begin so, but this is none yet.
        case partial
        /// An entry; `canGrow` where a longer one begins so too.
        case match(canGrow: Bool)
    }

    /// Judges the keys pressed so far; they are never empty.
    func judge(_ keys: [Digit]) -> Judgement {
        switch self {
        case .choices(let choices):
            return EntryGrammar.judge(keys, among: choices)
        case .digits(let length, let escapes):
            let escape = EntryGrammar.judge(keys, among: escapes)
            guard escape == .impossible else { return escape }
            guard keys.allSatisfy({ $0.rawValue <= 9 }), keys.count <= length.upperBound else {
                return .impossible
            }
            guard keys.count >= length.lowerBound else { return .partial }
            return .match(canGrow: keys.count < length.upperBound)
        case .number(let range):
            let numbers = range.map { String($0).compactMap(Digit.init) }
            return EntryGrammar.judge(keys, among: numbers)
        }
    }

    /// Whether an entry leaves the step instead of filling it: it waits for no term key.
    func isEscape(_ keys: [Digit]) -> Bool {
        if case .digits(_, let escapes) = self { escapes.contains(keys) } else { false }
    }

    private static func judge(_ keys: [Digit], among rows: [[Digit]]) -> Judgement {
        var isEntry = false
        var canGrow = false
        for row in rows where row.starts(with: keys) {
            if row.count == keys.count { isEntry = true } else { canGrow = true }
        }
        if isEntry { return .match(canGrow: canGrow) }
        return canGrow ? .partial : .impossible
    }
}
