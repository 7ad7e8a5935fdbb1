extension Value {
    /// What sort of value it is, named as in messages.
    public enum Kind: String, CaseIterable, Sendable, CustomStringConvertible {
        case nothing, text, number, truth, date, time, duration, record, secret

        /// With its article: `a text`; `nothing` has none.
        public var description: String { self == .nothing ? rawValue : "a \(rawValue)" }
    }

    /// What sort of value it is.
    public var kind: Kind {
        switch self {
        case .nothing: .nothing
        case .text: .text
        case .number: .number
        case .truth: .truth
        case .date: .date
        case .time: .time
        case .duration: .duration
        case .record: .record
        case .secret: .secret
        }
    }

    /// About how many bytes the value takes, for the budget of a call's variables.
    public var approximateSize: Int {
        switch self {
        case .nothing, .number, .truth, .date, .time, .duration: 16
        case .text(let text): 16 + text.utf8.count
        case .secret(let secret): 16 + secret.count
        case .record(let fields):
            fields.reduce(16) { $0 + 16 + $1.key.utf8.count + $1.value.approximateSize }
        }
    }
}
