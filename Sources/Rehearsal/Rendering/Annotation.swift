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

    /// Makes the annotations of a test: one for each fault, none where it passed.
    public static func all(of result: TestResult) -> [Annotation] {
        result.complaints.map { Annotation(place: $0.place, complaint: $0.text) }
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
        JSONValue.array(results.flatMap(issues)).text + "\n"
    }

    private static func issues(_ result: TestResult) -> [JSONValue] {
        // The same words at several lines are several faults, and lines move: their number counts.
        var counts: [String: Int] = [:]
        return result.complaints.map { place, complaint in
            let count = counts[complaint, default: 0]
            counts[complaint] = count + 1
            let text = "\(result.name) \(complaint)" + (count == 0 ? "" : " \(count)")
            return issue(place, complaint, fingerprint(text))
        }
    }

    private static func issue(
        _ place: SourcePosition, _ complaint: String, _ fingerprint: String
    ) -> JSONValue {
        .object([
            .init("description", .string(complaint)),
            .init("check_name", .string("allo-test")),
            .init("fingerprint", .string(fingerprint)),
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
