import Rehearsal

/// Runs transcripts of the disk, each against the flows of its place.
struct TestRun {
    private let files: [String]
    private let isSilent: Bool
    private let isTraced: Bool
    private var rooms: [String: RehearsedFolder] = [:]

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - files: the transcripts.
    ///   - isSilent: whether prompts last as long as their texts, and nothing is rendered.
    ///   - isTraced: whether what they go through is kept.
    init(_ files: TestFiles, isSilent: Bool, isTraced: Bool = false) {
        self.files = files.paths
        self.isSilent = isSilent
        self.isTraced = isTraced
    }

    /// The folders whose flows were rehearsed, in the order of their paths.
    var folders: [RehearsedFolder] { rooms.sorted { $0.key < $1.key }.map(\.value) }

    /// Runs them all, in the order of their paths.
    ///
    /// - Parameter report: told of each result as it comes.
    /// - Returns: the results in that order.
    /// - Throws: ``Failure`` where the flows of a transcript can't take calls.
    mutating func results(_ report: (TestResult) -> Void) async throws -> [TestResult] {
        var places: [String: String] = [:]
        var results: [TestResult] = []
        for file in files {
            let own = Paths.parent(of: file)
            let folder = places[own] ?? TestFiles.flowFolder(of: file)
            places[own] = folder
            try await open(folder)
            guard let result = await rooms[folder]?.run(file, isTraced: isTraced) else { continue }
            results.append(result)
            report(result)
        }
        return results
    }

    /// Makes the flows of a folder ready, where they are not yet.
    mutating func open(_ folder: String) async throws {
        guard rooms[folder] == nil else { return }
        rooms[folder] = try await RehearsedFolder(folder, isSilent: isSilent)
    }
}
