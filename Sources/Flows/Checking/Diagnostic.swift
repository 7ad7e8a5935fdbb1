public import Telephony

/// A fault in a file of a designer, at its place.
public struct Diagnostic: Hashable, Sendable {
    /// Whether calls could be taken in spite of it.
    public enum Severity: String, CaseIterable, Sendable {
        /// No call can be taken.
        case error
        /// Calls can be taken, but callers are not well served.
        case warning
    }

    /// A second place that helps to understand the fault.
    public struct Note: Hashable, Sendable {
        /// What is to be seen there.
        public let message: String
        /// Where.
        public let position: SourcePosition

        /// Describes a second place.
        public init(_ message: String, at position: SourcePosition) {
            self.message = message
            self.position = position
        }
    }

    /// Which fault it is.
    public let code: DiagnosticCode
    /// One sentence without a full stop.
    public let message: String
    /// Where it is.
    public let position: SourcePosition
    /// How many Unicode scalars from there on are at fault; at least 1.
    public let length: Int
    /// What was probably meant.
    public let suggestion: String?
    /// Further places, in the order in which to read them.
    public let related: [Note]

    /// Describes a fault.
    public init(
        _ code: DiagnosticCode, _ message: String, at position: SourcePosition, length: Int = 1,
        suggestion: String? = nil, related: [Note] = []
    ) {
        self.code = code
        self.message = message
        self.position = position
        self.length = max(length, 1)
        self.suggestion = suggestion
        self.related = related
    }

    /// Whether calls could be taken in spite of it.
    public var severity: Severity { code.severity }
}

extension Diagnostic: Comparable {
    /// Orders by place, then code, then text.
    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        if left.position != right.position { return left.position < right.position }
        return (left.code.rawValue, left.message) < (right.code.rawValue, right.message)
    }
}
