import Foundation
import TestSupport
import Testing

/// Folders of which some have a centre of their own.
@Suite struct `Nested centres` {
    private static let centre = """
        format: 1
        centre: durand
        time-zone: Europe/Paris
        country-code: "33"
        prompts: prompts

        """

    /// Three centres, one in a folder that has nothing else.
    private static func desk() throws -> Desk {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        for place in ["banque", "groupe/sav"] {
            try desk.write(centre, to: "flows/\(place)/centre.yaml")
            try desk.write(SmallFlow.loop, to: "flows/\(place)/boucle.yaml")
            try desk.write(
                "call from withheld to boucle\nstep bonjour\nhear \"Bonjour.\"\n...\n",
                to: "flows/\(place)/tests/a.call")
        }
        return desk
    }

    @Test func `each is checked for itself`() async throws {
        let desk = try Self.desk()
        let good = try await desk.run("check", "flows")
        #expect(good.end == .exit(0))
        #expect(good.output == "5 files, no fault\n")

        try desk.write(
            SmallFlow.loop.replacing("next: deux", with: "next: douze"),
            to: "flows/groupe/sav/boucle.yaml")
        let bad = try await desk.run("check", "flows")
        #expect(bad.end == .exit(1))
        #expect(bad.errors.contains("flows/groupe/sav/boucle.yaml:22:11: error: there is no step"))
        let json = try await desk.run("check", "--json", "flows/groupe", "flows")
        #expect(json.output.components(separatedBy: "there is no step").count == 2)
    }

    @Test func `a simulation file beside a centre is no flow`() async throws {
        let desk = try Self.desk()
        try desk.write("days: 28\n", to: "flows/banque/simulation.yaml")
        let checked = try await desk.run("check", "flows")
        #expect(checked.end == .exit(1))
        #expect(
            checked.errors.contains(
                "simulation.yaml:1:1: error: the simulation file can't have ‘days’"),
            "\(checked.errors)")
        #expect(!checked.errors.contains("a flow file"))
        #expect(try await desk.run("test", "--no-audio", "flows").end == .exit(0))
    }

    @Test func `a prompt of a shared folder is unused where none of them says it`() async throws {
        let desk = try Self.desk()
        let sharing = Self.centre.replacing("prompts: prompts", with: "prompts: ../prompts")
        for place in ["un", "deux"] {
            try desk.write(sharing, to: "autres/\(place)/centre.yaml")
            try desk.write(SmallFlow.loop, to: "autres/\(place)/boucle.yaml")
        }
        try desk.write(
            SmallFlow.loop.replacing("say: Un.", with: "say: {prompt: un}"),
            to: "autres/un/boucle.yaml")
        try desk.write("un: Un.\nautre: Personne ne le dit.\n", to: "autres/prompts/fr-FR.yaml")
        let remains = try await desk.run("check", "autres")
        #expect(!remains.errors.contains("‘un’"))
        #expect(remains.errors.components(separatedBy: "‘autre’").count == 2)
    }

    @Test func `transcripts run against the centre nearest to them`() async throws {
        let desk = try Self.desk()
        let remains = try await desk.run("test", "--no-audio", "flows")
        #expect(remains.end == .exit(0))
        #expect(remains.output.hasSuffix("2 passed\n"))
    }
}
