import Foundation
import TestSupport
import Testing

/// `allo test`, from the outside.
@Suite struct `The test command` {
    private static let centre = """
        format: 1
        centre: durand
        time-zone: Europe/Paris
        country-code: "33"

        """

    private static func desk(_ calls: [String: String] = ["bon": good]) throws -> Desk {
        let desk = try Desk()
        try desk.write(centre, to: "flows/centre.yaml")
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        for (name, text) in calls { try desk.write(text, to: "flows/tests/\(name).call") }
        return desk
    }

    private static let good = """
        call from withheld to boucle
        step bonjour
        hear "Bonjour."
        step menu
        ...
        press 2
        step fin
        hear "Au revoir."
        hang up by flow

        """

    private static let bad = good.replacing("press 2\nstep fin", with: "press 1\nstep fin")

    @Test func `coverage is told for each flow, with what is missing`() async throws {
        let desk = try Self.desk()
        let remains = try await desk.run(
            "test", "--no-audio", "--coverage", "--coverage-json", "c.json", "--coverage-html",
            "c.html", "flows")
        #expect(remains.end == .exit(0))
        #expect(remains.output.contains("1 passed\n\nflows"))
        #expect(
            remains.output.contains("  boucle  3/5  60 %  2/8  25 %  1/2  50 %  3/7  42 %"))
        #expect(remains.output.contains("flows/boucle.yaml:17:33: never: key 1 of menu\n"))
        let json = try String(contentsOfFile: desk.path("c.json"), encoding: .utf8)
        #expect(json.contains("\"exits\":{\"covered\":2,\"total\":8}"))
        let page = try String(contentsOfFile: desk.path("c.html"), encoding: .utf8)
        #expect(page.contains("never: key 1 of menu"))
        #expect(page.contains("<svg"))
        #expect(page.contains(">never visited<"))
    }

    @Test func `a service without transcripts is begun with suggested ones`() async throws {
        let desk = try Self.desk([:])
        let none = try await desk.run("test", "--no-audio", "flows")
        #expect(none.end == .exit(1))
        #expect(none.errors.contains("there is no transcript"))
        let suggests = try await desk.run("test", "--no-audio", "--suggest", "tests", "flows")
        #expect(suggests.end == .exit(0), "\(suggests.errors)")
        #expect(suggests.output.contains("suggested  flows/tests/"), "\(suggests.output)")
        let passes = try await desk.run("test", "--no-audio", "flows")
        #expect(passes.end == .exit(0), "\(passes.output)")
    }

    @Test func `suggested transcripts are new files, which pass and cover the rest`() async throws {
        let desk = try Self.desk()
        try desk.write("# Mine.\n", to: "flows/plus/boucle-key-1-of-menu.call")
        let suggests = try await desk.run(
            "test", "--no-audio", "--suggest", "plus", "flows/tests")
        #expect(suggests.end == .exit(0))
        #expect(suggests.output.contains("suggested  flows/plus/"))
        let mine = try String(
            contentsOfFile: desk.path("flows/plus/boucle-key-1-of-menu.call"), encoding: .utf8)
        #expect(mine == "# Mine.\n")
        try FileManager.default.removeItem(
            atPath: desk.path("flows/plus/boucle-key-1-of-menu.call"))
        let covers = try await desk.run(
            "test", "--no-audio", "--coverage-minimum", "100", "flows")
        #expect(covers.end == .exit(0))
    }

    @Test(arguments: [("25", 0), ("26", 1)] as [(String, Int32)])
    func `too little coverage is a failure`(minimum: String, code: Int32) async throws {
        let desk = try Self.desk()
        let remains = try await desk.run(
            "test", "--no-audio", "--coverage-minimum", minimum, "flows")
        #expect(remains.end == .exit(code))
        #expect(remains.errors.contains("exits covered") == (code == 1))
    }

    @Test func `failures are told to build services with their places`() async throws {
        let desk = try Self.desk(["bon": Self.good, "mauvais": Self.bad])
        let remains = try await desk.run(
            "test", "--no-audio", "--annotations", "github", "--junit", "j.xml", "--code-quality",
            "q.json", "flows")
        #expect(remains.end == .exit(1))
        #expect(
            remains.output.contains("::error file=flows/tests/mauvais.call,line=7,col=1,title="))
        let junit = try String(contentsOfFile: desk.path("j.xml"), encoding: .utf8)
        #expect(junit.contains("file=\"flows/tests/mauvais.call\" line=\"7\""))
        let quality = try String(contentsOfFile: desk.path("q.json"), encoding: .utf8)
        #expect(quality.contains("\"path\":\"flows/tests/mauvais.call\""))
    }

    @Test func `a filter keeps the transcripts whose path has it`() async throws {
        let desk = try Self.desk(["bon": Self.good, "mauvais": Self.bad])
        let some = try await desk.run("test", "--no-audio", "--filter", "bon", "flows")
        #expect(some.output == "passed  flows/tests/bon.call\n1 passed\n")
        let none = try await desk.run("test", "--no-audio", "--filter", "rien", "flows")
        #expect(none.end == .exit(1))
        #expect(none.errors.contains("no transcript has ‘rien’ in its path"))
    }

    @Test func `a watch runs again when a file is saved, and tells what changed`() async throws {
        let desk = try Self.desk()
        let watch = try desk.start(["test", "--no-audio", "--watch", "flows"])
        #expect(await watch.output.reaches("1 passed\n"))
        try desk.write(Self.bad, to: "flows/tests/bon.call")
        #expect(await watch.output.reaches("failed  flows/tests/bon.call\n"))
        #expect(await watch.output.reaches("0 passed, 1 failed\n"))
        try desk.write("steps: [", to: "flows/boucle.yaml")
        #expect(await watch.errors.reaches("must be mended"))
        try desk.write(Self.good, to: "flows/tests/bon.call")
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        #expect(await watch.output.reaches("passed  flows/tests/bon.call\n1 passed\n"))
        watch.send(SIGINT)
        #expect(try await watch.remains().end == .signal(SIGINT))
    }

    @Test(arguments: [
        (["--watch", "--junit", "j.xml"], "--watch writes no reports"),
        (["--coverage-minimum", "101"], "--coverage-minimum is from 0 to 100"),
        (["--annotations", "pigeon"], "pigeon"),
    ])
    func `misuse is told`(arguments: [String], complaint: String) async throws {
        let desk = try Self.desk()
        let remains = try await desk.start(["test", "flows"] + arguments).remains()
        #expect(remains.end == .exit(64))
        #expect(remains.errors.contains(complaint))
    }

    @Test func `a PIN that a transcript names is that of the centre file`() async throws {
        let desk = try Desk()
        try desk.write(
            """
            format: 1
            centre: bureau
            levels: {level1: 1}
            music: {attente: {piece: calme}}
            queues:
              level1: {level: level1, music: attente, max-wait: 5m}
            agents:
              desk-1:
                {number: "4101", pin-file: pins/desk-1, phone: sip:a@127.0.0.1, trunk: local, levels: [level1]}
              desk-2:
                {number: "4102", pin-environment: ALLO_NONE, phone: sip:b@127.0.0.1, trunk: local, levels: [level1]}
            trunks:
              local: {from: [127.0.0.0/8], address: 127.0.0.1, allows: ["@127.0.0.1"]}
            telephone: {listen: ["udp:127.0.0.1:5060"]}

            """, to: "flows/centre.yaml")
        try desk.write("7291\n", to: "flows/pins/desk-1")
        try desk.write(
            """
            format: 1
            flow: poste
            languages: [fr-FR]
            start: numero
            no-input: [Rien.]
            no-match: [Non.]
            steps:
              numero: {collect: numero, say: Votre numéro., length: 4, next: code, exhausted: non}
              code: {collect: code, say: Votre code., length: 4, secret: yes, next: dire, exhausted: non}
              dire: {agent: whoami, number: numero, pin: code, next: oui, refused: non, locked: non}
              oui: {hang-up: Oui.}
              non: {hang-up: Non.}

            """, to: "flows/poste.yaml")
        try desk.write("pin: 7291\nfaux: 1111\n", to: "flows/codes.fixtures")
        for (name, agent, secret, step) in [
            ("juste", "4101", "pin", "oui"), ("faux", "4101", "faux", "non"),
            ("sans", "4102", "pin", "non"),
        ] {
            try desk.write(
                """
                call to poste
                fixtures codes.fixtures
                ...
                hear "Votre numéro."
                press \(agent)
                ...
                hear "Votre code."
                press secret \(secret)
                step dire
                compare "agent whoami" \(step == "oui")
                ...
                step \(step)
                ...
                hang up by flow

                """, to: "flows/\(name).call")
        }
        let run = try await desk.run("test", "flows", "--no-audio")
        #expect(run.output.hasSuffix("3 passed\n"), "\(run.output)\(run.errors)")
        let call = try String(contentsOfFile: desk.path("flows/juste.call"), encoding: .utf8)
        try desk.write(
            call.replacing("codes.fixtures", with: "perdu.fixtures"), to: "flows/juste.call")
        let lost = try await desk.start(["test", "flows/juste.call", "--no-audio"]).remains()
        #expect(lost.end == .exit(1))
        #expect(
            lost.output.contains("flows/juste.call:2: error: there is no flows/perdu.fixtures"),
            "\(lost.output)\(lost.errors)")
    }
}
