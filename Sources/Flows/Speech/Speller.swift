import Telephony

/// Turns values into words of a language, in full, so that any voice reads them alike.
///
/// ```swift
/// try Speller(.frenchOfFrance).spoken(.text("12.50"), as: .money(.euro))  // douze euros cinquante
/// ```
public struct Speller: Sendable {
    /// The language of the words.
    public let language: SpokenLanguage
    private let words: any SpokenWords

    /// Speaks a language.
    public init(_ language: SpokenLanguage) {
        self.language = language
        words = language.isFrench ? FrenchWords(language) : EnglishWords(language)
    }

    /// A value in words.
    ///
    /// A text is read as what the format speaks of: `"12.50"` as money, `"2026-07-14"` as a date.
    /// Without a format the kind of the value decides: a text stays as it is, and nothing has no
    /// words.
    ///
    /// - Throws: ``SpeechError`` where the value can't be spoken so; a secret never can.
    public func spoken(
        _ value: Value, as format: SpokenFormat? = nil
    ) throws(SpeechError) -> String {
        switch format ?? value.naturalFormat {
        case .money(let currency):
            return words.money(try read(value, as: .money(currency), \.asNumber), currency)
        case .telephone:
            return words.telephone(try read(value, as: .telephone, \.asPhoneNumber))
        case .date:
            return words.date(try read(value, as: .date, \.asDate))
        case .time:
            return words.time(secondOfDay: try read(value, as: .time, \.asSecondOfDay))
        case .number:
            return words.number(try read(value, as: .number, \.asNumber))
        case .ordinal:
            let number = try read(value, as: .ordinal, \.asNumber)
            guard let place = number.asInteger, place > 0 else {
                throw SpeechError(reason: .outOfRange, format: .ordinal)
            }
            return words.ordinal(place)
        case .digits:
            return try digits(value)
        case .duration:
            let duration = try read(value, as: .duration, \.asDuration)
            // A hundred years, so that no arithmetic on it can overflow.
            guard duration.components.seconds.magnitude < 3_155_760_000 else {
                throw SpeechError(reason: .outOfRange, format: .duration)
            }
            return words.duration(duration)
        case .text:
            if case .truth(let truth) = value { return truth ? words.yes : words.no }
            guard let text = value.plainText else {
                throw SpeechError(reason: .wrongKind(value.kind), format: .text)
            }
            return text
        }
    }

    private func read<T>(
        _ value: Value, as format: SpokenFormat, _ reading: (Value) -> T?
    ) throws(SpeechError) -> T {
        if let read = reading(value) { return read }
        if case .text = value { throw SpeechError(reason: .unreadable, format: format) }
        throw SpeechError(reason: .wrongKind(value.kind), format: format)
    }

    private func digits(_ value: Value) throws(SpeechError) -> String {
        switch value {
        case .text: break
        case .number(let number):
            guard let integer = number.asInteger, integer >= 0 else {
                throw SpeechError(reason: .outOfRange, format: .digits)
            }
        default: throw SpeechError(reason: .wrongKind(value.kind), format: .digits)
        }
        var spoken: [String] = []
        for character in value.plainText ?? "" where !" -./\u{A0}\u{202F}".contains(character) {
            switch character {
            case "*": spoken.append(words.star)
            case "#": spoken.append(words.hash)
            case "0"..."9" where character.isASCII:
                spoken.append(words.cardinal(character.wholeNumberValue ?? 0))
            case _ where character.isLetter:
                spoken.append(character.uppercased())
            default:
                throw SpeechError(reason: .unreadable, format: .digits)
            }
        }
        return spoken.joined(separator: ", ")
    }
}

extension Value {
    /// How a value is spoken where the flow doesn't say.
    fileprivate var naturalFormat: SpokenFormat {
        switch self {
        case .nothing, .text, .truth, .record, .secret: .text
        case .number: .number
        case .date: .date
        case .time: .time
        case .duration: .duration
        }
    }

    fileprivate var asPhoneNumber: PhoneNumber? {
        switch self {
        case .text, .number: plainText.flatMap { PhoneNumber($0) }
        default: nil
        }
    }
}
