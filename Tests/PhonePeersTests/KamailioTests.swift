import TestSupport
import Testing

/// Kamailio between the callers and Allo, and between Allo and the phones that have registered.
@Suite(.serialized) struct `Kamailio in front` {
    /// A centre whose trunk is a Kamailio that will listen at a port, reached over a transport; its
    /// certificate is trusted because the centre file says whom to trust.
    private static func desk(
        before port: UInt16, over transport: String, _ certificate: Certificate
    ) throws -> Desk {
        let isSecure = transport == "tls"
        let port = isSecure ? port + 2 : port
        return try TestCentre.desk(
            outside: "sip:127.0.0.1:\(port);transport=\(transport)",
            trunk: isSecure ? ", authorities: \(certificate.chain)" : "",
            more: "  certificate: \(certificate.chain)\n  private-key: \(certificate.key)")
    }

    @Test(arguments: ["udp", "tcp", "tls"])
    func `dispatches calls, keys arrive, and so does the end`(transport: String) async throws {
        let certificate = try await Certificate()
        let port = try Ports.reserve(4)
        let server = try await AlloServer(
            Self.desk(before: port, over: transport, certificate), listeners: [transport])
        let proxy = try await Kamailio(
            before: server.udp + server.tcp + server.tls,  // All but one are 0.
            over: transport, certificate: certificate, at: port)
        let phone = try await Baresip(certificate: certificate)
        phone.dial(proxy.uri("accueil", over: transport))
        #expect(await phone.happens("CALL_ESTABLISHED"), "\(proxy.log.text)")
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("2")
        #expect(await server.transcripts.reaches("hang up by flow"))
        #expect(await phone.happens("CALL_CLOSED"), "\(server.complaints.text)\(proxy.log.text)")
        try await server.expectPrompts([TestCentre.greeting], in: try await phone.quit())
        try await server.expectRehearsalAgrees()
        try await server.stop()
        try await proxy.stop()
    }

    @Test(arguments: ["udp", "tcp", "tls"])
    func `finds the phone that has registered for a caller who is put through`(
        transport: String
    ) async throws {
        let certificate = try await Certificate()
        let port = try Ports.reserve(4)
        let server = try await AlloServer(
            Self.desk(before: port, over: transport, certificate),
            listeners: transport == "udp" ? ["udp"] : ["udp", transport])
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
