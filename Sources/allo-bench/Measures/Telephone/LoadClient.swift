import Foundation

/// An independent client for load, in C, with the kernel's own times of arrival: it is built where
/// its source is found, which is no part of the repository.
struct LoadClient {
    /// What it tells of a load.
    struct Result: Decodable {
        var attempted: Int
        var answered: Int
        var failed: Int
        var retrans: Int
        var t200_p50: Double
        var t200_p99: Double
        /// Calls that lasted, those of them out of pace, and packets that they missed.
        var calls: Int
        var pps_out1pct: Int
        var lost: Int
        /// How far off its time a packet came, of 99 in 100 at most, in milliseconds.
        var j99: Double
        var drops: Int
        var dsent: Int
        var dhit: Int
        var d_p50: Double
        var d_p99: Double
        var wall: Double
        var ms_per_call_s: Double
        var ms_per_call: Double
        var rss0: Int
        var rss1: Int
        var client_cpu: Double
        /// How many calls were refused with each code.
        var refusals: [Int: Int] = [:]

        enum CodingKeys: CodingKey {
            case attempted, answered, failed, retrans, t200_p50, t200_p99, calls, pps_out1pct
            case lost, j99, drops, dsent, dhit, d_p50, d_p99, wall, ms_per_call_s, ms_per_call
            case rss0, rss1, client_cpu
        }

        /// Memory for each call, in KiB.
        var memoryPerCall: Double { Double(rss1 - rss0) / Double(max(1, calls)) }

        /// Whether all calls were there, in pace, with sound on time.
        func isEven(of wanted: Int) -> Bool {
            calls == wanted && pps_out1pct == 0 && lost == 0 && j99 < 10
        }
    }

    private let program: String

    /// Builds it; nil where there is no source.
    ///
    /// - Throws: ``Problem`` where it can't be built.
    init?(source: String, workplace: Workplace) throws {
        guard FileManager.default.fileExists(atPath: source) else { return nil }
        program = workplace.path + "/load-client"
        let compiler = try LoadClient.run("/usr/bin/cc", ["-O2", "-w", "-o", program, source])
        guard compiler.status == 0 else { throw Problem("\(source) can't be built") }
    }

    /// Calls a flow of a server.
    func run(_ server: ServedCentre, _ flow: String, _ arguments: [String]) throws -> Result {
        let (program, first) = LoadClient.inTime(program)
        let run = try LoadClient.run(program, first + all(server, flow, arguments))
        return try Self.result(in: run.output)
    }

    /// Calls in the background until it is ended.
    func start(_ server: ServedCentre, _ flow: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        let (program, first) = LoadClient.inTime(program)
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = first + all(server, flow, arguments)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// How to run it so that it reads what has come before its sockets are full: with the real-time
    /// priority that the server's threads of sound have, where the system lets us.
    private static func inTime(_ program: String) -> (program: String, arguments: [String]) {
        let changer = "/usr/bin/chrt"
        guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: changer) else {
            return (program, [])
        }
        return (changer, ["--fifo", "20", program])
    }

    private func all(_ server: ServedCentre, _ flow: String, _ arguments: [String]) -> [String] {
        ["-s", "127.0.0.1:\(server.port)", "-e", flow, "-P", "\(server.processID)", "-j"]
            + arguments
    }

    private static func run(
        _ program: String, _ arguments: [String]
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// The line of JSON, and the lines of refusals before it: `  final 503: 12`.
    private static func result(in output: String) throws -> Result {
        let lines = output.split(separator: "\n")
        guard let json = lines.last(where: { $0.hasPrefix("{") }) else {
            throw Problem("the load client told nothing: \(output)")
        }
        var result = try JSONDecoder().decode(Result.self, from: Data(json.utf8))
        for line in lines where line.hasPrefix("  final ") {
            let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
            if let code = numbers.first, let count = numbers.dropFirst().first {
                result.refusals[code] = count
            }
        }
        return result
    }
}
