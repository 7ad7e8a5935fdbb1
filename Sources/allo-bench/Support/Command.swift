import Foundation

/// The command `allo`, run with a cache and a journal of its own.
struct Command {
    let path: String
    let workplace: Workplace

    /// Runs it once, with its cache and its journal in a folder; what it printed is told where it
    /// fails.
    func run(_ arguments: [String], home: String) throws -> ChildProcess {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let output = home + "/output"
        let process = try ChildProcess(
            [path] + arguments,
            environment: environment(home: home), output: output)
        guard process.exitCode == 0 else {
            // Without its output, the code is all there is to tell.
            let printed = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            throw Problem(
                "allo \(arguments.joined(separator: " ")) ended with \(process.exitCode)\n\(printed)"
            )
        }
        return process
    }

    /// The variables that it runs with.
    func environment(home: String) -> [String: String] {
        [
            "HOME": home, "XDG_CACHE_HOME": home + "/cache", "XDG_STATE_HOME": home + "/state",
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
        ]
    }

    /// How long it takes from its start to its end, against a goal in milliseconds.
    func figure(of arguments: [String], below goal: Double?, effort: Effort) throws -> Figure {
        let home = workplace.newFolder("home")
        let samples = try (0..<(2 * effort.runs)).map { _ in
            try run(arguments, home: home).wall.inMillisecondsExactly
        }
        return Figure(
            "allo \(arguments.joined(separator: " ")), from start to end",
            .milliseconds, samples, goal: goal.map { .below($0) } ?? .none)
    }
}
