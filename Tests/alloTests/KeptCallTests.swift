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
        // As it was tried, with sound, and without.
        #expect(try await desk.run("test", "flows").end == .exit(0))
        #expect(try await desk.run("test", "flows", "--no-audio").end == .exit(0))
        let replay = try await desk.run("replay", "--personal", "--save", "flows/b.call")
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

    @Test func `is not kept where a test of it fails, and the reason is told`() async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        _ = try await desk.start(Self.call + ["--keys", "1 2"]).remains()
        try desk.write(
            SmallFlow.loop.replacing("say: Bonjour.", with: "say: Bonsoir."),
            to: "flows/boucle.yaml")
        let replay = try await desk.run("replay", "--save", "flows/b.call")
        #expect(replay.end == .exit(1))
        for part in [
            "flows/b.call is not written: a test of it fails",
            "flows/b.call:3:1: error: the call went another way",
            "expected  hear \"Bonjour.\"", "heard     0.000 hear \"Bonsoir.\"",
            "allo replay CALL --check FLOW",
        ] {
            #expect(replay.errors.contains(part), "\(part): \(replay.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: desk.path("flows/b.call")))
        try desk.write("flow: [", to: "flows/boucle.yaml")
        let broken = try await desk.run("replay", "--save", "flows/b.call")
        #expect(broken.end == .exit(1))
        #expect(
            broken.errors.contains(
                "flows/b.call is not written: it can't be tried against the flows of flows"),
            "\(broken.errors)")
        #expect(!FileManager.default.fileExists(atPath: desk.path("flows/b.call")))
    }

    @Test func `holds a number that is made up where the caller's made a difference`() async throws
    {
        let desk = try Desk()
        try desk.write(
            SmallFlow.loop.replacing(
                "    say: Bonjour.\n    next: menu",
                with: """
                        say: Bonjour.
                        next: numero
                      numero:
                        choose: [{when: empty(caller), next: fin}]
                        otherwise: menu
                    """), to: "flows/boucle.yaml")
        _ = try await desk.start(Self.call + ["--keys", "1 2"]).remains()
        let replay = try await desk.run("replay", "--save", "flows/b.call")
        #expect(replay.end == .exit(0), "\(replay.errors)")
        let kept = try String(contentsOfFile: desk.path("flows/b.call"), encoding: .utf8)
        #expect(kept.hasPrefix("call from +33639989999 to boucle"), "\(kept)")
        for options in [[], ["--no-audio"]] {
            let test = try await desk.start(["test", "flows"] + options).remains()
            #expect(test.end == .exit(0), "\(test.output)\(test.errors)")
        }
    }

    @Test func `shows nobody's number unless it is asked to`() async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        _ = try await desk.start(Self.call + ["--keys", "1 2"]).remains()
        let replay = try await desk.run("replay", "--save", "flows/b.call")
        #expect(replay.end == .exit(0), "\(replay.errors)")
        let kept = try String(contentsOfFile: desk.path("flows/b.call"), encoding: .utf8)
        #expect(kept.hasPrefix("call from withheld to boucle at 2026-11-23 10:00:00\n"), "\(kept)")
        #expect(try await desk.run("test", "flows", "--no-audio").end == .exit(0))
    }
}
