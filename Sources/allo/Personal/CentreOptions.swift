import ArgumentParser
import Flows
import Foundation

/// Which centre's files a command works on.
struct CentreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The centre file.", discussion: "By default flows/centre.yaml, where there is one.",
            valueName: "file"))
    var centre: String?

    /// The centre; nil where none was named and there is none at the usual place.
    ///
    /// - Throws: ``Failure`` where the file has faults, which have been told.
    func load() async throws -> LoadedCentreFile? {
        let path = centre ?? "flows/centre.yaml"
        guard FileManager.default.fileExists(atPath: path) else {
            guard let centre else { return nil }
            throw Failure("there is no centre file \(centre)")
        }
        let project = try await Project(path: Paths.parent(of: path), centre: path)
        return LoadedCentreFile(
            centre: try project.program().centre, folder: project.centreFolder)
    }
}

/// A centre, and where its file stands.
struct LoadedCentreFile {
    let centre: Centre
    /// The folder of the file.
    let folder: String
}
