import Foundation
import TestSupport
import Testing

/// The telephone answered, by the command itself, with callers on this machine.
@Suite struct `allo serve` {
    private let desk: Desk

    init() throws {
        desk = try Desk()
        try desk.write(flow(saying: "Au revoir."), to: "flows/accueil.yaml")
        try desk.write(centre(), to: "flows/centre.yaml")
    }

    private func flow(saying words: String) -> String {
        """
        format: 1
        flow: accueil
        start: menu
        steps:
          menu:
            menu: {1: {say: les horaires, next: fin}}
            exhausted: fin
          fin: {hang-up: \(words)}
        """
    }

    private func centre(limits: String = "") -> String {
        """
        format: 1
        centre: essai
        telephone: {listen: ["udp:127.0.0.1:0"], media: 40000..40199}
        trunks:
          local: {from: [127.0.0.0/8], asserts-identity: yes, sessions: 100\(limits)}
        numbers: {"+33188000010": {flow: accueil}}
        """
    }

    /// A server that listens, with its port.
    private func serve(
        _ options: String..., fileLimit: Int? = nil, environment: [String: String] = [:]
    ) async throws -> (ChildProcess, UInt16) {
        let server = try desk.start(
            ["serve", "--centre", "flows/centre.yaml", "--transcripts"] + options,
            fileLimit: fileLimit, environment: environment)
        #expect(await server.output.reaches(lines: 1), "\(server.errors.text)")
        let line = try #require(server.output.text.split(separator: "\n").first)
        #expect(line.hasPrefix("listening on udp:127.0.0.1:"))
        return (server, try #require(line.split(separator: ":").last.flatMap { UInt16($0) }))
    }

    /// A call that has been answered.
    private func call(
        _ user: String, at port: UInt16
    ) throws -> (SIPCaller, SIPCaller.Message) {
        let caller = try SIPCaller(server: port)
        try caller.invite(user)
        let answer = try caller.response(to: "INVITE")
        #expect(answer.status == 200, "\(answer.text)")
        try caller.acknowledge(answer, user: user)
        return (caller, answer)
    }

    @Test(arguments: ["accueil", "+33188000010", "0188000010"])
    func `a caller hears the flow, presses a key, and all of it is in the journal`(
        called: String
    ) async throws {
        let (server, port) = try await serve()
        let (caller, answer) = try call(called, at: port)
        #expect(try caller.hearsSound())
        try caller.press("1", in: answer, user: called, sequence: 2)
        let goodbye = try caller.request("BYE")
        try caller.agree(to: goodbye)
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(0), "\(remains.errors)")
        let name = try #require(await desk.calls().first)
        let transcript = try await desk.transcript(of: name)
        #expect(transcript.first?.hasPrefix("call from +33612345678 to \(called) at ") == true)
        #expect(
            transcript.dropFirst().map { $0.drop { $0 != " " }.dropFirst() } == [
                "step menu", "hear \"Pour les horaires, tapez 1.\"", "press 1", "step fin",
                "hear \"Au revoir.\"", "hang up by flow",
            ])
        // What was printed as it went on is what the journal holds, after the call's name.
        let printed = remains.output.split(separator: "\n").dropFirst()
            .map { String($0.dropFirst(9)) }
        #expect(printed == transcript)
    }

    @Test func `a number that nobody gave a flow is not found`() async throws {
        let (server, port) = try await serve()
        for user in ["+33188000099", "nobody", "acceuil"] {
            let caller = try SIPCaller(server: port)
            try caller.invite(user)
            #expect(try caller.response(to: "INVITE").status == 404)
        }
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(0))
        let told = remains.errors.split(separator: "\n").filter { $0.contains("with 404:") }
        #expect(told.count == 1, "one line a minute: \(remains.errors)")
        #expect(told.first?.contains("‘+33188000099’") == true)
        #expect(try await desk.calls().isEmpty)
    }

    @Test func `reading the files again serves new calls, and faults change nothing`()
        async throws
    {
        let (server, port) = try await serve()
        let (old, answer) = try call("accueil", at: port)
        try desk.write(flow(saying: "Merci."), to: "flows/accueil.yaml")
        server.send(SIGHUP)
        #expect(await server.errors.reaches("the files have been read again"))
        try desk.write(flow(saying: "Bonsoir.") + "\n  x: {}", to: "flows/accueil.yaml")
        server.send(SIGHUP)
        #expect(await server.errors.reaches("nothing has changed"))
        let (new, second) = try call("accueil", at: port)
        for (caller, answer) in [(new, second), (old, answer)] {
            try caller.press("1", in: answer, user: "accueil", sequence: 2)
            try caller.agree(to: caller.request("BYE"))
        }
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.output.contains("hear \"Au revoir.\""), "the call that ran")
        #expect(remains.output.contains("hear \"Merci.\""), "the new one")
        #expect(!remains.output.contains("Bonsoir"))
        #expect(remains.errors.contains("accueil.yaml:"), "the fault is told at its place")
        #expect(!remains.errors.contains("restart for that"))
    }

    @Test func `what a running server can't change is told`() async throws {
        let (server, _) = try await serve()
        try desk.write(
            centre().replacing("40199", with: "40399"), to: "flows/centre.yaml")
        server.send(SIGHUP)
        #expect(
            await server.errors.reaches(
                "listeners and ports of the sound stay as they were: restart for that"))
        server.send(SIGTERM)
        #expect(try await server.remains().end == .exit(0))
    }

    @Test func `draining lets calls end and takes no new ones`() async throws {
        let (server, port) = try await serve()
        let (caller, answer) = try call("accueil", at: port)
        server.send(SIGTERM)
        #expect(await server.errors.reaches("no more calls are taken; 1 call goes on"))
        let late = try SIPCaller(server: port)
        try late.invite("accueil")
        #expect(try late.response(to: "INVITE").status == 503)
        try caller.hangUp(answer, user: "accueil")
        #expect(try caller.response(to: "BYE").status == 200)
        #expect(try await server.remains().end == .exit(0))
        let name = try #require(await desk.calls().first)
        #expect(try await desk.transcript(of: name).last?.hasSuffix("hang up by caller") == true)
    }

    @Test(arguments: [["--drain-limit", "0"], []])
    func `who does not end by themselves are ended`(options: [String]) async throws {
        let (server, port) = try await serve(
            options.first ?? "--drain-limit", options.last ?? "600")
        let (caller, _) = try call("accueil", at: port)
        server.send(SIGTERM)
        #expect(await server.errors.reaches("no more calls are taken"))
        if options.isEmpty { server.send(SIGTERM) }
        try caller.agree(to: caller.request("BYE"))
        #expect(try await server.remains().end == .exit(0))
        let name = try #require(await desk.calls().first)
        #expect(try await desk.transcript(of: name).last?.hasSuffix("end stopped") == true)
    }

    @Test func `says what is open, and that is no call after the last one`() async throws {
        let (server, port) = try await serve()
        let (caller, answer) = try call("accueil", at: port)
        server.send(SIGUSR1)
        #expect(await server.errors.reaches("1 calls, 1 lines, 1 legs, 1 dialogs"))
        try caller.hangUp(answer, user: "accueil")
        #expect(try caller.response(to: "BYE").status == 200)
        let deadline = ContinuousClock.now + .seconds(60)
        var answers = 1
        // The transactions end by themselves, half a minute later.
        var isIdle = false
        repeat {
            answers += 1
            server.send(SIGUSR1)
            await server.errors.reaches(count: answers, of: " look-ups\n")
            let last = server.errors.text.lines.last ?? ""
            isIdle =
                last.contains(" 0 calls, 0 lines, 0 legs, 0 dialogs, ")
                && last.hasSuffix(", 0 media ports, 0 connections, 0 look-ups")
        } while !isIdle && ContinuousClock.now < deadline
        #expect(isIdle, "\(server.errors.text)")
        server.send(SIGTERM)
        #expect(try await server.remains().end == .exit(0))
    }

    @Test func `reading the files again for long holds up neither signals nor the end`()
        async throws
    {
        let systemd = try NotifySocket(at: desk.path("notify"))
        let (server, _) = try await serve(environment: ["NOTIFY_SOCKET": systemd.path])
        #expect(try systemd.next().hasPrefix("READY=1\n"))
        // A voice that thinks for long and then says nothing.
        try desk.write(
            centre() + "\nvoices: {fr-FR: {program: [sleep, \"20\"]}}\n", to: "flows/centre.yaml")
        server.send(SIGHUP)
        #expect(try systemd.next().hasPrefix("RELOADING=1\n"))
        server.send(SIGUSR1)
        #expect(await server.errors.reaches("0 calls, 0 lines"))
        server.send(SIGTERM)
        #expect(try systemd.next().hasPrefix("STOPPING=1\n"))
        let remains = try await server.remains()
        #expect(remains.end == .exit(0))
        #expect(!remains.errors.contains("have been read again"), "\(remains.errors)")
        #expect(!remains.errors.contains("nothing has changed"))
    }

    @Test func `with a full disk the call that runs goes on, and new ones are told to come back`()
        async throws
    {
        let (server, port) = try await serve(fileLimit: 256)
        let (first, answer) = try call("accueil", at: port)
        var refused: SIPCaller.Message?
        for _ in 0..<500 where refused == nil {
            let caller = try SIPCaller(server: port)
            try caller.invite("accueil")
            let response = try caller.response(to: "INVITE")
            guard response.status == 200 else {
                refused = response
                continue
            }
            try caller.acknowledge(response, user: "accueil")
            try caller.hangUp(response, user: "accueil")
        }
        #expect(refused?.status == 503)
        #expect(refused?.field("Retry-After").isEmpty == false)
        try first.press("1", in: answer, user: "accueil", sequence: 2)
        try first.agree(to: first.request("BYE"))
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains("allo: journal "), "\(remains.errors)")
    }

    @Test func `a trunk that is to prove itself is challenged, and its password is nowhere`()
        async throws
    {
        try desk.write("ne-pas-dire\n", to: "flows/secret")
        try desk.write(
            centre(limits: ", user: durand, password-file: secret, require-digest: yes"),
            to: "flows/centre.yaml")
        let (server, port) = try await serve()
        let caller = try SIPCaller(server: port)
        try caller.invite("accueil")
        let challenge = try caller.response(to: "INVITE")
        #expect(challenge.status == 401)
        #expect(challenge.field("WWW-Authenticate").hasPrefix("Digest "))
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(0))
        #expect(!(remains.output + remains.errors + challenge.text).contains("ne-pas-dire"))
        let report = try await desk.run("doctor", "--centre", "flows/centre.yaml")
        #expect(report.output.contains("passwords: trunk local"))
        #expect(!report.output.contains("ne-pas-dire"))
    }

    @Test func `tells systemd how it is`() async throws {
        let systemd = try NotifySocket(at: desk.path("notify"))
        let (server, _) = try await serve(environment: ["NOTIFY_SOCKET": systemd.path])
        #expect(try systemd.next().hasPrefix("READY=1\n"))
        server.send(SIGHUP)
        #expect(try systemd.next().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
        #expect(try systemd.next().hasPrefix("READY=1\n"))
        server.send(SIGTERM)
        #expect(try systemd.next().hasPrefix("STOPPING=1\n"))
        #expect(try await server.remains().end == .exit(0))
    }

    @Test func `a port that is taken is one error, and nothing breaks`() async throws {
        let (server, port) = try await serve()
        let second = try await desk.run(
            "serve", "--centre", "flows/centre.yaml", "--listen", "udp:127.0.0.1:\(port)",
            "--journal", desk.path("other.sqlite"))
        #expect(second.end == .exit(1))
        #expect(second.errors.contains("127.0.0.1:\(port)"))
        #expect(second.errors.split(separator: "\n").count == 1, "\(second.errors)")
        server.send(SIGTERM)
        #expect(try await server.remains().end == .exit(0))
    }

    @Test func `tells how it can be called, and through whom calls come and go`() async throws {
        try desk.write(centre(limits: ", allows: [\"+33\"]"), to: "flows/centre.yaml")
        let (server, port) = try await serve("--journal", desk.path("calls.sqlite"))
        server.send(SIGTERM)
        let lines = try await server.remains().errors.split(separator: "\n")
            .map { $0.dropFirst("allo: ".count) }
        #expect(
            lines == [
                "+33188000010 rings the flow accueil",
                "call it from this machine: sip:accueil@127.0.0.1:\(port), and so any other flow",
                "trunk local: calls come from 127.0.0.0/8, 30 a second and 100 at once; none go out",
                "every call is written to \(desk.path("calls.sqlite"))",
                "no more calls are taken; 0 calls go on",
                "all calls are over",
            ])
    }

    @Test func `needs a telephone, and says so`() async throws {
        try desk.write("format: 1\ncentre: essai\n", to: "flows/centre.yaml")
        let remains = try await desk.run("serve", "--centre", "flows/centre.yaml")
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains("has no ‘telephone’"))
        let nothing = try await desk.run("serve", "--centre", "centre.yaml")
        #expect(nothing.end == .exit(1))
        #expect(nothing.errors.contains("there is no centre file centre.yaml"))
        let misuse = try await desk.run("serve", "--listen", "5060")
        #expect(misuse.end == .exit(64))
    }

    @Test func `looks for each trunk over its own transport`() async throws {
        let certificate = try await Certificate()
        let files =
            "certificate: \"\(certificate.chain)\", private-key: \"\(certificate.key)\""
        let listening = "telephone: {listen: [\"udp:127.0.0.1:0\", \"tcp:127.0.0.1:0\"], "
        try desk.write(
            centre().replacing("telephone: {", with: "telephone: {\(files), "),
            to: "flows/centre.yaml")
        let there = try await AlloServer(
            desk, listeners: ["udp", "tcp", "tls"], centre: "flows/centre.yaml")
        let closed = try Ports.reserve()
        let secure = "sips:127.0.0.1:\(there.tls)"
        try desk.write(
            """
            format: 1
            centre: essai
            \(listening)\(files)}
            trunks:
              a: {from: [127.0.0.2], address: "127.0.0.1:\(there.udp)"}
              b: {from: [127.0.0.3], address: "sip:127.0.0.1:\(there.tcp);transport=tcp"}
              c: {from: [127.0.0.4], address: "sip:127.0.0.1:\(closed);transport=tcp"}
              d: {from: [127.0.0.5], address: "\(secure)", authorities: "\(certificate.chain)"}
            """, to: "flows/centre.yaml")
        func trunks() async throws -> [String] {
            let report = try await desk.run("doctor", "--centre", "flows/centre.yaml")
            return report.output.lines.filter { $0.contains("trunks: ") }
        }
        #expect(
            try await trunks() == [
                "ok    trunks: a: udp:127.0.0.1:\(there.udp) answers 200 OK",
                "ok    trunks: b: tcp:127.0.0.1:\(there.tcp) answers 200 OK",
                "warn  trunks: c: tcp:127.0.0.1:\(closed) can't be reached: Connection refused",
                "fail  trunks: d is reached over TLS, which nothing listens for",
            ])
        let withTLS = listening.replacing("]", with: ", \"tls:127.0.0.1:0\"]")
        for (authorities, line) in [
            (
                ", authorities: \"\(certificate.chain)\"",
                "ok    trunks: d: tls:127.0.0.1:\(there.tls) answers 200 OK"
            ),
            (
                "",
                "fail  trunks: d: tls:127.0.0.1:\(there.tls) is not trusted: nobody who is trusted "
                    + "vouches for the certificate, or it is out of date"
            ),
        ] {
            try desk.write(
                """
                format: 1
                centre: essai
                \(withTLS)\(files)}
                trunks:
                  d: {from: [127.0.0.5], address: "\(secure)"\(authorities)}
                """, to: "flows/centre.yaml")
            #expect(try await trunks() == [line])
        }
        try await there.stop()
    }

    @Test func `looks at all that it needs before`() async throws {
        let report = try await desk.run("doctor", "--centre", "flows/centre.yaml")
        #expect(report.end == .exit(0), "\(report.output)\(report.errors)")
        for check in ["files", "journal", "voices", "listeners", "media", "trunks", "limits"] {
            #expect(report.output.contains(" \(check): "), "\(report.output)")
        }
        try desk.write(
            centre().replacing("127.0.0.1:0", with: "192.0.2.1:5060"), to: "flows/centre.yaml")
        let broken = try await desk.run("doctor", "--centre", "flows/centre.yaml", "--json")
        #expect(broken.end == .exit(1))
        let findings = try #require(
            JSONSerialization.jsonObject(with: Data(broken.output.utf8)) as? [[String: Any]])
        let failed = findings.filter { $0["level"] as? String == "fail" }
        // The media address follows the listeners'.
        #expect(
            failed.map { $0["check"] as? String } == ["listeners", "media"], "\(broken.output)")
        for finding in failed {
            #expect((finding["text"] as? String)?.contains("no address of this machine") == true)
        }
        #expect((failed.first?["advice"] as? String)?.isEmpty == false)
    }
}
