import Glibc

/// A process that was run to its end.
struct ChildProcess {
    /// From just before its start to its end.
    let wall: Duration
    /// The most memory that it had in use at once, in bytes.
    let peakMemory: Int
    /// The exit code, or 128 and more for a signal.
    let exitCode: Int32

    /// Runs a program with nothing on standard input.
    ///
    /// - Parameters:
    ///   - arguments: the path of the program, then its arguments.
    ///   - environment: the variables of its environment; it has no others.
    ///   - output: the file for what it prints, errors included.
    /// - Throws: ``Problem`` where it can't be run at all.
    init(_ arguments: [String], environment: [String: String], output: String) throws {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        let path = arguments.first ?? ""
        var process = pid_t()
        let start = ContinuousClock.now
        let code = ChildProcess.withCStrings(arguments) { arguments in
            ChildProcess.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawn(&process, path, &files, nil, arguments, environment)
            }
        }
        guard code == 0 else {
            throw Problem(
                "\(path) can't be run: \(String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw Problem("the end of a process was missed") }
        }
        wall = .now - start
        peakMemory = usage.ru_maxrss << 10
        exitCode = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    /// The most memory that this process has had in use at once, in bytes.
    static var ownPeakMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
