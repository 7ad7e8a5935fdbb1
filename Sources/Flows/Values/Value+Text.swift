import Telephony

extension Value {
    /// The value as a text that reads back: `12.5`, `true`, `2026-07-14`, `14:30`, `90s`; empty for
    /// nothing, nil for a record and for a secret, which has no text.
    public var plainText: String? {
        switch self {
        case .nothing: ""
        case .text(let text): text
        case .number(let number): number.description
        case .truth(let truth): truth ? "true" : "false"
        case .date(let date): date.description
        case .time(let second): ClockTime.text(secondOfDay: second)
        case .duration(let duration): "\(Number(seconds: duration))s"
        case .record, .secret: nil
        }
    }

    /// The number that it is or that its text looks like (`"0042"` is 42), or nil.
    public var asNumber: Number? {
        switch self {
        case .number(let number): number
        case .text(let text): Number(text)
        default: nil
        }
    }
}

extension Number {
    /// A span of time in seconds, in whole milliseconds.
    init(seconds duration: Duration) {
        let (millionths, overflow) = duration.inMilliseconds.multipliedReportingOverflow(by: 1_000)
        self.init(millionths: overflow ? (duration < .zero ? .min : .max) : millionths)
    }
}

/// Times of day as they are written.
enum ClockTime {
    /// As `14:30`, or `14:30:05` where there are seconds.
    static func text(secondOfDay second: Int) -> String {
        let minutes = "\((second / 3_600).padded(2)):\((second / 60 % 60).padded(2))"
        return second % 60 == 0 ? minutes : "\(minutes):\((second % 60).padded(2))"
    }

    /// Reads `14:30` or `14:30:05` as seconds since midnight, or nil.
    static func secondOfDay(_ text: some StringProtocol) -> Int? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3 else { return nil }
        var total = 0
        for (field, bound) in zip(fields, [24, 60, 60]) {
            guard field.utf8.count <= 2, field.utf8.allSatisfy(\.isDigit), let number = Int(field),
                number < bound
            else { return nil }
            total = total * 60 + number
        }
        return fields.count == 2 ? total * 60 : total
    }
}
