/// Why a value can't be spoken in a format.
public struct SpeechError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// A value of this kind is never spoken so.
        case wrongKind(Value.Kind)
        /// The value, which may be personal and is not kept here, doesn't look like one.
        case unreadable
        /// A number that is too great or too small, or not a whole one.
        case outOfRange
    }

    /// What is wrong.
    public let reason: Reason
    /// The format that was asked for.
    public let format: SpokenFormat
}

extension SpeechError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch reason {
        case .wrongKind(let kind): "\(kind) can't be spoken as \(format.name)"
        case .unreadable: "the value can't be read as \(format.name)"
        case .outOfRange: "the value is out of the range of \(format.name)"
        }
    }
}
