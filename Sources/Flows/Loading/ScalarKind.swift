import Telephony

/// What a text in a file is read as.
enum ScalarKind: Sendable {
    /// A name given by the designer.
    case name
    /// A step, `hang-up`, `return` or `return EXIT`.
    case target
    /// A text with values in braces.
    case text
    /// A text with values in braces, or nothing.
    case optionalText
    /// An expression.
    case expression
    /// `yes` or `no`.
    case yesNo
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A span of time; in words, whose ends are milliseconds.
    case duration(ClosedRange<Int64>)
    /// Keys of the telephone, one after the other.
    case keys
    /// One key of the telephone, or `none`.
    case termKey
    /// So many, or from so many to so many.
    case span(ClosedRange<Int>)
    /// A language that Allo can speak.
    case language
    /// One of several words.
    case word([String])
    /// How long something takes by chance.
    case distribution
    /// How long somebody waits by chance, or `never` where they wait for ever.
    case patience
    /// A number that may have decimals, from 0 to this.
    case decimal(upTo: Double)
    /// A day, as 2026-11-23.
    case day
    /// So many calls, as `24000 a month`.
    case volume
    /// A service level, as 80/20s.
    case serviceLevel
    /// A text that is taken as it is.
    case plain
}

extension ScalarKind {
    /// Why a text can't be read so, or nil if it can.
    func fault(in text: String) -> Fault? {
        switch self {
        case .text, .optionalText: nil
        case .plain: text.isEmpty ? .wrong("a text") : nil
        case .expression: nil
        case .name: Names.isName(text) ? nil : .badName
        case .target: targetFault(text)
        case .yesNo: ScalarReading.yesNo(text) == nil ? .wrong("yes or no") : nil
        case .keys: ScalarReading.keys(text) == nil ? .wrong("keys (0 to 9, star, hash)") : nil
        case .termKey:
            ScalarReading.termKey(text) == nil ? .wrong("a key (0 to 9, star, hash) or none") : nil
        case .language:
            SpokenLanguage(LanguageTag(rawValue: text))?.rawValue == text ? nil : .unknownLanguage
        case .word(let words): words.contains(text) ? nil : .wrongWord(words)
        case .integer(let range):
            fault(ScalarReading.integer(text), in: range, "a whole number")
        case .duration(let range): durationFault(text, range)
        case .distribution:
            Distribution(text).map { $0 == .never } ?? true ? .wrong(Distribution.forms) : nil
        case .patience: Distribution(text) == nil ? .wrong(Distribution.patienceForms) : nil
        case .decimal(let highest):
            ScalarReading.decimal(text).map {
                $0 <= highest ? nil : .outOfRange("from 0 to \(Int(highest))")
            } ?? .wrong("a number such as 55 or 2.5")
        case .day: CivilDate(text) == nil ? .wrong("a day such as 2026-11-23") : nil
        case .volume:
            ScalarReading.volume(text) == nil
                ? .wrong("so many calls, such as 24000 a month, 950 a day or 300 in all") : nil
        case .serviceLevel:
            SimulationPlan.Target(text) == nil
                ? .wrong("a service level such as 80/20s, in whole seconds") : nil
        case .span(let range):
            fault(ScalarReading.span(text), in: range, "a number or a range such as 4..8")
        }
    }

    private func targetFault(_ text: String) -> Fault? {
        switch TargetText(text) {
        case .step(let name), .back(let name?): Names.isName(name) ? nil : .badName
        case .back(nil), .hangUp: nil
        }
    }

    private func fault(_ number: Int?, in range: ClosedRange<Int>, _ expected: String) -> Fault? {
        guard let number else { return .wrong(expected) }
        return range.contains(number)
            ? nil : .outOfRange("from \(range.lowerBound) to \(range.upperBound)")
    }

    private func fault(
        _ span: ClosedRange<Int>?, in range: ClosedRange<Int>, _ expected: String
    ) -> Fault? {
        guard let span else { return .wrong(expected) }
        return range.contains(span.lowerBound) && range.contains(span.upperBound)
            ? nil : .outOfRange("from \(range.lowerBound) to \(range.upperBound)")
    }

    private func durationFault(_ text: String, _ range: ClosedRange<Int64>) -> Fault? {
        guard let duration = ScalarReading.duration(text) else {
            return .wrong("a span of time such as 5s, 500ms or 1m30s")
        }
        guard range.contains(duration.inMilliseconds) else {
            let lowest = ScalarReading.text(milliseconds: range.lowerBound)
            let highest = ScalarReading.text(milliseconds: range.upperBound)
            return .outOfRange("from \(lowest) to \(highest)")
        }
        return nil
    }

    /// Why a text can't be read.
    enum Fault: Equatable {
        case wrong(String)
        case wrongWord([String])
        case outOfRange(String)
        case badName
        case unknownLanguage
    }
}
