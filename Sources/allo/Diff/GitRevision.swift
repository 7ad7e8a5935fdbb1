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
            let place = isFolder.boolValue ? path : Paths.parent(of: path)
            try Self.find(revision, from: place)
            if isFolder.boolValue {
                self.path = Paths.join(folder, "service/flows")
                try Self.take(revision, path, to: self.path)
                guard FileManager.default.fileExists(atPath: self.path) else {
                    throw Failure("\(path) was not there at \(revision)")
                }
                for service in [""] + NestedCentres.names(below: self.path) {
                    try Self.takeNamed(
                        revision, of: Paths.join(path, service),
                        to: Paths.join(self.path, service))
                }
            } else {
                self.path = Paths.join(folder, Paths.name(of: path))
                guard
                    try Self.take(
                        revision, Paths.name(of: path), in: place, to: self.path)
                else { throw Failure("\(path) was not there at \(revision)") }
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

    /// Finds the revision.
    private static func find(_ revision: String, from place: String) throws {
        _ = try git(["rev-parse", "--git-dir"], in: place)
        guard (try? git(["rev-parse", "--verify", "\(revision)^{commit}"], in: place)) == nil
        else { return }
        let hint = revision == "HEAD" ? ": nothing has been committed yet" : ""
        throw Failure("git knows no revision \(revision)\(hint)")
    }

    /// Takes out what the centre file names and may lie elsewhere: prompts, customers and music.
    private static func takeNamed(
        _ revision: String, of path: String, to folder: String
    ) throws {
        let centre = Paths.join(folder, "centre.yaml")
        guard FileManager.default.fileExists(atPath: centre) else { return }
        let references = CentreReferences(of: try Project.source(centre))
        for file in references.customerFiles + references.musicFiles where !file.hasPrefix("/") {
            _ = try take(revision, file, in: path, to: Paths.join(folder, file))
        }
        let prompts = references.prompts
        let now = Paths.join(path, prompts)
        guard !prompts.hasPrefix("/"), FileManager.default.fileExists(atPath: now),
            !FileManager.default.fileExists(atPath: Paths.join(folder, prompts))
        else { return }
        try take(revision, now, to: Paths.join(folder, prompts))
    }

    /// Takes a folder out: its YAML files and its sound files, those of folders below too.
    private static func take(_ revision: String, _ path: String, to folder: String) throws {
        let names = try git(["ls-tree", "-r", "-z", "--name-only", revision, "."], in: path)
        for name in String(decoding: names, as: UTF8.self).split(separator: "\0").map(String.init)
        where name.hasSuffix(".yaml") || SoundPaths.isSound(name) {
            _ = try take(revision, name, in: path, to: Paths.join(folder, name))
        }
    }

    /// Takes a file out, as a checkout would; false where the revision has none.
    private static func take(
        _ revision: String, _ name: String, in path: String, to file: String
    ) throws -> Bool {
        let object = "\(revision):./\(name)"
        guard (try? git(["cat-file", "-e", object], in: path)) != nil else { return false }
        let content = try git(["cat-file", "--filters", object], in: path)
        try FileManager.default.createDirectory(
            atPath: Paths.parent(of: file), withIntermediateDirectories: true)
        try content.write(to: URL(fileURLWithPath: file))
        return true
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
            let reason = String(decoding: words, as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            throw Failure("git: \(reason.replacing("fatal: ", with: ""))")
        }
        return data
    }
}
