import Foundation
import TestSupport
import Testing

/// `allo check` on files of which each tells, in comments such as `# expect: F103 at 9:11`, what is
/// to be found in it.
@Suite struct `Checking seeded defects` {
    struct Found: Hashable, Comparable, CustomStringConvertible {
        let file: String
        let code: String
        let line: Int
        let column: Int

        var description: String { "\(code) at \(file):\(line):\(column)" }

        static func < (one: Found, other: Found) -> Bool {
            (one.file, one.line, one.column, one.code)
                < (other.file, other.line, other.column, other.code)
        }
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// Flows that can be read, and some that can't: while a flow is unread, much is unknown.
    @Test(arguments: ["flows", "broken/flows"])
    func `finds each one at its line and column, and nothing else`(flows: String) async throws {
        let desk = try Desk()
        try FileManager.default.copyItem(
            atPath: Self.folder.appendingPathComponent("Defects").path, toPath: desk.path("d"))
        let remains = try await desk.run("check", "d/\(flows)")
        #expect(remains.end == .exit(1))
        let folder = (flows as NSString).deletingLastPathComponent
        let expected = try Self.expected(in: desk, "d/\(folder)")
        #expect(expected.count >= (folder.isEmpty ? 37 : 7))
        #expect(Self.found(in: remains.errors, desk) == expected)
    }

    @Test func `says nothing on the good flows`() async throws {
        let desk = try Desk()
        let project = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
        let flows = project.appendingPathComponent("flows").path
        let remains = try await desk.run("check", "--strict", flows)
        #expect(remains.end == .exit(0))
        #expect(remains.errors == "")
    }

    /// What the comments of the flows and prompts of a folder want.
    private static func expected(in desk: Desk, _ folder: String) throws -> [Found] {
        var wanted: [Found] = []
        for part in ["flows", "prompts"] {
            let place = (folder as NSString).appendingPathComponent(part)
            // There may be no prompts.
            let files = try? FileManager.default.contentsOfDirectory(atPath: desk.path(place))
            for file in files ?? [] {
                let path = (place as NSString).appendingPathComponent(file)
                let text = try String(contentsOfFile: desk.path(path), encoding: .utf8)
                for match in text.matches(of: /# expect: (F[0-9]{3}) at ([0-9]+):([0-9]+)/) {
                    guard let line = Int(match.2), let column = Int(match.3) else { continue }
                    wanted.append(
                        Found(file: path, code: String(match.1), line: line, column: column))
                }
            }
        }
        return wanted.sorted()
    }

    /// What was printed.
    private static func found(in text: String, _ desk: Desk) -> [Found] {
        text.lines.compactMap { line -> Found? in
            guard
                let match = line.wholeMatch(
                    of: /([^ :]+\.yaml):([0-9]+):([0-9]+): (?:error|warning): .* \[(F[0-9]{3})\]/),
                let place = Int(match.2), let column = Int(match.3)
            else { return nil }
            return Found(file: String(match.1), code: String(match.4), line: place, column: column)
        }.sorted()
    }
}
