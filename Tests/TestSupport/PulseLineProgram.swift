import Foundation
import Synchronization

/// A program of the rig that runs beside the test, and one of its outputs.
final class PulseProgram: Sendable {
    enum Output {
        case standardOutput, standardError
    }

    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    private let process: Int32
    private let output: AsyncStream<[UInt8]>
    private let state = Mutex(State())

    init(
        _ name: String, _ arguments: [String], environment: [String: String], reading: Output
    ) throws {
        let path = "/usr/bin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw PulseLine.Failure(
                description: "\(name) is not installed: apt-get install pulseaudio "
                    + "pulseaudio-utils libasound2-plugins")
        }
        let (output, feed) = AsyncStream.makeStream(of: [UInt8].self)
        self.output = output
        let pipe = Pipe()
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .merging(["LC_ALL": "C"]) { $1 }
        process = try Self.spawn(
            [path] + arguments, environment: all.map { "\($0)=\($1)" },
            descriptor: reading == .standardOutput ? STDOUT_FILENO : STDERR_FILENO,
            writingTo: pipe.fileHandleForWriting.fileDescriptor)
        try pipe.fileHandleForWriting.close()
        Thread.detachNewThread { [self] in
            while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
                feed.yield([UInt8](data))
            }
            var status: Int32 = 0
            while waitpid(process, &status, 0) == -1, errno == EINTR {}
            end(status)
            feed.finish()
        }
    }

    /// Starts a program that inherits one descriptor and no blocked signals.
    ///
    /// Foundation's `Process` serves no daemon that closes what it inherits: it takes that for the
    /// end, and waits for it before it looks at any other program.
    private static func spawn(
        _ arguments: [String], environment: [String], descriptor: Int32, writingTo output: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for standard in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, descriptor)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let argumentList = arguments.map { strdup($0) } + [nil]
        let environmentList = environment.map { strdup($0) } + [nil]
        defer { for text in argumentList + environmentList { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(
            &process, arguments[0], &actions, &attributes, argumentList, environmentList)
        guard code == 0 else {
            throw PulseLine.Failure(
                description: "\(arguments[0]) can't be started: \(String(cString: strerror(code)))")
        }
        return process
    }

    /// The next piece of its output, or nil at the end.
    func next() async -> [UInt8]? {
        var pieces = output.makeAsyncIterator()
        return await pieces.next()
    }

    /// All further output, until it ends.
    func rest() async -> [UInt8] {
        var all: [UInt8] = []
        while let piece = await next() { all += piece }
        return all
    }

    /// How it ended, once it has.
    func status() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    /// Sends it a signal, while it runs.
    func signal(_ signal: Int32) {
        state.withLock { state in
            if state.status == nil { _ = kill(process, signal) }
        }
    }

    private func end(_ status: Int32) {
        let waiting = state.withLock { state in
            state.status = status
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: status) }
    }
}
