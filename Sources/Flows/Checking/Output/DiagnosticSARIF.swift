import Telephony

/// Writes diagnostics in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0), which
/// editors and continuous integration show at the lines of the files.
public enum DiagnosticSARIF {
    /// One run with a rule for each code that was found, and the version of Allo; a line end last.
    public static func text(_ diagnostics: [Diagnostic], version: String) -> String {
        let codes = DiagnosticCode.allCases.filter { code in
            diagnostics.contains { $0.code == code }
        }
        let driver = JSONText.object([
            ("name", .string("allo")),
            ("version", .string(version)),
            ("rules", .array(codes.map(rule))),
        ])
        let run = JSONText.object([
            ("tool", .object([("driver", driver)])),
            // §3.14.17: what columns are counted in.
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(diagnostics.map { result($0, codes) })),
        ])
        return JSONText.object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ]).written() + "\n"
    }

    private static func rule(_ code: DiagnosticCode) -> JSONText {
        .object([
            ("id", .string(code.rawValue)),
            ("shortDescription", .object([("text", .string(code.explanation.title))])),
            ("fullDescription", .object([("text", .string(code.explanation.reason))])),
            (
                "defaultConfiguration",
                .object([("level", .string(code.severity.rawValue))])
            ),
        ])
    }

    private static func result(_ diagnostic: Diagnostic, _ codes: [DiagnosticCode]) -> JSONText {
        var text = diagnostic.message
        if let suggestion = diagnostic.suggestion { text += "; did you mean \"\(suggestion)\"?" }
        var members: [(String, JSONText)] = [
            ("ruleId", .string(diagnostic.code.rawValue)),
            ("ruleIndex", .number(codes.firstIndex(of: diagnostic.code) ?? -1)),
            ("level", .string(diagnostic.severity.rawValue)),
            ("message", .object([("text", .string(text))])),
            ("locations", .array([location(diagnostic.position, diagnostic.length, nil)])),
        ]
        if !diagnostic.related.isEmpty {
            let related = diagnostic.related.map { location($0.position, 1, $0.message) }
            members.append(("relatedLocations", .array(related)))
        }
        return .object(members)
    }

    private static func location(
        _ position: SourcePosition, _ length: Int, _ message: String?
    ) -> JSONText {
        let region = JSONText.object([
            ("startLine", .number(position.line)), ("startColumn", .number(position.column)),
            ("endColumn", .number(position.column + length)),
        ])
        let physical = JSONText.object([
            (
                "artifactLocation",
                .object([("uri", .string(encoded(position.file)))])
            ),
            ("region", region),
        ])
        var members: [(String, JSONText)] = [("physicalLocation", physical)]
        if let message { members.append(("message", .object([("text", .string(message))]))) }
        return .object(members)
    }

    /// A path as a relative reference (RFC 3986 §3.3).
    private static func encoded(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                String(UnicodeScalar(byte))
            default:
                "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
