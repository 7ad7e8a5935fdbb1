import Foundation
import Synchronization

/// A program that runs beside the test: what it says, what it is told, and how it ends.
///
/// It is started without Foundation's `Process`, so that it inherits no blocked or ignored signal
/// and no descriptor of the test. It ends with the test, however that ends, and after its patience:
/// a test never hangs, for whoever waits for a word of it is told that none will come.
package final class ChildProcess: Sendable {
    /// How a program ended.
    package enum End: Equatable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// All that a program left.
    package struct Remains: Sendable {
        package var end: End
        package var output: String
        package var errors: String
    }

    /// The program could not be started.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    /// What it writes to the standard output, or to its terminal.
    package let output = Hearing()
    /// What it writes to the standard error; nothing where it has a terminal.
    package let errors = Hearing()

    /// Its number.
    package let process: Int32
    private let input: Int32?
    /// What stays as long as it, such as the folder that it works in.
    private let owner: (any AnyObject & Sendable)?
    private let end = Mutex<End?>(nil)
    private let hasEnded = Hearing()

    /// Starts a program, whose first argument is its path.
    ///
    /// - Parameters:
    ///   - arguments: the path and what follows it.
    ///   - environment: all of its variables.
    ///   - owner: stays as long as it.
    ///   - terminal: its three standard descriptors; without one they are nothing, or a pipe that
    ///     ``tell(_:)`` fills, and a pipe for each output.
    ///   - listens: whether ``tell(_:)`` is heard.
    ///   - patience: how long it may take before it is killed.
    ///   - deathSignal: what it gets when the test ends without it.
    /// - Throws: ``Failure`` when it can't be started.
    package init(
        _ arguments: [String], environment: [String: String],
        owner: (any AnyObject & Sendable)? = nil, terminal: Terminal? = nil, listens: Bool = false,
        patience: Duration = .seconds(120), deathSignal: String = "KILL"
    ) throws {
        self.owner = owner
        let pipes = try terminal == nil ? [Pipe(), Pipe()] : []
        let input = try listens ? Pipe() : nil
        let command = ["/usr/bin/setpriv", "--pdeathsig", deathSignal, "--"] + arguments
        let descriptors =
            terminal == nil
            ? Descriptors.pipes(input: input?.output, pipes.map(\.input))
            : .terminal(terminal?.path ?? "")
        let started = Started()
        Thread.detachNewThread {
            started.run {
                try ChildProcess.spawn(
                    command, environment: environment, descriptors: descriptors)
            }
        }
        process = try started.process()
        for pipe in pipes { close(pipe.input) }
        if let input { close(input.output) }
        self.input = input?.input
        if let terminal {
            output.listen(to: terminal.control)
            errors.close()
        } else {
            output.listen(to: pipes[0].output)
            errors.listen(to: pipes[1].output)
        }
        started.whenEnded { [self] status in
            let signal = status & 0x7F
            end.withLock { $0 = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal) }
            terminal?.letGo()
            hasEnded.close()
        }
        let watchdog = Task { [weak self] in
            // Cancelled when the program has ended in time.
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            self?.send(SIGKILL)
        }
        hasEnded.onClose { watchdog.cancel() }
    }

    deinit {
        send(SIGKILL)
        if let input { close(input) }
    }

    /// Sends it a signal, while it runs.
    package func send(_ signal: Int32) {
        end.withLock { end in
            if end == nil { kill(process, signal) }
        }
    }

    /// Writes a line to its standard input.
    package func tell(_ line: String) {
        guard let input else { return }
        let bytes = Array("\(line)\n".utf8)
        // A program that has ended hears nothing: no failure of the one who speaks.
        _ = write(input, bytes, bytes.count)
    }

    /// Whether it has ended.
    package var hasEndedByNow: Bool { end.withLock { $0 != nil } }

    /// Waits for its end, and for the last of what it wrote.
    package func remains() async throws -> Remains {
        await hasEnded.closed()
        await output.closed()
        await errors.closed()
        guard let end = end.withLock({ $0 }) else { throw Failure(description: "it never ended") }
        return Remains(end: end, output: output.text, errors: errors.text)
    }
}

extension ChildProcess {
    /// The three standard descriptors of a program.
    private enum Descriptors {
        case terminal(String)
        case pipes(input: Int32?, [Int32])
    }

    /// `POSIX_SPAWN_SETSID` (glibc 2.26, spawn.h), which the C library hides from Swift.
    private static let newSession: Int16 = 0x80

    private static func spawn(
        _ arguments: [String], environment: [String: String], descriptors: Descriptors
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var session: Int16 = 0
        switch descriptors {
        case .terminal(let path):
            // A session leader's first terminal becomes its own.
            session = newSession
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        case .pipes(let input, let outputs):
            if let input {
                posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
            } else {
                posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            }
            posix_spawn_file_actions_adddup2(&actions, outputs[0], STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, outputs[1], STDERR_FILENO)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
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

    /// The thread that starts a program and waits for its end.
    ///
    /// It is one thread, since a program's parent is the thread that started it: with that, not with
    /// the whole process, it is told to die (`PR_SET_PDEATHSIG`, prctl(2)).
    private final class Started: Sendable {
        private struct State {
            var process: Result<pid_t, any Error>?
            var status: Int32?
            var whenEnded: (@Sendable (Int32) -> Void)?
        }

        private let state = Mutex(State())
        private let hasStarted = DispatchSemaphore(value: 0)

        func run(_ start: () throws -> pid_t) {
            let process = Result { try start() }
            state.withLock { $0.process = process }
            hasStarted.signal()
            guard case .success(let process) = process else { return }
            var status: Int32 = 0
            while waitpid(process, &status, 0) == -1, errno == EINTR {}
            let handler = state.withLock { state in
                state.status = status
                return state.whenEnded
            }
            handler?(status)
        }

        func process() throws -> pid_t {
            hasStarted.wait()
            guard let process = state.withLock({ $0.process }) else {
                throw Failure(description: "the program was not started")
            }
            return try process.get()
        }

        func whenEnded(_ handler: @escaping @Sendable (Int32) -> Void) {
            let status = state.withLock { state in
                state.whenEnded = handler
                return state.status
            }
            if let status { handler(status) }
        }
    }

    /// A pipe whose ends no other program inherits.
    private struct Pipe {
        let output: Int32
        let input: Int32

        init() throws {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else {
                throw Failure(description: String(cString: strerror(errno)))
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (output, input) = (ends[0], ends[1])
        }
    }
}
