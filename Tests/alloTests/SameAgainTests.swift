import Foundation
import TestSupport
import Testing

/// Virtual time: what runs twice goes twice the same way, byte for byte.
@Suite struct `A second run in virtual time` {
    private static let arguments = [
        "call", "boucle.yaml", "--fast", "--at", "2026-11-23 10:00:00", "--from", "+33612345678",
        "--keys", "1 - 9 1 2",
    ]

    @Test(arguments: [[], ["--no-audio"]])
    func `of a call is told in the same bytes, events too`(more: [String]) async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "boucle.yaml")
        let first = try await desk.start(Self.arguments + more).remains()
        let second = try await desk.start(Self.arguments + more).remains()
        #expect(first.end == .exit(0))
        #expect(first.output == second.output)
        #expect(first.transcript.contains { $0.hasSuffix("no-input") })
        let calls = Dictionary(grouping: try await desk.events(), by: \.call).values.map { events in
            events.sorted { $0.number < $1.number }
        }
        #expect(calls.count == 2)
        #expect(calls.first?.map(\.written) == calls.last?.map(\.written))
        #expect(calls.first.map(Self.times) == calls.last.map(Self.times))
    }

    /// When each event was, in milliseconds since the first.
    private static func times(_ events: [LoggedEvent]) -> [Int] {
        events.map { $0.milliseconds - (events.first?.milliseconds ?? 0) }
    }

    @Test func `of allo test prints the same`() async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        let call = try await desk.run(
            "call", "flows/boucle.yaml", "--fast", "--at", "2026-11-23 10:00:00",
            "--keys", "1 2", "--save", "flows/tests.call")
        #expect(call.end == .exit(0))
        let first = try await desk.run("test", "flows", "--verbose", "--junit", "first.xml")
        let second = try await desk.run("test", "flows", "--verbose", "--junit", "second.xml")
        #expect(first.end == .exit(0))
        #expect(first.output == second.output)
        #expect(try desk.text(of: "first.xml") == desk.text(of: "second.xml"))
    }
}

extension Desk {
    fileprivate func text(of name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }
}
