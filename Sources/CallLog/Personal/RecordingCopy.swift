import Telephony

/// What became of a recording that was to be copied for the person it is of.
public struct RecordingCopy: Hashable, Sendable {
    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// It was copied to a file.
        case file(String)
        /// It was not, for a reason in words.
        case problem(String)
    }

    /// Which recording.
    public var recording: PersonTraces.Recording
    /// What came of it.
    public var outcome: Outcome

    /// Tells what became of a recording.
    public init(of recording: PersonTraces.Recording, _ outcome: Outcome) {
        self.recording = recording
        self.outcome = outcome
    }
}

extension RecordingCopy {
    /// Which recording it is, with its file or why there is none.
    var json: JSONValue {
        let outcome: JSONValue.Member =
            switch outcome {
            case .file(let path): .init("file", .string(path))
            case .problem(let reason): .init("problem", .string(reason))
            }
        return .object([
            .init("call", .string(recording.call.rawValue)),
            .init("name", .string(recording.name)), outcome,
        ])
    }
}
