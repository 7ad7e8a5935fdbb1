import Telephony

/// A test that went wrong, as a line that a build service shows beside the transcript.
public struct Annotation: Sendable {
    /// How services want to be told.
    public enum Format: String, CaseIterable, Sendable {
        /// Workflow commands of GitHub Actions; those of Gitea and Forgejo are the same.
        case github
        /// Logging commands of Azure Pipelines.
        case azure
        /// As compilers write it, for any other service and for editors.
        case generic
    }

    private let place: SourcePosition
    private let complaint: String

    /// Makes an annotation of a test; nil for one that passed.
    public init?(_ result: TestResult) {
        guard let place = result.place, let complaint = result.complaint else { return nil }
        self.place = place
        self.complaint = complaint
    }

    /// The line.
    public func line(_ format: Format) -> String {
        switch format {
        case .github:
            let file = Annotation.escaped(place.file, "%\r\n:,")
            return "::error file=\(file),line=\(place.line),col=\(place.column),title=allo test::"
                + Annotation.escaped(complaint, "%\r\n")
        case .azure:
            let file = Annotation.escaped(place.file, "%\r\n;]")
            return "##vso[task.logissue type=error;sourcepath=\(file);linenumber=\(place.line);"
                + "columnnumber=\(place.column)]\(Annotation.escaped(complaint, "%\r\n"))"
        case .generic: return "\(place): error: \(complaint)"
        }
    }

    /// A text with some characters replaced by `%` and their two hexadecimal digits.
    private static func escaped(_ text: String, _ characters: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if characters.unicodeScalars.contains(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped += "%" + (digits.count < 2 ? "0" : "") + digits
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// Tests that went wrong, as GitLab's merge requests show them (the Code Climate subset of its
/// code quality reports).
public enum CodeQualityReport {
    /// The report as a file holds it.
    public static func json(_ results: [TestResult]) -> String {
        JSONValue.array(results.compactMap(issue)).text + "\n"
    }

    private static func issue(_ result: TestResult) -> JSONValue? {
        guard let place = result.place, let complaint = result.complaint else { return nil }
        return .object([
            .init("description", .string(complaint)),
            .init("check_name", .string("allo-test")),
            .init("fingerprint", .string(fingerprint("\(result.name) \(complaint)"))),
            .init("severity", .string("major")),
            .init(
                "location",
                .object([
                    .init("path", .string(place.file)),
                    .init("lines", .object([.init("begin", .integer(place.line))])),
                ])),
        ])
    }

    /// The same digits for the same text, always (FNV-1a, 64 bits).
    private static func fingerprint(_ text: String) -> String {
        let hash = text.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 1_099_511_628_211
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
