import Foundation
import TestSupport
import Testing

/// What is kept of a call is a test of its flow.
@Suite struct `A call that is kept` {
    private static let call = [
        "call", "flows/boucle.yaml", "--fast", "--no-audio", "--at", "2026-11-23 10:00:00",
        "--from", "+33612345678",
    ]

    @Test(arguments: ["1 2", "@0.4:1 @0.6:2", "- 9 2", "@1:h"])
    func `passes, and breaks with its flow`(keys: String) async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        let call = try await desk.start(Self.call + ["--keys=\(keys)", "--save", "flows/a.call"])
            .remains()
        #expect(call.end == .exit(0), "\(call.errors)")
        #expect(call.errors.isEmpty, "\(call.errors)")
        #expect(try await desk.run("test", "flows", "--no-audio").end == .exit(0))
        let replay = try await desk.run(
            "replay", "--no-audio", "--personal", "--save", "flows/b.call")
        #expect(replay.end == .exit(0), "\(replay.errors)")
        #expect(replay.errors.isEmpty, "\(replay.errors)")
        let both = try await desk.run("test", "flows", "--no-audio")
        #expect(both.output.hasSuffix("2 passed\n"), "\(both.output)")
        try desk.write(
            SmallFlow.loop.replacing("say: Bonjour.", with: "say: Bonsoir."),
            to: "flows/boucle.yaml")
        #expect(try await desk.run("test", "flows", "--no-audio").end == .exit(1))
    }

    @Test func `takes the place of no other file, and is not called for it`() async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        try desk.write("# mine", to: "flows/a.call")
        for arguments in [Self.call + ["--keys", "2"], ["replay"]] {
            let remains = try await desk.start(arguments + ["--save", "flows/a.call"]).remains()
            #expect(remains.end == .exit(1))
            #expect(remains.output.isEmpty)
            #expect(remains.errors.contains("flows/a.call exists already"), "\(remains.errors)")
        }
        let kept = try String(contentsOfFile: desk.path("flows/a.call"), encoding: .utf8)
        #expect(kept == "# mine")
    }

    @Test func `shows nobody's number unless it is asked to`() async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        _ = try await desk.start(Self.call + ["--keys", "1 2"]).remains()
        let replay = try await desk.run("replay", "--no-audio", "--save", "flows/b.call")
        #expect(replay.end == .exit(0), "\(replay.errors)")
        let kept = try String(contentsOfFile: desk.path("flows/b.call"), encoding: .utf8)
        #expect(kept.hasPrefix("call from withheld to boucle at 2026-11-23 10:00:00\n"), "\(kept)")
        #expect(try await desk.run("test", "flows", "--no-audio").end == .exit(0))
    }
}
