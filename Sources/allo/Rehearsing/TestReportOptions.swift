import ArgumentParser
import Rehearsal

/// What is written down of test results for other programs.
struct TestReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write a JUnit report to a file. Its times are those of the calls.", valueName: "file"))
    var junit: String?

    @Option(
        help: ArgumentHelp(
            "Print each failure as a build service wants it: "
                + Annotation.Format.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "service"))
    var annotations: Annotation.Format?

    @Option(
        name: .customLong("code-quality"),
        help: ArgumentHelp("Write the failures to a file, as GitLab wants it.", valueName: "file"))
    var codeQuality: String?

    /// Whether anything is to be written.
    var isWanted: Bool { junit != nil || annotations != nil || codeQuality != nil }

    /// Writes what was asked for.
    func write(_ results: [TestResult]) throws {
        if let annotations {
            for annotation in results.flatMap(Annotation.all) {
                Output.line(annotation.line(annotations))
            }
        }
        if let junit { try Project.write(JUnitReport(results: results).xml, to: junit) }
        if let codeQuality { try Project.write(CodeQualityReport.json(results), to: codeQuality) }
    }
}
