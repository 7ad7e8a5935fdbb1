import Foundation
import Synchronization

/// `allo serve` with the benchmark's centre file, at a port that the system picks.
final class ServedCentre {
    /// Where it listens for SIP over UDP, on the loopback address.
    let port: UInt16
    private let process: Process

    /// Starts it; returns once it takes calls.
    ///
    /// - Parameters:
    ///   - command: the command to measure.
    ///   - centre: the centre file; the flows lie beside it.
    ///   - journals: whether it writes down what happens, in a new journal.
    /// - Throws: ``Problem`` where it does not come up.
    init(_ command: Command, centre: String, journals: Bool) throws {
        let home = command.workplace.newFolder("served")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let pipe = Pipe()
        process = Process()
        process.executableURL = URL(fileURLWithPath: command.path)
        process.arguments =
            ["serve", "--centre", centre, "--listen", "udp:127.0.0.1:0"]
            + (journals ? ["--journal", home + "/journal.sqlite"] : ["--without-journal"])
        // One cache for all: a prompt is the same wherever it is heard.
        process.environment = command.environment(home: command.workplace.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        let complaints = home + "/complaints"
        _ = FileManager.default.createFile(atPath: complaints, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: complaints)
        try process.run()
        var printed = Data()
        while !printed.contains(UInt8(ascii: "\n")) {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else {
                // What it said is all there is to tell.
                let said = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
                throw Problem("allo serve ended before it took a call: \(said)")
            }
            printed += data
        }
        let line = String(decoding: printed, as: UTF8.self).prefix { $0 != "\n" }
        guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw Problem("allo serve printed \(line)")
        }
        self.port = port
    }

    deinit { process.terminate() }

    var processID: Int32 { process.processIdentifier }

    /// The processor time that it has taken, in milliseconds.
    var processorTime: Double {
        var clock = clockid_t()
        guard clock_getcpuclockid(processID, &clock) == 0 else { return 0 }
        return Double(MediaSink.time(clock)) / 1e6
    }

    /// What it has in memory, in KiB.
    var memory: Int {
        // A process without this file has ended, which is noticed elsewhere.
        let text = (try? String(contentsOfFile: "/proc/\(processID)/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE)) / 1_024
    }

    /// Ends it, and waits until it has.
    ///
    /// - Throws: ``Problem`` where it does not end well.
    func stop() throws {
        process.terminate()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Problem("allo serve ended with \(process.terminationStatus)")
        }
    }
}
