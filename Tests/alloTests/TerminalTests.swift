import Foundation
import TestSupport
import Testing

/// Somebody who sits at a terminal and calls.
@Suite struct `A call at a terminal` {
    @Test func `takes keys one at a time and gives the terminal back`() async throws {
        let (terminal, before, call) = try start()
        #expect(await call.output.reaches("step menu"))
        #expect(terminal.mode.isRaw)
        terminal.type("1")
        #expect(await call.output.reaches("step deux"))
        #expect(await call.output.reaches { $0.components(separatedBy: "step menu").count == 3 })
        terminal.type("2")
        let remains = try await call.remains()
        #expect(remains.end == .exit(0))
        #expect(remains.output.contains("press 1\n"))
        #expect(remains.output.contains("press 2\n"))
        #expect(remains.output.contains("hang up by flow\n"))
        #expect(!before.isRaw)
        #expect(terminal.mode == before)
    }

    @Test(arguments: ["^C", "^D"])
    func `is hung up by Ctrl-C and by Ctrl-D`(keys: String) async throws {
        let (terminal, before, call) = try start()
        #expect(await call.output.reaches("step menu"))
        terminal.type(keys)
        let remains = try await call.remains()
        #expect(remains.end == .exit(0))
        #expect(remains.output.contains("hang up by caller\n"))
        #expect(remains.output.contains("timings\n"))
        #expect(terminal.mode == before)
    }

    @Test func `is left at once by a second Ctrl-C`() async throws {
        for seed in UInt64(0)..<6 {
            var random = SeededGenerator(seed: seed)
            let (terminal, before, call) = try start()
            await call.output.reaches(lines: Int.random(in: 2...5, using: &random))
            terminal.type("^C^C")
            let remains = try await call.remains()
            // The call may be over between the two.
            #expect([.exit(130), .exit(0)].contains(remains.end))
            #expect(terminal.mode == before)
        }
    }

    @Test func `is never left with a broken terminal or journal, whenever Ctrl-C comes`()
        async throws
    {
        let desk = try Desk()
        try desk.write(SmallFlow.patientLoop, to: "boucle.yaml")
        for seed in UInt64(0)..<16 {
            var random = SeededGenerator(seed: seed)
            let terminal = try Terminal()
            let before = terminal.mode
            let call = try desk.start(Self.arguments, terminal: terminal)
            // Also before the first line, while the command gets ready.
            await call.output.reaches(lines: Int.random(in: 0...4, using: &random))
            for _ in 0..<Int.random(in: 0...200_000, using: &random) { _ = random.next() }
            terminal.type("^C")
            let remains = try await call.remains()
            let hasAnswered = remains.output.contains("step bonjour")
            // Until it answers, nobody handles the signal, and the shell reports 130.
            #expect(
                remains.end == .exit(0) || (!hasAnswered && remains.end == .signal(SIGINT)),
                "\(remains)")
            #expect(terminal.mode == before)
            if remains.end == .exit(0) { #expect(remains.output.contains("hang up by caller\n")) }
        }
        let events = try await desk.events()
        let calls = Dictionary(grouping: events, by: \.call)
        for events in calls.values {
            #expect(events.map(\.number) == Array(1...events.count))
        }
    }

    private static let arguments = ["call", "boucle.yaml", "--no-audio", "--device", "none"]

    private func start() throws -> (Terminal, before: Terminal.Mode, ChildProcess) {
        let desk = try Desk()
        try desk.write(SmallFlow.patientLoop, to: "boucle.yaml")
        let terminal = try Terminal()
        let before = terminal.mode
        return (terminal, before, try desk.start(Self.arguments, terminal: terminal))
    }
}
