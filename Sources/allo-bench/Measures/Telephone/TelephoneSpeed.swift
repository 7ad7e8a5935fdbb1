import Foundation

/// What `allo serve` takes for calls over SIP and RTP on the loopback address, and how well they go.
///
/// The clients run on the same machine: what they take of it is told apart. An independent client
/// makes the rows in which the server is at its limits, since it takes hardly anything itself;
/// `allo ring` makes the others.
struct TelephoneSpeed {
    let command: Command
    /// The centre file of the benchmark.
    let centre: String
    /// The independent client; nil where its source is not there.
    let client: LoadClient?
    let effort: Effort

    var isQuick: Bool { effort.runs <= 3 }
    var ring: RingClient { RingClient(command: command) }

    func figures() throws -> [Figure] {
        if client == nil {
            print("the independent client is not here: its rows are left out")
        }
        print(try limits())
        return try soundFigures() + waitingFigures() + peakFigures() + setUpFigures()
            + keyFigures() + [leftoverFigure()]
    }

    /// The limits of the trunk, as the centre file gives them.
    private func limits() throws -> String {
        let text = String(decoding: try Files.contents(of: centre), as: UTF8.self)
        let lines = text.split(separator: "\n").filter {
            $0.contains("calls-per-second:") || $0.contains("sessions:")
        }
        return "\(centre): "
            + lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: ", ")
    }

    /// Runs something against a server of its own.
    func serving<Result>(
        journals: Bool = true, _ body: (ServedCentre) throws -> Result
    ) throws -> Result {
        let server = try ServedCentre(command, centre: centre, journals: journals)
        let result = try body(server)
        try server.stop()
        return result
    }

    /// Does something so many times.
    func repeated<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> [Result] {
        try (0..<(isQuick ? 1 : count)).map { _ in try body() }
    }
}
