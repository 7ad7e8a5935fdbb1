import Foundation

/// The transcripts that paths lead to, and where their flows are.
struct TestFiles {
    /// The transcripts, in the order of their paths; each once.
    let paths: [String]

    /// Finds the transcripts whose path holds the filter.
    ///
    /// - Throws: ``Failure`` where a path is not there, or none leads to a transcript, unless there
    ///   may be none.
    init(_ places: [String], filter: String? = nil, mayBeNone: Bool = false) throws {
        var seen: Set<String> = []
        let all = try places.flatMap(Self.transcripts).filter { seen.insert($0).inserted }
        guard !all.isEmpty || mayBeNone else {
            throw Failure("there is no transcript (*.call) in \(places.joined(separator: ", "))")
        }
        guard let filter else {
            paths = all
            return
        }
        paths = all.filter { $0.contains(filter) }
        guard !paths.isEmpty || mayBeNone else {
            throw Failure("no transcript has ‘\(filter)’ in its path")
        }
    }

    /// The folders of the flows of paths under which there is no transcript yet.
    static func untested(_ places: [String]) throws -> [String] {
        try NestedCentres.unfolded(places.filter { try transcripts(at: $0).isEmpty })
            .map { flowFolder(of: Paths.join($0, "new.call")) }
    }

    private static func transcripts(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("there is no \(path)")
        }
        guard isFolder.boolValue else {
            guard path.hasSuffix(".call") else {
                throw Failure("\(path) is no transcript: its name must end in .call")
            }
            return [path]
        }
        guard let files = FileManager.default.enumerator(atPath: path) else {
            throw Failure("the folder \(path) can't be read")
        }
        var found: [String] = []
        for case let file as String in files where file.hasSuffix(".call") {
            found.append(Paths.join(path, file))
        }
        return found.sorted()
    }

    /// The folder of the flows that a transcript is about: its own or the nearest above with a
    /// centre file, or else the nearest with any file that may be a flow.
    static func flowFolder(of file: String) -> String {
        nearest(to: file) { FileManager.default.fileExists(atPath: Paths.join($0, "centre.yaml")) }
            ?? nearest(to: file, where: holdsFlows) ?? Paths.parent(of: file)
    }

    private static func holdsFlows(_ folder: String) -> Bool {
        // What can't be read holds nothing to be found.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { $0.hasSuffix(".yaml") }
    }

    private static func nearest(to file: String, where isWanted: (String) -> Bool) -> String? {
        let own = Paths.parent(of: file)
        // As it was written, then from the root: a path does not tell what is above it.
        let whole = Paths.join(FileManager.default.currentDirectoryPath, own)
        for start in [own, whole] {
            var folder: String? = start
            while let place = folder {
                if isWanted(place) { return place }
                folder = Paths.above(place)
            }
        }
        return nil
    }
}
