import SIP
import Telephony

@testable import PhoneBridge

/// The telephone of an agent that is written by hand: it registers, and does what a test tells it.
struct RawPhone {
    let peer: RawPeer
    private let user: String

    /// Registers with Allo, and waits until it can be rung.
    init(_ user: String, of stage: AgentStage) async throws {
        self.user = user
        peer = try await RawPeer.udp(
            to: await stage.allo.listeners[0].endpoint, from: AgentStage.desks[0])
        try await register()
        guard try await stage.changes.soon() == ReachabilityChange(phone: user, isReachable: true)
        else { throw TooLate() }
    }

    private func register() async throws {
        var client = DigestClient(username: user, password: "secret")
        var generator = SystemRandomNumberGenerator()
        for number in 1...2 {
            var request = Request(
                .register, .sip(SIPURI(host: .name("agents.test"))),
                headers: HeaderFields([
                    .via: "SIP/2.0/UDP \(peer.endpoint);branch=z9hG4bKr\(number);rport",
                    .maxForwards: "70", .from: "<sip:\(user)@agents.test>;tag=r",
                    .to: "<sip:\(user)@agents.test>", .callID: "register@\(user)",
                    .cSeq: "\(number) REGISTER", .contact: "<sip:\(user)@\(peer.endpoint)>",
                    .expires: "600",
                ]))
            client.authorize(&request, using: &generator)
            try await peer.send(Message.request(request).bytes())
            guard case .response(let response)? = try await message() else { throw TooLate() }
            _ = client.take(response, to: request)
        }
    }

    /// The next message.
    func message() async throws -> Message? {
        guard let text = try await peer.received.soon() else { return nil }
        return try? MessageReader.read(Array(text.utf8))
    }

    /// The next request of a method; all before it is left out.
    func request(_ method: Method) async throws -> Request {
        while let message = try await message() {
            if case .request(let request) = message, request.method == method { return request }
        }
        throw TooLate()
    }

    /// Answers a request.
    func answer(_ request: Request, _ status: Int) async throws {
        try await peer.send(
            Message.response(Response(to: request, status, toTag: "raw")).bytes())
    }
}
