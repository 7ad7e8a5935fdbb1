import Telephony
import TestSupport

@testable import SIP

/// A layer with a clock, a neighbour, and messages to be had in a line.
struct TransactionFixture {
    var layer: TransactionLayer
    var now = Duration.zero
    var chance = SeededGenerator(seed: 1)
    var hop: Hop

    init(
        _ transport: Transport = .udp, timers: TransactionTimers = TransactionTimers(),
        serverLimit: Int = 20_000, restingLimit: Int = 80_000
    ) {
        let here = TransactionLayer.SentBy(.address(.v4(0xC000_0201)), port: 5060)
        layer = TransactionLayer(
            .init(
                timers: timers, addresses: [0: here], serverLimit: serverLimit,
                restingLimit: restingLimit, tagSecret: 7))
        hop = Self.hop(transport)
    }

    static func hop(
        _ transport: Transport = .udp, _ remote: String = "192.0.2.9:5060",
        connection: UInt64? = nil
    ) -> Hop {
        Hop(
            transport: transport,
            remote: IPEndpoint(remote) ?? IPEndpoint(.loopback, port: 5060),
            connection: transport.isReliable ? connection ?? 1 : nil)
    }

    static func request(
        _ method: Method = .invite, via: String = "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-1",
        from: String = "<sip:anna@example.org>;tag=a", to: String = "<sip:accueil@example.com>",
        callID: String = "call-1", number: UInt32 = 1, body: [UInt8] = []
    ) -> Request {
        Request(
            method, .sip(SIPURI(user: "accueil", host: .name("example.com"))),
            headers: HeaderFields([
                .via: via, .from: from, .to: to, .callID: callID,
                .cSeq: "\(number) \(method)", .maxForwards: "70",
            ]), body: body)
    }

    /// A request of ours, without the Via that the layer adds.
    static func ours(_ method: Method = .invite, body: [UInt8] = []) -> Request {
        var request = request(method, body: body)
        request.headers.remove(.via)
        return request
    }

    mutating func receive(_ request: Request) -> [TransactionEffect] {
        layer.receive(.request(request), from: hop, now: now)
    }

    mutating func receive(_ response: Response) -> [TransactionEffect] {
        layer.receive(.response(response), from: hop, now: now)
    }

    mutating func send(_ request: Request) -> (TransactionID, [TransactionEffect]) {
        layer.send(request, to: hop, now: now, using: &chance)
    }

    mutating func respond(_ response: Response, to id: TransactionID) -> [TransactionEffect] {
        layer.respond(response, to: id, now: now)
    }

    /// Lets a span pass, timer by timer, and notes what happened when.
    mutating func pass(_ span: Duration) -> [(at: Duration, effect: TransactionEffect)] {
        let end = now + span
        var happened: [(at: Duration, effect: TransactionEffect)] = []
        while let deadline = layer.nextDeadline, deadline <= end {
            now = max(now, deadline)
            happened += layer.advance(to: now).map { (now, $0) }
        }
        now = end
        return happened
    }

    var census: TransactionLayer.Census { layer.census }
}

extension [TransactionEffect] {
    /// The messages that are sent, read again.
    var sent: [Message] {
        compactMap { effect in
            guard case .send(let bytes, _) = effect else { return nil }
            // What can't be read is missing from the list that a test expects.
            return try? MessageReader.read(bytes)
        }
    }

    var sentStatuses: [Int] {
        sent.compactMap { if case .response(let response) = $0 { response.status } else { nil } }
    }

    var sentRequests: [Request] {
        sent.compactMap { if case .request(let request) = $0 { request } else { nil } }
    }

    var sentHops: [Hop] {
        compactMap { if case .send(_, let hop) = $0 { hop } else { nil } }
    }

    var requests: [Request] {
        compactMap { if case .request(let request, _, _) = $0 { request } else { nil } }
    }

    var ids: [TransactionID] {
        compactMap { if case .request(_, let id, _) = $0 { id } else { nil } }
    }

    var acks: [Request] {
        compactMap { if case .ack(let request, _) = $0 { request } else { nil } }
    }

    var statuses: [Int] {
        compactMap { if case .response(let response, _) = $0 { response.status } else { nil } }
    }
}

extension Response {
    /// An answer to a request that we have sent, as its first bytes show it.
    init(_ status: Int, toSent effects: [TransactionEffect], tag: String? = "far") {
        guard let request = effects.sentRequests.first else {
            self.init(status)
            return
        }
        self.init(to: request, status, toTag: tag)
    }
}
