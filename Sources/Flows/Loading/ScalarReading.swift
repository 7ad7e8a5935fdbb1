import Telephony

/// Reads the texts of a file as what they stand for.
enum ScalarReading {
    static func yesNo(_ text: String) -> Bool? {
        switch text {
        case "yes", "true": true
        case "no", "false": false
        default: nil
        }
    }

    /// A whole number without signs or spaces.
    static func integer(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }

    /// `55` or `2.5`, without a sign; nil for anything else.
    static func decimal(_ text: some StringProtocol) -> Double? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = integer(parts[0]) else { return nil }
        guard parts.count == 2 else { return Double(whole) }
        guard integer(parts[1]) != nil else { return nil }
        return Double(String(text))
    }

    /// `24000 a month` or `300 in all`.
    static func volume(_ text: String) -> SimulationPlan.Stream.Volume? {
        let words = text.split { $0.isWhitespace }
        guard words.count == 3, let calls = decimal(words[0]), calls <= 100_000_000,
            let period = SimulationPlan.Stream.Period(rawValue: String(words[2])),
            words[1] == (period == .all ? "in" : "a") || words[1] == "an" && period == .hour
        else { return nil }
        return .calls(calls, every: period)
    }

    /// `8` or `4..8`.
    static func span(_ text: String) -> ClosedRange<Int>? {
        if let number = integer(text) { return number...number }
        guard let dots = text.firstRange(of: "..") else { return nil }
        guard let low = integer(text[..<dots.lowerBound]),
            let high = integer(text[dots.upperBound...]), low <= high
        else { return nil }
        return low...high
    }

    /// `500ms`, `5s`, `2m`, `1h`, `30d` or several in descending order: `1m30s`. Ten years at most.
    static func duration(_ text: String) -> Duration? {
        let units: [(name: String, milliseconds: Int64)] = [
            ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
        ]
        var rest = text[...]
        var total: Int64 = 0
        var unitsLeft = units[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = integer(digits) else { return nil }
            rest = rest[digits.endIndex...]
            let name = rest.prefix { $0.isLetter }
            rest = rest[name.endIndex...]
            guard let index = unitsLeft.firstIndex(where: { $0.name == name }) else { return nil }
            total += Int64(number) * units[index].milliseconds
            unitsLeft = units[(index + 1)...]
        }
        guard !text.isEmpty, total <= 3_653 * 86_400_000 else { return nil }
        return .milliseconds(total)
    }

    /// A span of time as it is written in files.
    static func text(milliseconds: Int64) -> String {
        switch milliseconds {
        case let time where time != 0 && time % 86_400_000 == 0: "\(time / 86_400_000)d"
        case let time where time != 0 && time % 3_600_000 == 0: "\(time / 3_600_000)h"
        case let time where time != 0 && time % 60_000 == 0: "\(time / 60_000)m"
        case let time where time % 1_000 == 0: "\(time / 1_000)s"
        default: "\(milliseconds)ms"
        }
    }

    /// `1`, `12`, `star`, `hash`, `*`, `#` or a mixture such as `*1`; eight keys at most.
    static func keys(_ text: String) -> [Digit]? {
        switch text {
        case "star": return [.star]
        case "hash": return [.hash]
        default:
            let keys = text.compactMap(Digit.init)
            guard (1...8).contains(keys.count), keys.count == text.count,
                keys.allSatisfy({ $0.rawValue <= Digit.hash.rawValue })
            else { return nil }
            return keys
        }
    }

    /// A key, or `none`; nil where it is neither.
    static func termKey(_ text: String) -> Digit?? {
        if text == "none" { return .some(nil) }
        guard let keys = keys(text), keys.count == 1, let key = keys.first else { return nil }
        return .some(key)
    }
}

/// Names that designers give.
enum Names {
    /// Letters of any script, digits and hyphens, beginning with a letter; 64 at most.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
            text.unicodeScalars.count <= 64
        else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType == .decimal || $0 == "-"
                || $0.properties.generalCategory == .nonspacingMark
        }
    }

    /// The form of letters that are equal to the eye, so that they are equal here also.
    ///
    /// Names that begin `hang-up` and the like have a meaning of their own.
    static let reserved: Set<String> = ["hang-up", "return", "nothing", "true", "false"]
}

/// Where a call goes on, as written.
enum TargetText: Hashable {
    case step(String)
    case back(exit: String?)
    case hangUp

    init(_ text: String) {
        if text == "hang-up" {
            self = .hangUp
        } else if text == "return" {
            self = .back(exit: nil)
        } else if text.hasPrefix("return ") {
            let exit = text.dropFirst("return ".count).drop { $0 == " " }
            self = .back(exit: String(exit))
        } else {
            self = .step(text)
        }
    }
}
