import Foundation

/// Centres that stand in folders below others: each is a project of its own.
enum NestedCentres {
    /// The paths as they were given, and after each folder those below it that have a centre file,
    /// in order; each place once.
    ///
    /// A folder that has neither flows nor a centre, but others below it that do, stands for these.
    static func unfolded(_ paths: [String]) throws -> [String] {
        var seen: Set<String> = []
        return try paths.flatMap(unfolded).filter { path in
            seen.insert(URL(fileURLWithPath: path).standardizedFileURL.path).inserted
        }
    }

    private static func unfolded(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        else { return [path] }
        let nested = folders(below: path)
        let hasFlows = try Project.files(in: path, ending: ".yaml").isEmpty == false
        return hasFlows || nested.isEmpty ? [path] + nested : nested
    }

    /// The folders below one that have a centre file.
    static func folders(below folder: String) -> [String] {
        names(below: folder).map { Paths.join(folder, $0) }
    }

    /// The same, as they are called from that folder.
    static func names(below folder: String) -> [String] {
        guard
            let files = FileManager.default.enumerator(
                at: URL(fileURLWithPath: folder), includingPropertiesForKeys: nil,
                options: .skipsHiddenFiles)
        else { return [] }
        let root = URL(fileURLWithPath: folder).standardizedFileURL.path + "/"
        var found: [String] = []
        for case let file as URL in files where file.lastPathComponent == "centre.yaml" {
            let place = file.deletingLastPathComponent().standardizedFileURL.path
            guard place.count > root.count else { continue }
            found.append(String(place.dropFirst(root.count)))
        }
        return found.sorted()
    }
}
