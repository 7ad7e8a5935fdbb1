import Foundation
import Synchronization

/// A program that runs beside the test: what it says, and how it ends.
///
/// It is started without Foundation's `Process`, so that it inherits no blocked or ignored signal
/// and no descriptor of the test. After ``patience`` it is killed: a test never hangs.
final class ChildProcess: Sendable {
    /// How a program ended.
    enum End: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    /// All that a program left.
    struct Remains {
        var end: End
        var output: String
        var errors: String
    }

    /// The program could not be started.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// How long a program may take.
    static let patience = Duration.seconds(120)

    /// What it writes to the standard output, or to its terminal.
    let output = Hearing()
    /// What it writes to the standard error; nothing where it has a terminal.
    let errors = Hearing()

    private let process: pid_t
    private let owner: Desk
    private let end = Mutex<End?>(nil)
    private let hasEnded = Hearing()

    /// Starts a program, whose first argument is its path.
    ///
    /// Its three standard descriptors are the terminal, or nothing and a pipe for each output. The
    /// owner is the folder that it works in, which stays as long as it.
    init(
        _ arguments: [String], environment: [String: String], owner: Desk,
        terminal: Terminal? = nil
    ) throws {
        self.owner = owner
        let pipes = try terminal == nil ? [ReadingPipe(), ReadingPipe()] : []
        process = try ChildProcess.spawn(
            arguments, environment: environment,
            descriptors: pipes.map(\.input), terminal: terminal)
        for pipe in pipes { close(pipe.input) }
        if let terminal {
            output.listen(to: terminal.control)
            errors.close()
        } else {
            output.listen(to: pipes[0].output)
            errors.listen(to: pipes[1].output)
        }
        Thread.detachNewThread { [self] in
            var status: Int32 = 0
            while waitpid(process, &status, 0) == -1, errno == EINTR {}
            let signal = status & 0x7F
            end.withLock { $0 = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal) }
            terminal?.letGo()
            hasEnded.close()
        }
        let watchdog = Task { [weak self] in
            // Cancelled when the program has ended in time.
            guard (try? await Task.sleep(for: ChildProcess.patience)) != nil else { return }
            self?.send(SIGKILL)
        }
        hasEnded.onClose { watchdog.cancel() }
    }

    deinit { send(SIGKILL) }

    /// Sends it a signal, while it runs.
    func send(_ signal: Int32) {
        end.withLock { end in
            if end == nil { kill(process, signal) }
        }
    }

    /// Waits for its end, and for the last of what it wrote.
    func remains() async throws -> Remains {
        await hasEnded.closed()
        await output.closed()
        await errors.closed()
        guard let end = end.withLock({ $0 }) else { throw Failure(description: "it never ended") }
        return Remains(end: end, output: output.text, errors: errors.text)
    }

    /// `POSIX_SPAWN_SETSID` (glibc 2.26, spawn.h), which the C library hides from Swift.
    private static let newSession: Int16 = 0x80

    private static func spawn(
        _ arguments: [String], environment: [String: String],
        descriptors: [Int32], terminal: Terminal?
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let terminal {
            // A session leader's first terminal becomes its own.
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal.path, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, descriptors[0], STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, descriptors[1], STDERR_FILENO)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let session = terminal == nil ? 0 : newSession
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | session)
        let argumentList = arguments.map { strdup($0) } + [nil]
        let environmentList = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argumentList + environmentList { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(
            &process, arguments[0], &actions, &attributes, argumentList, environmentList)
        guard code == 0 else {
            throw Failure(
                description: "\(arguments[0]) can't be started: \(String(cString: strerror(code)))")
        }
        return process
    }
}

/// A pipe from a child, inherited by nobody else.
private struct ReadingPipe {
    let output: Int32
    let input: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ChildProcess.Failure(description: String(cString: strerror(errno)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (output, input) = (ends[0], ends[1])
    }
}
