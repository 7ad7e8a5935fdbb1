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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .merging(["LC_ALL": "C"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        switch reading {
        case .standardOutput: process.standardOutput = pipe
        case .standardError: process.standardError = pipe
        }
        let (output, feed) = AsyncStream.makeStream(of: [UInt8].self)
        self.output = output
        try process.run()
        self.process = process.processIdentifier
        Thread.detachNewThread { [self] in
            while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
                feed.yield([UInt8](data))
            }
            process.waitUntilExit()
            end(process.terminationStatus)
            feed.finish()
        }
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
