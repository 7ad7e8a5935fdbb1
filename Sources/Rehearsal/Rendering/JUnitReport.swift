import Telephony

/// Test results as the XML that build servers read (the JUnit schema of Apache Ant).
///
/// Times are virtual, so that two runs give the same report, byte for byte.
public struct JUnitReport: Sendable {
    /// The name of the suite.
    public let name: String
    /// The results in the order of the report.
    public let results: [TestResult]

    /// Reports on tests.
    public init(name: String = "allo test", results: [TestResult]) {
        self.name = name
        self.results = results
    }

    /// The report as a file holds it.
    public var xml: String {
        let counts = """
            tests="\(results.count)" failures="\(failures)" errors="\(errors)" \
            time="\(seconds(results.reduce(.zero) { $0 + $1.length }))"
            """
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites \(counts)>
              <testsuite name="\(escaped(name))" \(counts)>

            """
        for result in results { xml += testCase(result) }
        return xml + "  </testsuite>\n</testsuites>\n"
    }

    private var failures: Int {
        results.count { if case .failed = $0.outcome { true } else { false } }
    }

    private var errors: Int {
        results.count { if case .broken = $0.outcome { true } else { false } }
    }

    private func testCase(_ result: TestResult) -> String {
        let place = result.place.map {
            " file=\"\(escaped($0.file))\" line=\"\($0.line)\""
        }
        let start = """
                <testcase classname="\(escaped(folder(of: result)))" name="\(escaped(result.name))"\(place ?? "") \
            time="\(seconds(result.length))"
            """
        switch result.outcome {
        case .passed:
            return "\(start)/>\n"
        case .failed(let difference):
            return start + child("failure", "\(difference.kind)", "\(difference)")
        case .broken(let reason):
            return start + child("error", reason, reason)
        }
    }

    /// What build servers group tests by: the folder of the transcript.
    private func folder(of result: TestResult) -> String {
        guard let slash = result.name.lastIndex(of: "/"), slash > result.name.startIndex else {
            return name
        }
        return String(result.name[..<slash])
    }

    private func child(_ element: String, _ message: String, _ text: String) -> String {
        """
        >
              <\(element) message="\(escaped(message))">\(escaped(text))</\(element)>
            </testcase>

        """
    }

    private func seconds(_ duration: Duration) -> String {
        let milliseconds = Int(clamping: max(0, duration.inMilliseconds))
        return "\(milliseconds / 1_000).\((milliseconds % 1_000).padded(3))"
    }

    /// The text with what XML 1.0 §2.2 and §2.4 don't allow to stand for itself replaced.
    private func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "\n", "\t": escaped.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}":
                escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
