import Flows
import Foundation

/// What stood at a path at a revision of git, taken out into a folder of its own.
struct GitRevision {
    /// The path of it; for a folder, with the prompts that its centre file names beside it.
    let path: String
    private let folder: String

    /// Takes it out.
    ///
    /// - Throws: ``Failure`` where git does not know the revision or the path.
    init(_ revision: String, of path: String) throws {
        guard !revision.hasPrefix("-") else { throw Failure("\(revision) is no revision of git") }
        folder = Paths.join(
            FileManager.default.temporaryDirectory.path, "allo-diff-\(UUID().uuidString)")
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("there is no \(path)")
        }
        do {
            if isFolder.boolValue {
                self.path = Paths.join(folder, "service/flows")
                try Self.take(revision, path, to: self.path)
                for service in [""] + NestedCentres.names(below: self.path) {
                    try Self.takePrompts(
                        revision, of: Paths.join(path, service),
                        to: Paths.join(self.path, service))
                }
            } else {
                self.path = Paths.join(folder, Paths.name(of: path))
                let file = try Self.git(
                    ["show", "\(revision):./\(Paths.name(of: path))"],
                    in: Paths.parent(of: path))
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true)
                try file.write(to: URL(fileURLWithPath: self.path))
            }
        } catch {
            // What could be taken out before is of no use.
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    /// Deletes what was taken out.
    func remove() {
        // What can't be deleted lies among what is temporary.
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func takePrompts(
        _ revision: String, of path: String, to folder: String
    ) throws {
        let centre = Paths.join(folder, "centre.yaml")
        guard FileManager.default.fileExists(atPath: centre) else { return }
        let prompts = CentreReferences(of: try Project.source(centre)).prompts
        let now = Paths.join(path, prompts)
        guard !prompts.hasPrefix("/"), FileManager.default.fileExists(atPath: now),
            !FileManager.default.fileExists(atPath: Paths.join(folder, prompts))
        else { return }
        try take(revision, now, to: Paths.join(folder, prompts))
    }

    /// Takes a folder out: its YAML files, those of folders below too.
    private static func take(_ revision: String, _ path: String, to folder: String) throws {
        let names = try git(["ls-tree", "-r", "-z", "--name-only", revision, "."], in: path)
        for name in String(decoding: names, as: UTF8.self).split(separator: "\0")
        where name.hasSuffix(".yaml") {
            let file = Paths.join(folder, String(name))
            try FileManager.default.createDirectory(
                atPath: Paths.parent(of: file), withIntermediateDirectories: true)
            try git(["show", "\(revision):./\(name)"], in: path)
                .write(to: URL(fileURLWithPath: file))
        }
    }

    private static func git(_ arguments: [String], in folder: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder] + arguments
        // What git complains of goes to a file: of two pipes one could fill while the other is read.
        let complaints = FileManager.default.temporaryDirectory
            .appendingPathComponent("allo-git-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: complaints.path, contents: nil) else {
            throw Failure("\(complaints.path) can't be written")
        }
        // It stands in the folder for what is temporary.
        defer { try? FileManager.default.removeItem(at: complaints) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: complaints)
        do { try process.run() } catch {
            throw Failure("git can't be run: \(Project.reason(of: error))")
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = try Data(contentsOf: complaints)
        guard process.terminationStatus == 0 else {
            throw Failure("git: \(String(decoding: words, as: UTF8.self))")
        }
        return data
    }
}
