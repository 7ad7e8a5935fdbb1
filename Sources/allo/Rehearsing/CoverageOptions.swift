import ArgumentParser
import Rehearsal

/// What is told of how much transcripts go through.
struct CoverageOptions: ParsableArguments {
    @Flag(help: "Print what the transcripts went through of each flow, and what they never did.")
    var coverage = false

    @Option(
        name: .customLong("coverage-json"),
        help: ArgumentHelp("Write the coverage to a file, as JSON.", valueName: "file"))
    var json: String?

    @Option(
        name: .customLong("coverage-html"),
        help: ArgumentHelp(
            "Write the coverage to a page, with the flows and what was never heard of them.",
            valueName: "file"))
    var html: String?

    @Option(
        name: .customLong("coverage-minimum"),
        help: ArgumentHelp(
            "Exit with 1 where less of the exits is covered in a folder, in per cent.",
            valueName: "share"))
    var minimum: Int?

    func validate() throws {
        guard let minimum, !(0...100).contains(minimum) else { return }
        throw ValidationError("--coverage-minimum is from 0 to 100")
    }

    /// Whether anything is to be told.
    var isWanted: Bool { coverage || json != nil || html != nil || minimum != nil }

    /// Tells what was asked for.
    ///
    /// - Returns: whether enough is covered.
    func report(_ folders: [RehearsedFolder]) throws -> Bool {
        guard isWanted else { return true }
        let reports = folders.map(\.coverage)
        if coverage {
            for report in reports { Output.text("\n\(report)") }
            if reports.count > 1 { Output.text("\n" + CoverageReport.total(of: reports)) }
        }
        if let json { try Project.write(CoverageReport.json(reports), to: json) }
        if let html {
            let texts = folders.map(\.project.texts).reduce(into: [:]) { all, texts in
                all.merge(texts) { first, _ in first }
            }
            let drawings = zip(folders, reports).map { $1.drawings(of: $0.program) }
                .reduce(into: [:]) { all, drawings in all.merge(drawings) { first, _ in first } }
            let page = CoveragePage(reports, sources: texts, drawings: drawings)
            try Project.write(page.html, to: html)
        }
        guard let minimum else { return true }
        let lacking = reports.filter { ($0.share(of: .exits).percent ?? 100) < minimum }
        for report in lacking {
            Output.message(
                "\(report.name): exits covered \(report.share(of: .exits)), less than \(minimum) %")
        }
        return lacking.isEmpty
    }
}
