import PhoneBridge
import SIP
import Telephony
import Testing

/// A caller written by hand whose call stands.
struct RawCall {
    let pair: BridgePair
    let peer: RawPeer
    let call: IncomingCall
    let tag: String

    init(_ settle: (inout Configuration) -> Void = { _ in }) async throws {
        pair = try await BridgePair(settle: settle)
        peer = try await RawPeer.udp(to: await pair.server.listeners[0].endpoint)
        try await peer.send(peer.invite())
        guard let call = try await pair.calls.soon() else { throw TooLate() }
        self.call = call
        call.line.answer()
        let answer = try await RawCall.answer(to: "INVITE", from: peer)
        guard case .response(let response)? = try? MessageReader.read(Array(answer.utf8)),
            let tag = response.to?.tag
        else { throw TooLate() }
        self.tag = tag
        try await peer.send(peer.request("ACK", toTag: tag))
    }

    /// The next final answer, which must be one to this method.
    static func answer(to method: String, from peer: RawPeer) async throws -> String {
        while let text = try await peer.received.soon() {
            if text.hasPrefix("SIP/2.0 1") { continue }
            #expect(text.contains("CSeq: ") && text.contains(" \(method)\r\n"))
            #expect(text.hasPrefix("SIP/2.0 200"))
            return text
        }
        throw TooLate()
    }

    func sendBye() async throws {
        try await peer.send(peer.request("BYE", number: 2, toTag: tag))
    }

    func end() async throws {
        await peer.close()
        try await pair.end()
    }
}
