package import Foundation

/// A folder of one test, with its flows and with what allo keeps; gone with the test.
package final class Desk: Sendable {
    private let files: TestFolder

    package init() throws { files = try TestFolder("desk") }

    /// Where it is.
    package var folder: String { files.path }

    /// The journal that allo finds by itself.
    package var journal: String { path("state/allo/journal.sqlite") }

    /// Where a file of this desk lies.
    package func path(_ name: String) -> String { files.file(name) }

    /// Writes a file, with the folders above it.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try files.write(text, to: name)
    }

    /// Writes a file, with the folders above it.
    @discardableResult
    package func write(_ data: Data, to name: String) throws -> String {
        try files.write(data, to: name)
    }

    // MARK: The command

    /// The command that was built with these tests.
    package static let command =
        (Bundle.main.executablePath.map(URL.init(fileURLWithPath:)))?
        .deletingLastPathComponent().appendingPathComponent("allo").path ?? "allo"

    /// Starts `allo` in this folder.
    ///
    /// With a file limit, in KiB, no file can grow beyond it, as if the disk were full.
    package func start(
        _ arguments: [String], terminal: Terminal? = nil, fileLimit: Int? = nil,
        environment: [String: String] = [:], patience: Duration = .seconds(120)
    ) throws -> ChildProcess {
        // A shell counts files in units of 512 bytes (POSIX.1-2017, ulimit).
        let limit = fileLimit.map { "ulimit -f \($0 * 2) && " } ?? ""
        let script = "cd '\(folder)' && \(limit)exec \"$@\""
        let own = [
            "HOME": folder, "XDG_STATE_HOME": path("state"), "XDG_CACHE_HOME": path("cache"),
            "XDG_RUNTIME_DIR": folder, "LC_ALL": "C.UTF-8", "TERM": "dumb",
        ]
        return try ChildProcess(
            ["/bin/sh", "-c", script, "sh", Desk.command] + arguments,
            environment: ProcessInfo.processInfo.environment.merging(own) { $1 }
                .merging(environment) { $1 },
            owner: self, terminal: terminal, patience: patience)
    }

    /// Runs `allo` to its end.
    package func run(_ arguments: String..., fileLimit: Int? = nil) async throws
        -> ChildProcess.Remains
    {
        try await start(arguments, fileLimit: fileLimit).remains()
    }

    // MARK: The journal, by a fresh reader

    /// The names of the calls, the oldest first.
    package func calls() async throws -> [String] {
        try await run("log", "--limit", "1000").output.split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: " ").first.map(String.init) }.reversed()
    }

    /// A call as `allo log` prints it.
    package func transcript(of call: String) async throws -> [String] {
        try await run("log", call, "--personal").output.lines
    }

    /// The events of all calls.
    package func events() async throws -> [LoggedEvent] {
        try await run("log", "--json", "--personal").output.lines.map { try LoggedEvent($0) }
    }
}

extension String {
    /// The whole lines of a text; what comes after the last newline is none.
    package var lines: [String] {
        split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}

extension ChildProcess.Remains {
    /// The transcript of a call without the review below it.
    package var transcript: [String] { Array(output.lines.prefix { $0 != "route" }) }

    /// The lines of the standard error, without the usage that follows misuse.
    package var complaints: [String] {
        errors.lines.filter { !$0.hasPrefix("Usage:") && !$0.hasPrefix("  See ") }
    }
}
