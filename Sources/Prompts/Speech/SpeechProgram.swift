import Glibc
import Subprocess

/// A text-to-speech program of the user's choice: text in, sound file out.
struct SpeechProgram {
    /// The program and its arguments.
    let command: [String]
    /// How long it may take for one text.
    let limit: Duration

    /// The most bytes that a program may write: half an hour at 48,000 Hz.
    private static let mostBytes = 192 << 20
    private static let mostErrorBytes = 1 << 20

    /// What the program writes for a text.
    func sound(of text: String) async throws(PromptError) -> [UInt8] {
        guard let name = command.first, !name.isEmpty else { throw PromptError(.noProgram) }
        if name.contains("/"), access(name, X_OK) != 0 {
            throw PromptError(.programNotFound(name))
        }
        Self.ignoreClosedPipes
        let answer: Answer
        do {
            answer = try await firstOf(program: name, text: text)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw PromptError(.programNotFound(name))
        } catch {
            throw PromptError(.programFailed(name, status: "failed", lastLine: "\(error)"))
        }
        switch answer {
        case .tooSlow:
            throw PromptError(.programTooSlow(name, limit))
        case .ended(.exited(0), let bytes, _):
            return bytes
        case .ended(let status, _, let text):
            let how =
                switch status {
                case .exited(let code): "ended with exit code \(code)"
                case .signaled(let signal): "was ended by signal \(signal)"
                }
            let line = text.split(whereSeparator: \.isNewline).last ?? ""
            throw PromptError(.programFailed(name, status: how, lastLine: String(line.prefix(200))))
        }
    }

    private enum Answer: Sendable {
        case ended(TerminationStatus, [UInt8], String)
        case tooSlow
    }

    /// The end of the program, or the end of the time that it has: the other is cancelled.
    private func firstOf(program: String, text: String) async throws -> Answer {
        let (command, limit) = (command, limit)
        return try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask { try await Self.run(command, text: text) }
            group.addTask {
                try await Task.sleep(for: limit)
                return .tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .tooSlow
        }
    }

    private static func run(_ command: [String], text: String) async throws -> Answer {
        // A group of its own: what the program itself has started ends with it.
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        let (name, arguments) = Self.started(command)
        let result = try await Subprocess.run(
            .name(name),
            arguments: Arguments(arguments),
            platformOptions: options,
            input: SpokenText(text: text),
            output: .bytes(limit: mostBytes),
            error: .string(limit: mostErrorBytes)
        )
        return .ended(result.terminationStatus, result.standardOutput, result.standardError)
    }

    /// What is started for a command: a name is looked up by whoever starts it, while a path is
    /// handed to a shell that becomes the program.
    private static func started(_ command: [String]) -> (name: String, arguments: [String]) {
        command[0].contains("/")
            ? ("sh", ["-c", #"exec "$0" "$@""#] + command)
            : (command[0], Array(command.dropFirst()))
    }

    /// A text on its way to a program that may end before it has read all of it.
    private struct SpokenText: InputProtocol {
        let text: String

        func write(with writer: StandardInputWriter) async throws {
            // A program that does not read to the end is judged by its exit and its sound.
            _ = try? await writer.write(text)
        }
    }

    /// Writing to a program that has ended gives an error instead of ending this process.
    private static let ignoreClosedPipes: Void = {
        signal(SIGPIPE, SIG_IGN)
    }()
}
