import Foundation
public import Telephony

/// A telephone wired to a sound card, without either: a PulseAudio daemon of our own with two null
/// sinks, reached through ALSA's `pulse` plug-in.
///
/// What a program plays to the ALSA device `allo_line` comes to the caller's ear, where
/// ``record(rate:)`` listens; what ``speak(_:)`` says into the caller's mouth is what the program
/// captures from it. Nothing of the user's sound set-up is touched.
///
/// ```swift
/// let line = try await PulseLine()
/// let recording = try await line.record(rate: 8_000)
/// … start the program with line.environment …
/// let heard = await recording.stop()
/// #expect(Correlation.best(of: prompt, in: heard).value > 0.8)
/// ```
public final class PulseLine: Sendable {
    /// The rig could not be set up.
    public struct Failure: Error, CustomStringConvertible {
        /// One sentence, with what the program said.
        public let description: String
    }

    /// The ALSA device that a program started with ``environment`` plays to and captures from.
    /// Debian's own hook may make another one the default, so it is always named.
    public static let device = "allo_line"

    private let folder: URL
    private let daemon: ChildProcess

    /// Starts the daemon and waits until it is ready.
    public init() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("allo-line-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        self.folder = folder
        let socket = folder.appendingPathComponent("socket").path
        try Self.configuration(server: "unix:\(socket)").write(
            to: folder.appendingPathComponent("asound.conf"), atomically: true, encoding: .utf8)
        daemon = try Self.start(
            "pulseaudio",
            [
                "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=120",
                "--high-priority=no", "--disable-shm=yes", "--log-target=stderr",
                "--log-level=info",
                "-L", "module-null-sink sink_name=caller_ear rate=48000 channels=1",
                "-L", "module-null-sink sink_name=caller_mouth rate=48000 channels=1",
                "-L", "module-native-protocol-unix socket=\(socket) auth-anonymous=1",
            ],
            environment: Self.environment(in: folder))
        guard await daemon.errors.reaches("startup complete") else {
            stop()
            throw Failure(description: "pulseaudio did not start: \(daemon.errors.text)")
        }
    }

    deinit { stop() }

    /// The variables with which a program finds the line, on top of its others.
    public var environment: [String: String] { Self.environment(in: folder) }

    /// The name of the line's device in this process, after ``useConfigurationInProcess()``.
    public var deviceInProcess: String { "\(Self.device):SERVER='unix:\(socket)'" }

    /// Makes ALSA in this process know `allo_line`, for every rig that ``deviceInProcess`` names.
    ///
    /// The one variable is set once: setting variables while others read them is not safe.
    public static func useConfigurationInProcess() {
        _ = processConfiguration
    }

    private static let processConfiguration: Void = {
        // Where this fails, opening the device fails and says so.
        try? configuration(server: "").write(
            toFile: processFile, atomically: true, encoding: .utf8)
        setenv("ALSA_CONFIG_PATH", processFile, 1)
        atexit { unlink(PulseLine.processFile) }
    }()

    private static let processFile = FileManager.default.temporaryDirectory
        .appendingPathComponent("allo-line-\(ProcessInfo.processInfo.processIdentifier).conf").path

    /// Listens at the caller's ear; returns once the first samples have come.
    public func record(rate: Int) async throws -> PulseRecording {
        let program = try Self.start(
            "parec", client("caller_ear.monitor", rate: rate), environment: environment)
        let recording = PulseRecording(program: program, rate: rate)
        try await recording.begin()
        return recording
    }

    /// Speaks into the caller's mouth; returns once it has been heard.
    public func speak(_ sound: Sound) async throws {
        let file = folder.appendingPathComponent("\(UUID().uuidString).raw")
        let data = sound.samples.map(\.littleEndian).withUnsafeBytes { Data($0) }
        try data.write(to: file)
        let remains = try await Self.start(
            "pacat", ["--playback"] + client("caller_mouth", rate: sound.rate) + [file.path],
            environment: environment
        ).remains()
        guard remains.end == .exit(0) else {
            throw Failure(description: "pacat ended with \(remains.end): \(remains.errors)")
        }
    }

    /// Ends the daemon as a crash would; returns once it is gone.
    public func kill() async {
        daemon.send(SIGKILL)
        await daemon.errors.closed()
    }

    /// Makes the daemon hang, until ``stop()``.
    public func freeze() { daemon.send(SIGSTOP) }

    /// Ends the daemon and removes its files.
    public func stop() {
        daemon.send(SIGKILL)
        // Whatever can't be removed lies in the folder for temporary files.
        try? FileManager.default.removeItem(at: folder)
    }

    private var socket: String { folder.appendingPathComponent("socket").path }

    private func client(_ device: String, rate: Int) -> [String] {
        [
            "--device=\(device)", "--format=s16le", "--rate=\(rate)", "--channels=1", "--raw",
            "--latency-msec=20",
        ]
    }

    private static func start(
        _ name: String, _ arguments: [String], environment: [String: String]
    ) throws -> ChildProcess {
        let path = "/usr/bin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(
                description: "\(name) is not installed: apt-get install pulseaudio "
                    + "pulseaudio-utils libasound2-plugins")
        }
        return try ChildProcess(
            [path] + arguments,
            environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }
                .merging(["LC_ALL": "C"]) { $1 })
    }

    private static func environment(in folder: URL) -> [String: String] {
        [
            "ALSA_CONFIG_PATH": folder.appendingPathComponent("asound.conf").path,
            "PULSE_SERVER": "unix:\(folder.appendingPathComponent("socket").path)",
            "PULSE_RUNTIME_PATH": folder.path,
            "XDG_RUNTIME_DIR": folder.path,
            "XDG_CONFIG_HOME": folder.path,
        ]
    }

    private static func configuration(server: String) -> String {
        func end(_ device: String) -> String {
            "{ type plug slave.pcm { type pulse server $SERVER device \"\(device)\" } }"
        }
        return """
            </usr/share/alsa/alsa.conf>
            pcm.\(device) {
                @args [ SERVER ]
                @args.SERVER { type string default "\(server)" }
                type asym
                playback.pcm \(end("caller_ear"))
                capture.pcm \(end("caller_mouth.monitor"))
            }
            pcm.!default "\(device)"

            """
    }

    /// What `body` gives, or nil when the deadline comes first; `body` is cancelled then.
    public static func within<Value: Sendable>(
        _ deadline: Duration, _ body: @escaping @Sendable () async -> Value
    ) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await body() }
            group.addTask {
                // Cancelled when the body was first, which is no failure.
                try? await Task.sleep(for: deadline)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

/// What is heard at the caller's ear from one moment to another.
public final class PulseRecording: Sendable {
    private let program: ChildProcess
    private let rate: Int

    init(program: ChildProcess, rate: Int) {
        self.program = program
        self.rate = rate
    }

    func begin() async throws {
        guard await program.output.reaches({ !$0.isEmpty }) else {
            throw PulseLine.Failure(
                description: "parec recorded nothing: \(program.errors.text)")
        }
    }

    /// Ends the recording; what was heard since it began.
    public func stop() async -> Sound {
        program.send(SIGTERM)
        await program.output.closed()
        let bytes = program.output.bytes
        let samples = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
        }
        return Sound(samples: samples, rate: rate)
    }
}
