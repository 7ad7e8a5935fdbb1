import Telephony

/// Where the members of a flat JSON object stand in its text.
///
/// Reused from object to object, so that none costs memory of its own. Texts with escapes are not
/// looked into: the whole object is then left to a real reader.
struct JSONFields {
    private struct Field {
        let name: Range<Int>
        /// Without the quotes, where it is a string.
        let value: Range<Int>
        let isString: Bool
    }

    private var fields: [Field] = []

    /// Finds the members; false where the text is anything but a plain object.
    mutating func find(in json: Span<UInt8>) -> Bool {
        fields.removeAll(keepingCapacity: true)
        let end = json.count - 1
        guard end > 1, json[0] == UInt8(ascii: "{"), json[end] == UInt8(ascii: "}") else {
            return false
        }
        var place = 1
        while place < end {
            guard let name = Self.string(at: place, in: json), name.upperBound + 2 < json.count,
                json[name.upperBound + 1] == UInt8(ascii: ":")
            else { return false }
            place = name.upperBound + 2
            if let value = Self.string(at: place, in: json) {
                fields.append(Field(name: name, value: value, isString: true))
                place = value.upperBound + 1
            } else {
                guard let stop = Self.end(ofValueAt: place, in: json) else { return false }
                fields.append(Field(name: name, value: place..<stop, isString: false))
                place = stop
            }
            guard place == end || json[place] == UInt8(ascii: ",") else { return false }
            place += 1
        }
        return true
    }

    /// What stands between the quotes of a string that begins here; nil where none does, and where
    /// it has escapes.
    private static func string(at start: Int, in json: Span<UInt8>) -> Range<Int>? {
        guard json[start] == UInt8(ascii: "\"") else { return nil }
        var place = start + 1
        while place < json.count {
            switch json[place] {
            case UInt8(ascii: "\""): return start + 1..<place
            case UInt8(ascii: "\\"): return nil
            default: place += 1
            }
        }
        return nil
    }

    /// Where a number, a word, an array or an object ends that begins here.
    private static func end(ofValueAt start: Int, in json: Span<UInt8>) -> Int? {
        var depth = 0
        var place = start
        while place < json.count {
            switch json[place] {
            case UInt8(ascii: "\""):
                guard let string = string(at: place, in: json) else { return nil }
                place = string.upperBound
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return place > start ? place : nil }
                depth -= 1
            case UInt8(ascii: ","):
                if depth == 0 { return place > start ? place : nil }
            default: break
            }
            place += 1
        }
        return nil
    }

    // MARK: - Values

    private func field(_ name: StaticString, in json: Span<UInt8>) -> Field? {
        fields.first { Self.text(json, at: $0.name, is: name) }
    }

    private static func text(
        _ json: Span<UInt8>, at range: Range<Int>, is text: StaticString
    ) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { bytes in
            for (offset, byte) in bytes.enumerated()
            where json[range.lowerBound + offset] != byte { return false }
            return true
        }
    }

    func contains(_ name: StaticString, in json: Span<UInt8>) -> Bool {
        field(name, in: json) != nil
    }

    func string(_ name: StaticString, in json: Span<UInt8>) -> String? {
        guard let field = field(name, in: json), field.isString,
            let text = try? UTF8Span(validating: json.extracting(field.value))
        else { return nil }  // What is no text is told by the reader that comes next.
        return String(copying: text)
    }

    func integer(_ name: StaticString, in json: Span<UInt8>) -> Int? {
        guard let field = field(name, in: json), !field.isString else { return nil }
        return Self.integer(at: field.value, in: json)
    }

    /// The number in `{"reference":0}`.
    func reference(_ name: StaticString, in json: Span<UInt8>) -> Int? {
        let opening: StaticString = "{\"reference\":"
        let length = opening.utf8CodeUnitCount
        guard let field = field(name, in: json), !field.isString, field.value.count > length + 1
        else { return nil }
        let value = field.value
        guard Self.text(json, at: value.lowerBound..<value.lowerBound + length, is: opening) else {
            return nil
        }
        return Self.integer(at: value.lowerBound + length..<value.upperBound - 1, in: json)
    }

    /// A time as in `2026-11-23 10:00:00`.
    func time(_ name: StaticString, in json: Span<UInt8>) -> CivilTime? {
        guard let field = field(name, in: json), field.isString, field.value.count == 19 else {
            return nil
        }
        let start = field.value.lowerBound
        func number(_ from: Int, _ to: Int) -> Int? {
            Self.integer(at: start + from..<start + to, in: json)
        }
        guard let year = number(0, 4), let month = number(5, 7), let day = number(8, 10),
            let hour = number(11, 13), let minute = number(14, 16), let second = number(17, 19),
            let date = CivilDate(year: year, month: month, day: day),
            hour < 24, minute < 60, second < 60, json[start + 10] == UInt8(ascii: " "),
            json[start + 4] == UInt8(ascii: "-"), json[start + 7] == UInt8(ascii: "-"),
            json[start + 13] == UInt8(ascii: ":"), json[start + 16] == UInt8(ascii: ":")
        else { return nil }
        return CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second)
    }

    /// A number of 1 to 9 digits without a sign.
    private static func integer(at range: Range<Int>, in json: Span<UInt8>) -> Int? {
        guard (1...9).contains(range.count) else { return nil }
        var number = 0
        for place in range {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(json[place]) else { return nil }
            number = number * 10 + Int(json[place] - UInt8(ascii: "0"))
        }
        return number
    }
}
