import Telephony

/// Writes diagnostics for programs.
public enum DiagnosticJSON {
    /// A list of objects with the words of the printed form, two spaces a level, a line end last.
    public static func text(_ diagnostics: [Diagnostic]) -> String {
        JSONText.array(diagnostics.map(object)).written() + "\n"
    }

    private static func object(_ diagnostic: Diagnostic) -> JSONText {
        var members: [(String, JSONText)] = [
            ("file", .string(diagnostic.position.file)),
            ("line", .number(diagnostic.position.line)),
            ("column", .number(diagnostic.position.column)),
            ("length", .number(diagnostic.length)),
            ("severity", .string(diagnostic.severity.rawValue)),
            ("code", .string(diagnostic.code.rawValue)),
            ("message", .string(diagnostic.message)),
        ]
        if let suggestion = diagnostic.suggestion {
            members.append(("suggestion", .string(suggestion)))
        }
        if !diagnostic.related.isEmpty {
            members.append(("related", .array(diagnostic.related.map(object))))
        }
        return .object(members)
    }

    private static func object(_ note: Diagnostic.Note) -> JSONText {
        .object([
            ("file", .string(note.position.file)), ("line", .number(note.position.line)),
            ("column", .number(note.position.column)), ("message", .string(note.message)),
        ])
    }
}
