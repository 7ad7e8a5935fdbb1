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
            "XDG_RUNTIME_DIR": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
        ]
    }

    /// The most memory that it has in use at once, in mebibytes: as it is seen while it runs, since
    /// what the system tells at its end is at least what the benchmark itself had in use.
    func peakMemory(of arguments: [String]) throws -> Double {
        let home = workplace.newFolder("home")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let watch = """
            "$@" > /dev/null & p=$!
            while kill -0 $p 2> /dev/null; do
              sed -n 's/^VmHWM:[^0-9]*\\([0-9]*\\) kB/\\1/p' /proc/$p/status 2> /dev/null
              sleep 0.01
            done
            wait $p
            """
        let process = try ChildProcess(
            ["/bin/sh", "-c", watch, "watch", path] + arguments,
            environment: environment(home: home), output: home + "/output")
        let seen = try String(contentsOfFile: home + "/output", encoding: .utf8)
        let peak = seen.split(separator: "\n").compactMap { Double($0) }.max()
        guard process.exitCode == 0, let peak else {
            throw Problem("allo \(arguments.joined(separator: " ")) was not seen to run\n\(seen)")
        }
        return peak / 1_024
    }

    /// How long it takes from its start to its end, against a goal in milliseconds.
    func figure(
        of arguments: [String], as name: String? = nil, below goal: Double?, effort: Effort
    ) throws -> Figure {
        let home = workplace.newFolder("home")
        let samples = try (0..<(2 * effort.runs)).map { _ in
            try run(arguments, home: home).wall.inMillisecondsExactly
        }
        return Figure(
            name ?? "allo \(arguments.joined(separator: " ")), from start to end",
            .milliseconds, samples, goal: goal.map { .below($0) } ?? .none)
    }
}
