import TestSupport
import Testing

/// Kamailio between the callers and Allo, and between Allo and the phones that have registered.
@Suite(.serialized) struct `Kamailio in front` {
    /// Over TLS once the centre file can name whose certificates Allo may trust.
    @Test(arguments: ["udp", "tcp"])
    func `dispatches calls, and keys arrive`(transport: String) async throws {
        let certificate = try await Certificate()
        let desk = try TestCentre.desk(
            more: "  certificate: \(certificate.chain)\n  private-key: \(certificate.key)")
        let server = try await AlloServer(desk, listeners: [transport])
        let port = server.udp + server.tcp + server.tls  // All but one are 0.
        let proxy = try await Kamailio(before: port, over: transport, certificate: certificate)
        let phone = try await Baresip()
        phone.dial(proxy.uri("accueil", over: transport))
        #expect(await phone.happens("CALL_ESTABLISHED"), "\(proxy.log.text)")
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("1")
        #expect(await server.transcripts.reaches("step numero"))
        phone.hangUp()
        #expect(await server.transcripts.reaches("hang up by caller"))
        try await server.expectPrompts([TestCentre.greeting], in: try await phone.quit())
        try await server.expectRehearsalAgrees()
        try await server.stop()
        try await proxy.stop()
    }

    @Test func `finds the phone that has registered for a caller who is put through`()
        async throws
    {
        let certificate = try await Certificate()
        let port = try Ports.reserve(4)
        let server = try await AlloServer(TestCentre.desk(outside: port))
        let proxy = try await Kamailio(
            before: server.udp, over: "udp", certificate: certificate, at: port)
        let expert = try await Baresip(
            "+33188000099", answers: true,
            settings: "regint=60;outbound=\"sip:127.0.0.1:\(port);transport=udp\"")
        #expect(await proxy.log.reaches("registered"))
        let phone = try await Baresip()
        phone.dial(proxy.uri("accueil"))
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("3")
        #expect(await expert.happens("CALL_ESTABLISHED"), "\(server.complaints.text)")
        phone.hangUp()
        #expect(await expert.happens("CALL_CLOSED"))
        _ = try await phone.quit()
        _ = try await expert.quit()
        try await server.stop()
        try await proxy.stop()
    }
}
