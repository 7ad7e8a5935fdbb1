import Foundation

/// `allo ring`, as a client for load.
struct RingClient {
    /// What it tells of a load; spans in milliseconds.
    struct Report: Decodable {
        struct Spans: Decodable {
            var p50: Double
            var p99: Double
        }

        struct Packets: Decodable {
            var lost: Int
            var callsInPace: Double?
            var spacingError: Spans?
        }

        struct Processor: Decodable {
            var seconds: Double
        }

        var calls: Int
        var answered: Int
        var failed: Int
        var elapsed: Double
        var setUp: Spans?
        var keyToSound: Spans?
        var packets: Packets
        var ownProcessor: Processor
    }

    let command: Command

    /// Calls a flow of a server, and waits until all calls are over.
    func run(_ server: ServedCentre, _ flow: String, _ arguments: [String]) throws -> Report {
        let process = try start(server, flow, arguments)
        return try process.report()
    }

    /// Begins to call.
    func start(_ server: ServedCentre, _ flow: String, _ arguments: [String]) throws -> Running {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: command.path)
        process.arguments =
            ["ring", "sip:\(flow)@127.0.0.1:\(server.port)", "--json"] + arguments
        process.environment = command.environment(home: command.workplace.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        return Running(process: process, pipe: pipe)
    }

    /// One that has not ended yet.
    struct Running {
        fileprivate let process: Process
        fileprivate let pipe: Pipe

        /// Waits for its end.
        func report() throws -> Report {
            let output = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            do {
                return try JSONDecoder().decode(Report.self, from: output)
            } catch {
                throw Problem(
                    "allo ring ended with \(process.terminationStatus): "
                        + String(decoding: output, as: UTF8.self))
            }
        }
    }
}
