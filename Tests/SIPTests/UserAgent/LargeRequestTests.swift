import SIP
import Telephony
import TestSupport
import Testing

/// Requests that are too large for a datagram (RFC 3261 §18.1.1).
@Suite struct LargeRequestTests {
    /// A user agent with a listener for datagrams and one for streams, and what it wants sent.
    private struct Caller {
        let agent: UserAgent
        var state: UserAgent.State
        var chance = SeededGenerator(seed: 3)
        var now = Duration.zero
        var leg = LegID(rawValue: 0)

        init() {
            agent = UserAgent(
                UserAgent.Settings(listeners: [
                    .init(transport: .udp, advertised: IPEndpoint(.v4(0xC000_0201), port: 5_060)),
                    .init(transport: .tcp, advertised: IPEndpoint(.v4(0xC000_0201), port: 5_070)),
                ]))
            state = agent.makeState()
        }

        mutating func step(_ event: UserAgent.Event) -> [UserAgent.Effect] {
            agent.step(&state, on: event, now: now, using: &chance)
        }

        /// Calls with so many bytes in a header of the INVITE.
        mutating func call(extra: Int, hops: [Hop] = [.datagram]) -> [(Request, Hop)] {
            leg = state.nextLeg()
            var headers = HeaderFields()
            headers.append(.subject, String(repeating: "x", count: extra))
            return step(
                .do(
                    .call(
                        leg,
                        OutgoingCall(
                            target: SIPURI(user: "b", host: .address(.v4(0xC000_0202))),
                            hops: hops, peer: .trunk("peer"),
                            from: SIPURI(user: "a", host: .address(.v4(0xC000_0201))),
                            offer: .sample(1), headers: headers)))
            ).requests
        }
    }

    @Test func `one goes over TCP to whom a connection has come about with`() throws {
        var caller = Caller()
        _ = caller.step(.connected(.stream(port: 40_000)))
        let sent = caller.call(extra: 1_000)
        #expect(sent.map(\.1) == [.stream(port: 5_060, local: 1)])
        let invite = try #require(sent.first?.0)
        #expect(invite.topVia?.transport == .tcp)
        #expect(invite.topVia?.port == 5_070)
        // The dialog stays one of datagrams.
        #expect(invite.contacts?.first?.uri.sip?.transport == nil)
    }

    @Test func `one goes over TCP where an address of that kind was found too`() {
        var caller = Caller()
        let stream = Hop.stream(port: 5_062, local: 1)
        #expect(caller.call(extra: 1_000, hops: [.datagram, stream]).map(\.1) == [stream])
    }

    @Test func `one goes over UDP to whom nothing better is known of`() {
        var caller = Caller()
        #expect(caller.call(extra: 1_000).map(\.1) == [.datagram])
    }

    @Test func `a small one goes over UDP`() {
        var caller = Caller()
        _ = caller.step(.connected(.stream(port: 40_000)))
        #expect(caller.call(extra: 10).map(\.1) == [.datagram])
    }

    @Test func `where the connection is refused, the datagram goes out after all`() throws {
        var caller = Caller()
        _ = caller.step(.connected(.stream(port: 40_000)))
        let first = caller.call(extra: 1_000)
        let again = caller.step(
            .transportFailed(.stream(port: 5_060, local: 1), reason: "refused"))
        #expect(again.requests.map(\.1) == [.datagram])
        let (one, other) = (try #require(first.first?.0), try #require(again.requests.first?.0))
        #expect(other.topVia?.transport == .udp)
        #expect(other.topVia?.branch != one.topVia?.branch)
        #expect(other.cSeq == one.cSeq)
        // Who refused once is not tried again.
        #expect(caller.call(extra: 1_000).map(\.1) == [.datagram])
        // And the answer finds the call.
        let ringing = Response(to: other, 180, toTag: "b")
        let effects = caller.step(
            .received(.response(ringing), from: .datagram, peer: .trunk("peer")))
        #expect(effects.contains { if case .leg(_, .progress) = $0 { true } else { false } })
    }

    @Test func `a datagram that can't be sent ends its own call and no other`() throws {
        var caller = Caller()
        let sent = caller.call(extra: 10)
        let first = caller.leg
        _ = caller.call(extra: 10)
        let response = Response(200, body: [UInt8](repeating: 65, count: 66_000))
        for bytes in [Message.response(response).bytes(), [1, 2, 3]] {
            #expect(caller.step(.unsent(bytes, .datagram, reason: "too long")).isEmpty)
        }
        let bytes = Message.request(try #require(sent.first?.0)).bytes()
        let effects = caller.step(.unsent(bytes, .datagram, reason: "too long"))
        let ends = effects.compactMap { effect -> (LegID, String)? in
            guard case .leg(let leg, .ended(let end)) = effect else { return nil }
            return (leg, end.reason)
        }
        #expect(ends.map(\.0) == [first])
        #expect(ends.map(\.1) == ["too long"])
        #expect(caller.state.census.legs == 1)
    }

    @Test func `the timers of transactions are counted among all`() {
        var caller = Caller()
        _ = caller.step(
            .do(
                .options(
                    RequestToken(rawValue: 1),
                    target: SIPURI(host: .address(.v4(0xC000_0202))), hop: .datagram)))
        // One repeats it, one gives it up.
        #expect(caller.state.census.timers == 2)
        caller.now = .seconds(33)
        _ = caller.step(.timePassed)
        #expect(caller.state.census == .empty)
    }

    @Test func `a call that was hung up meanwhile is not begun anew`() {
        var caller = Caller()
        _ = caller.step(.connected(.stream(port: 40_000)))
        _ = caller.call(extra: 1_000)
        _ = caller.step(.do(.hangUp(caller.leg, reason: nil)))
        let effects = caller.step(
            .transportFailed(.stream(port: 5_060, local: 1), reason: "refused"))
        #expect(effects.requests.isEmpty)
        #expect(caller.state.census == .empty)
    }
}

extension Hop {
    fileprivate static let datagram = Hop(
        transport: .udp, remote: IPEndpoint(.v4(0xC000_0202), port: 5_060))

    fileprivate static func stream(port: UInt16, local: UInt8 = 0) -> Hop {
        Hop(
            transport: .tcp, remote: IPEndpoint(.v4(0xC000_0202), port: port), local: local,
            connection: nil)
    }
}

extension [UserAgent.Effect] {
    /// The requests that are sent, with their ways.
    fileprivate var requests: [(Request, Hop)] {
        compactMap { effect in
            guard case .send(let bytes, let hop) = effect,
                case .request(let request)? = try? MessageReader.read(bytes)
            else { return nil }
            return (request, hop)
        }
    }
}
