import Foundation
import TestSupport
import Testing

/// Letters and e-mails by the command, at a server and without one.
@Suite struct `allo contact` {
    private let desk: Desk

    init() throws {
        desk = try Desk()
        try desk.write(Self.flow, to: "flows/accueil.yaml")
        try desk.write(Self.centre, to: "flows/centre.yaml")
    }

    private static let flow = """
        format: 1
        flow: accueil
        start: attendre
        steps:
          attendre: {queue: level1, timeout: fin, next: fin}
          fin: {hang-up: Au revoir.}
        """

    private static let centre = """
        format: 1
        centre: essai
        levels: {level1: 1}
        queues: {level1: {level: level1, music: attente, written: {due: 2h}}}
        music: {attente: {piece: calme}}
        telephone: {listen: ["udp:127.0.0.1:0"], media: 40000..40199}
        trunks:
          local: {from: [127.0.0.0/8], address: "127.0.0.1:5070", allows: ["+331880000"]}
        destinations: {lyon: {address: "+33188000095"}}
        numbers: {"+33188000010": {flow: accueil}}
        agents:
          desk-1: {phone: "+33188000091", levels: [level1]}
        """

    private static let mail = """
        From: =?utf-8?Q?Ren=C3=A9e_Blanc?= <Renee.Blanc@exemple.fr>
        To: service@durand.example
        Subject: =?utf-8?B?Q29saXMgYWLDrm3DqQ==?=
        Date: Mon, 2 Nov 2026 09:30:00 +0100
        Message-ID: <4711@exemple.fr>

        Bonjour.
        """

    private func run(_ arguments: String...) async throws -> ChildProcess.Remains {
        try await desk.start(arguments).remains()
    }

    private func serve() async throws -> ChildProcess {
        let server = try desk.start(["serve", "--centre", "flows/centre.yaml"])
        #expect(await server.errors.reaches("every call is written to"), "\(server.errors.text)")
        return server
    }

    private func stop(_ server: ChildProcess) async throws {
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(0), "\(remains.errors)")
    }

    private func add(_ options: String...) async throws -> String {
        let added = try await desk.start(
            ["contact", "add", "--queue", "level1"] + options
        ).remains()
        #expect(added.end == .exit(0), "\(added.errors)")
        return added.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func `what came without a server waits for one, is given, and survives its death`()
        async throws
    {
        let name = try await add("--from", "anne@exemple.fr", "--subject", "Ma commande")
        #expect(name.hasPrefix("w") && name.count == 13)
        #expect(try await run("contact", "list").output.contains(name))
        var server = try await serve()
        #expect(try await run("agent", "login", "desk-1").end == .exit(0))
        let listed = try await run("agent", "list").output
        #expect(listed.contains(name), "\(listed)")
        #expect(listed.contains("ready"))
        let second = try await add("--received", "2026-11-02 08:00")
        server.send(SIGKILL)
        _ = try await server.remains()
        server = try await serve()
        let kept = try await run("contact", "list", "--personal").output
        #expect(kept.contains("anne@exemple.fr") && kept.contains("Ma commande"))
        #expect(kept.lines.dropFirst().first?.hasPrefix(second) == true, "what is due first")
        #expect(kept.contains("overdue"))
        #expect(!(try await run("contact", "list").output.contains("anne@exemple.fr")))
        #expect(try await run("contact", "done", name).end == .exit(0))
        #expect(try await run("contact", "done", second, "--provider", "lyon").end == .exit(0))
        #expect(try await run("contact", "list").output == "nothing is to be answered\n")
        try await stop(server)
        let report = try await run(
            "report", "written.received", "written.answered", "written.within-due", "--by",
            "provider", "--all", "--csv")
        #expect(report.output.contains("\"house\",1,1,100.00"), "\(report.output)")
        #expect(report.output.contains("\"lyon\",1,1,0.00"), "\(report.output)")
        let calls = try await run("report", "visits", "arrived", "--all", "--json")
        #expect(!calls.output.contains("\"value\":1"), "they are no calls")
        let behind = try await run("report", "written.answered", "--all", "--calls", "--csv")
        #expect(behind.output.contains(name) && behind.output.contains(second))
    }

    @Test func `a folder is taken in once, mails and tables`() async throws {
        try desk.write(Self.mail, to: "courrier/1.eml")
        try desk.write(
            """
            id;from;subject;received;segment;motive
            a-1;+33 6 12 34 56 78;Facture;2026-11-02 10:00;vip;facture
            a-2;;;;;
            """, to: "courrier/2.csv")
        try desk.write("rien", to: "courrier/lisez-moi.txt")
        let first = try await run("contact", "import", "courrier", "--queue", "level1")
        #expect(first.output == "3 taken in, 0 known already\n", "\(first.errors)")
        let again = try await run("contact", "import", "courrier", "--queue", "level1")
        #expect(again.output == "0 taken in, 3 known already\n")
        let listed = try await run("contact", "list", "--personal").output
        #expect(listed.contains("renee.blanc@exemple.fr"))
        #expect(listed.contains("Colis abîmé"))
        #expect(listed.contains("+33612345678"))
        // By the person: the address, however it is written.
        let erased = try await run(
            "erase", "Renee.Blanc@Exemple.fr", "--yes", "--without-recordings")
        #expect(erased.end == .exit(0), "\(erased.errors)")
        let after = try await run("contact", "list", "--personal").output
        #expect(!after.contains("renee.blanc"))
        #expect(after.lines.count == 4, "it is still to be answered")
    }

    @Test(arguments: [
        (["add", "--queue", "nulle"], "the centre file has no queue ‘nulle’"),
        (["add", "--queue", "level1", "--file", "flows/accueil.yaml"], "is no mail"),
        (["done", "w0"], "no written contact ‘w0’ is to be answered"),
        (["import", "nowhere", "--queue", "level1"], "nowhere can't be read"),
    ])
    func `what can't be done is said in a sentence`(
        _ arguments: [String], _ sentence: String
    ) async throws {
        let remains = try await desk.start(["contact"] + arguments).remains()
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains(sentence), "\(remains.errors)")
    }

    @Test func `a table with a fault is told at its line`() async throws {
        try desk.write("queue,received\nlevel1,demain\n", to: "courrier/a.csv")
        let remains = try await run("contact", "import", "courrier")
        #expect(remains.errors.contains("courrier/a.csv:2: ‘demain’ is no time"))
    }

    @Test func `difficulties are told week by week, with what is behind them`() async throws {
        _ = try await add("--received", "2026-11-02 08:00")
        let text = try await run("report", "difficulties", "--all", "--language", "en")
        #expect(text.output.contains("2026-W45"), "\(text.output) \(text.errors)")
        #expect(text.output.contains("written contact late"))
        let behind = try await run("report", "difficulties", "--all", "--calls", "--csv")
        #expect(behind.output.lines.count == 2)
        let page = try await run("report", "difficulties", "--all", "--html", "page.html")
        #expect(page.end == .exit(0))
        let wrong = try await run("report", "difficulties", "--by", "queue")
        #expect(wrong.end == .exit(64))
    }

    @Test func `surveys are told by themselves, of those who were asked`() async throws {
        _ = try await add("--received", "2026-11-02 08:00")
        let none = try await run("report", "surveys", "--all", "--language", "en")
        #expect(none.end == .exit(0), "\(none.errors)")
        #expect(none.output.hasPrefix("Answers to surveys, the whole journal"))
        #expect(none.errors.contains("nobody answered a survey then"))
        for option in [["--by", "queue"], ["--segment", "vip"], ["--interval", "day"], ["nps"]] {
            let wrong = try await desk.start(["report", "surveys"] + option).remains()
            #expect(wrong.end == .exit(64), "\(option)")
        }
    }
}
