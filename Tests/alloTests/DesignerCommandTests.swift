import Foundation
import TestSupport
import Testing

/// What designers begin with, draw, compare and tidy up, by the command itself.
@Suite struct `the commands of designers` {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private static let flow = """
        flow: petit
        format: 1
        start: un
        steps:
          un:
            menu: {1: {say: la fin, next: fin}}
            exhausted: fin
          fin:
            hang-up: Au revoir.

        """

    private static func centre(_ prompts: String) -> String {
        "format: 1\ncentre: petit\nprompts: \(prompts)\n"
    }

    // MARK: - New

    @Test func `a service that is begun is without fault, and its transcripts pass`() async throws {
        let list = try await desk.run("new")
        let names = list.output.lines.map { String($0.prefix { $0 != " " }) }
        #expect(names.contains("accueil"))
        #expect(list.output.lines.allSatisfy { $0.count > ($0.prefix { $0 != " " }.count) + 10 })
        for name in names {
            let made = try await desk.run("new", name, "ma-\(name)")
            #expect(made.end == .exit(0), "\(made.errors)")
            #expect(made.output.contains("allo check ma-\(name)"))
            #expect(made.output.contains("allo call ma-\(name)/"), "\(made.output)")
            let checked = try await desk.run("check", "ma-\(name)")
            #expect(checked.end == .exit(0), "\(checked.errors)")
            let drawn = try await desk.run("graph", "ma-\(name)")
            #expect(drawn.output.hasPrefix("<svg"), "\(drawn.errors)")
        }
        let tested = try await desk.run("test", "ma-accueil", "--no-audio")
        #expect(tested.end == .exit(0), "\(tested.output)")
    }

    @Test func `what is begun names its own folder, and no file that stays behind`() async throws {
        for line in try await desk.run("new").output.lines {
            let name = String(line.prefix { $0 != " " })
            let made = try await desk.run("new", name, "a/ma-\(name)")
            #expect(made.end == .exit(0), "\(made.errors)")
            let folder = desk.path("a/ma-\(name)")
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
            where path.hasSuffix(".yaml") {
                let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
                for words in ["flows/", "README", "$schema="] {
                    #expect(!text.contains(words), "\(name): \(path) has \(words)")
                }
            }
        }
        let simulation = try String(
            contentsOfFile: desk.path("a/ma-rencontres/simulation.yaml"), encoding: .utf8)
        #expect(simulation.contains("`allo simulate a/ma-rencontres`"))
    }

    @Test func `what is begun without a flow of its name is called by its first number's`()
        async throws
    {
        for name in ["service", "centre"] {
            let made = try await desk.run("new", "teleachat", name)
            #expect(made.end == .exit(0), "\(made.errors)")
            #expect(made.output.contains("allo call \(name)/commande.yaml "), "\(made.output)")
            let checked = try await desk.run("check", name)
            #expect(checked.end == .exit(0), "\(checked.errors)")
        }
        let call = try await desk.run("call", "service/commande.yaml", "--fast", "--no-audio")
        #expect(call.end == .exit(0), "\(call.errors)")
    }

    @Test func `nothing is overwritten`() async throws {
        try desk.write("mine", to: "service/centre.yaml")
        let remains = try await desk.run("new", "accueil", "service")
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains("service exists already"))
        #expect(
            try String(contentsOfFile: desk.path("service/centre.yaml"), encoding: .utf8) == "mine")
    }

    @Test(arguments: [
        (["acueil", "x"], "did you mean accueil?"),
        (["accueil", "1x"], "can't be the name of a flow"),
        (["accueil", "rappel"], "has a flow rappel already"),
        (["accueil", "centre"], "the folder's name, and centre.yaml is that of the centre file"),
        (["accueil", "simulation"], "and simulation.yaml is that of the simulation file"),
        (["boutique", "simulation"], "and simulation.yaml is that of the simulation file"),
    ])
    func `what can't be begun is told`(arguments: [String], words: String) async throws {
        let remains = try await desk.start(["new"] + arguments).remains()
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains(words), "\(remains.errors)")
    }

    // MARK: - Format

    @Test func `formatting names what it changes, once`() async throws {
        try desk.write(Self.flow, to: "flows/petit.yaml")
        let would = try await desk.run("format", "--check", "flows")
        #expect(would.end == .exit(1))
        #expect(would.output == "flows/petit.yaml\n")
        #expect(
            try String(contentsOfFile: desk.path("flows/petit.yaml"), encoding: .utf8) == Self.flow)
        #expect(try await desk.run("format", "flows").output == "flows/petit.yaml\n")
        let after = try await desk.run("format", "--check", "flows")
        #expect(after.end == .exit(0) && after.output.isEmpty)
        #expect(
            try String(contentsOfFile: desk.path("flows/petit.yaml"), encoding: .utf8)
                .hasPrefix("format: 1\nflow: petit\n"))
    }

    @Test func `a file that does not load is left, with its faults`() async throws {
        try desk.write("flow: [", to: "flows/faux.yaml")
        let remains = try await desk.run("format", "flows")
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains("flows/faux.yaml:1:"))
        #expect(
            try String(contentsOfFile: desk.path("flows/faux.yaml"), encoding: .utf8) == "flow: [")
    }

    @Test func `standard input is formatted as what its keys say that it is`() throws {
        for (text, formatted) in [
            ("centre: petit\nformat: 1\n", "format: 1\ncentre: petit\n"),
            ("salut:   Bonjour.\n", "salut: Bonjour.\n"),
            (Self.flow, "format: 1\nflow: petit\n"),
        ] {
            try desk.write(text, to: "input.yaml")
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = [
                "-c", "\"$0\" format - < \"$1\"", Desk.command, desk.path("input.yaml"),
            ]
            let output = Pipe()
            shell.standardOutput = output
            try shell.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            shell.waitUntilExit()
            #expect(String(decoding: data, as: UTF8.self).hasPrefix(formatted))
        }
    }

    // MARK: - Diff

    @Test func `the services of this repository are in their one form`() async throws {
        let flows = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "flows")
        let checked = try await desk.run("format", "--check", flows.path())
        #expect(checked.end == .exit(0), "\(checked.output)\(checked.errors)")
    }

    @Test func `a file, and a folder, differ from what git has of them`() async throws {
        try desk.write(Self.flow, to: "flows/petit.yaml")
        for arguments in [
            ["init", "-q"], ["add", "."],
            ["-c", "user.name=essai", "-c", "user.email=essai@exemple.fr", "commit", "-qm", "un"],
        ] {
            let git = Process()
            git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            git.arguments = ["git", "-C", desk.path("flows")] + arguments
            try git.run()
            git.waitUntilExit()
            #expect(git.terminationStatus == 0)
        }
        let same = try await desk.run("diff", "--git", "HEAD")
        #expect(same.end == .exit(0), "\(same.output)\(same.errors)")
        try desk.write(
            Self.flow.replacing("Au revoir.", with: "Merci."), to: "flows/petit.yaml")
        for path in [[], ["flows"], ["flows/petit.yaml"]] {
            let other = try await desk.start(["diff", "--git", "HEAD"] + path).remains()
            #expect(other.end == .exit(1), "\(other.errors)")
            #expect(other.output.contains("Merci."), "\(other.output)")
        }
        try desk.write(Self.centre("prompts"), to: "flows/autre/centre.yaml")
        try desk.write(Self.flow, to: "flows/autre/petit.yaml")
        let below = try await desk.run("diff", "--git", "HEAD")
        #expect(below.end == .exit(1), "\(below.errors)")
        #expect(below.output.contains("flows/autre:\nflow petit\n"), "\(below.output)")
        let json = try await desk.run("diff", "--git", "HEAD", "--json")
        #expect(json.output.contains("\"service\": \"autre\""), "\(json.output)")
        let unknown = try await desk.run("diff", "--git", "nulle-part", "flows")
        #expect(unknown.end == .exit(2))
        #expect(unknown.errors == "allo: git knows no revision nulle-part\n")
        for path in ["flows/autre", "flows/autre/petit.yaml"] {
            let absent = try await desk.run("diff", "--git", "HEAD", path)
            #expect(absent.end == .exit(2))
            #expect(absent.errors == "allo: \(path) was not there at HEAD\n")
        }
        let two = try await desk.run("diff", "--git", "HEAD", "flows", "flows")
        #expect(two.end == .exit(64), "\(two.errors)")
    }

    @Test func `two versions differ in words, with the exit codes of diff`() async throws {
        try desk.write(Self.flow, to: "alt/petit.yaml")
        try desk.write(
            Self.flow.replacing("next: fin}", with: "next: un}"), to: "neu/petit.yaml")
        let same = try await desk.run("diff", "alt", "alt/petit.yaml")
        #expect(same.end == .exit(0) && same.output.isEmpty)
        let other = try await desk.run("diff", "alt", "neu")
        #expect(other.end == .exit(1))
        #expect(
            other.output == "flow petit\n  key 1 of `un` now goes to `un`, no longer to `fin`\n")
        let missing = try await desk.run("diff", "alt", "nirgends")
        #expect(missing.end == .exit(2))
        #expect(missing.errors.contains("there is no nirgends"))
    }

    @Test func `a prompt beside the folder of the flows is told, and not those of other services`()
        async throws
    {
        for (folder, text) in [("alt", "Bonjour."), ("neu", "Bonsoir.")] {
            try desk.write(Self.flow, to: "\(folder)/flows/petit.yaml")
            try desk.write(Self.centre("../words"), to: "\(folder)/flows/centre.yaml")
            try desk.write("salut: \(text)\n", to: "\(folder)/words/fr-FR.yaml")
            try desk.write(Self.centre("prompts"), to: "\(folder)/flows/autre/centre.yaml")
            try desk.write("adieu: Au revoir.\n", to: "\(folder)/flows/autre/prompts/fr-FR.yaml")
        }
        let result = try await desk.run("diff", "alt/flows", "neu/flows")
        #expect(result.end == .exit(1), "\(result.errors)")
        #expect(result.output.contains("salut"), "\(result.output)")
        #expect(!result.output.contains("adieu"))
        try desk.write("adieu: Bon vent.\n", to: "neu/flows/autre/prompts/fr-FR.yaml")
        let both = try await desk.run("diff", "alt/flows", "neu/flows")
        #expect(both.output.contains("neu/flows/autre:\nprompts fr-FR\n"), "\(both.output)")
        try desk.write("RIFF", to: "neu/words/fr-FR/salut.wav")
        let recorded = try await desk.run("diff", "alt/flows", "neu/flows")
        #expect(
            recorded.output.contains("prompt `salut` has a recording now: fr-FR/salut.wav"),
            "\(recorded.output)")
        #expect(both.output.contains("Bon vent."))
    }

    // MARK: - Graph

    @Test func `a flow is drawn in three languages`() async throws {
        try desk.write(Self.flow, to: "flows/petit.yaml")
        let svg = try await desk.run("graph", "flows/petit.yaml")
        #expect(svg.output.hasPrefix("<svg") && svg.output.hasSuffix("</svg>\n"))
        let mermaid = try await desk.run("graph", "flows/petit.yaml", "--format", "mermaid")
        #expect(mermaid.output.hasPrefix("flowchart TD\n"))
        let dot = try await desk.run(
            "graph", "flows/petit.yaml", "--format", "dot", "--output", "petit.dot")
        #expect(dot.output.isEmpty)
        #expect(
            try String(contentsOfFile: desk.path("petit.dot"), encoding: .utf8).hasPrefix("digraph")
        )
        let language = try await desk.run("graph", "flows/petit.yaml", "--language", "de-DE")
        #expect(language.end == .exit(1) && language.errors.contains("fr-FR"))
    }

    @Test func `heat tells where the calls of a journal went`() async throws {
        try desk.write(Self.flow, to: "flows/petit.yaml")
        for _ in 0..<2 {
            let call = try await desk.run("call", "flows/petit.yaml", "--fast", "--keys", "1")
            #expect(call.end == .exit(0), "\(call.errors)")
        }
        let heat = try await desk.run(
            "graph", "flows/petit.yaml", "--heat", desk.journal, "--format", "dot")
        #expect(heat.end == .exit(0), "\(heat.errors)")
        #expect(heat.output.contains("2 calls"), "\(heat.output)")
        #expect(heat.output.contains("1, exhausted · 100 %"))
    }

    @Test func `heat of calls that came to other flows is told`() async throws {
        try desk.write(Self.flow, to: "flows/petit.yaml")
        try desk.write(
            Self.flow.replacing("flow: petit", with: "flow: autre"), to: "flows/autre.yaml")
        let call = try await desk.run("call", "flows/petit.yaml", "--fast", "--keys", "1")
        #expect(call.end == .exit(0), "\(call.errors)")
        let heat = try await desk.run("graph", "flows/autre.yaml", "--heat", desk.journal)
        #expect(
            heat.errors.contains("no call of the journal came to autre; they came to petit"),
            "\(heat.errors)")
    }

    @Test func `a time without a journal is misuse`() async throws {
        try desk.write(Self.flow, to: "flows/petit.yaml")
        let remains = try await desk.run("graph", "flows/petit.yaml", "--from", "2026-11-23")
        #expect(remains.end == .exit(64))
    }
}
