import Foundation
import TestSupport
import Testing

/// What SIP wants of a called side, one behaviour a scenario.
@Suite(.serialized) struct `SIPp calls Allo` {
    @Test(arguments: [
        "plain", "late-offer", "hold", "update", "required-100rel", "session-timer", "options",
        "unknown-method", "method-not-allowed", "refer-from-trunk", "unsupported-extension",
        "unsupported-body", "no-audio", "no-common-codec", "too-many-hops", "unknown-number",
        "no-dialog", "keys-by-info", "glare", "old-branch",
    ])
    func `and each scenario goes as told`(name: String) async throws {
        let server = try await TestCentre.shared.value
        try await SIPp.call(Files.scenario(name), port: server.udp).succeeds()
    }

    // Debian's SIPp speaks no TLS: Kamailio and baresip do that.
    @Test(arguments: ["plain", "late-offer", "hold", "no-dialog"])
    func `over TCP`(name: String) async throws {
        let server = try await TestCentre.shared.value
        try await SIPp.call(Files.scenario(name), port: server.tcp, over: .tcp).succeeds()
    }

    @Test func `and keys by INFO move the flow, each once`() async throws {
        let server = try await TestCentre.server(["udp"])
        try await SIPp.call(Files.scenario("keys-by-info"), port: server.udp).succeeds()
        #expect(await server.transcripts.reaches("hang up by caller"))
        #expect(keys(in: try await server.lastTranscript()) == ["1", "4", "4", "2", "7"])
        try await server.stop()
    }

    /// What takes its time by the clocks of SIP, all at once.
    @Test func `with silence in all places, and nothing is left of any call`() async throws {
        let server = try await TestCentre.server()
        let patience = Duration.seconds(110)
        let calls = try ["no-ack", "session-refresh", "session-expiry"].map {
            try SIPp.call(Files.scenario($0), port: server.udp, patience: patience)
        }
        for name in ["plain", "late-offer", "hold", "unsupported-body", "no-dialog"] {
            try await SIPp.call(Files.scenario(name), port: server.udp, calls: 5).succeeds()
        }
        for call in calls { try await call.succeeds() }
        try await server.untilIdle()
        let remains = try await server.stop()
        #expect(!remains.errors.contains("atal"))
    }

    @Test func `more often than its trunk may: some get 503, and nobody else notices`()
        async throws
    {
        let server = try await AlloServer(
            TestCentre.desk(trunk: ", calls-per-second: 10"), listeners: ["udp"])
        let before = try await Baresip()
        before.dial(server.uri())
        #expect(await before.happens("CALL_ESTABLISHED"))
        let flood = try SIPp.call(
            Files.scenario("flood"), port: server.udp, calls: 200, rate: 100, atOnce: 200)
        try await flood.succeeds()
        let refused = flood.messages.components(separatedBy: "SIP/2.0 503").count - 1
        let taken = flood.messages.components(separatedBy: "SIP/2.0 200 OK").count - 1
        #expect(refused >= 100)
        #expect(taken >= 10)
        before.hangUp()
        #expect(await before.happens("CALL_CLOSED"))
        let heard = try await before.quit()
        try await server.expectPrompts([TestCentre.greeting], in: heard)
        // One line for all of them, now and then.
        #expect(server.complaints.text.lines.count < 20)
        try await server.stop()
    }
}
