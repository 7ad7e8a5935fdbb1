import Telephony
import Testing

@testable import SIP

@Suite struct GateTests {
    static let trunk = PeerID.trunk("operator")
    static let phones = PeerID.phones("office")

    @Test(arguments: [
        ("192.0.2.9", Gate.Admission.pass(trunk)),
        ("192.0.3.1", .ignore(.stranger)),
        ("10.1.2.3", .pass(phones)),
        ("10.9.0.1", .pass(trunk)),
        ("2001:db8:1::5", .pass(phones)),
        ("2001:db8:2::5", .ignore(.stranger)),
        ("127.0.0.1", .ignore(.stranger)),
    ])
    func `who comes from no declared network gets no answer`(
        address: String, admission: Gate.Admission
    ) throws {
        var gate = Self.gate()
        #expect(gate.admit(bytes: 400, from: try source(address), now: .zero) == admission)
        #expect(gate.admit(bytes: 400, from: try source(address), now: .seconds(9)) == admission)
    }

    @Test func `a flood from a listed source is not read, others are`() throws {
        var gate = Self.gate(PeerLimits(messagesPerSecond: 100))
        let flooder = try source("192.0.2.9")
        var passed = 0
        for _ in 0..<1000
        where gate.admit(bytes: 100, from: flooder, now: .zero) == .pass(Self.trunk) {
            passed += 1
        }
        #expect(passed == 200)
        #expect(gate.admit(bytes: 100, from: flooder, now: .zero) == .ignore(.flood))
        #expect(
            gate.admit(bytes: 100, from: try source("192.0.2.10"), now: .zero) == .pass(Self.trunk))
        #expect(gate.admit(bytes: 100, from: flooder, now: .milliseconds(11)) == .pass(Self.trunk))
        #expect(gate.admit(bytes: 100, from: flooder, now: .milliseconds(12)) == .ignore(.flood))
    }

    @Test func `bytes are limited as well as messages`() throws {
        var gate = Self.gate(PeerLimits(messagesPerSecond: 1000, bytesPerSecond: 10_000))
        let flooder = try source("192.0.2.9")
        #expect(gate.admit(bytes: 20_000, from: flooder, now: .zero) == .pass(Self.trunk))
        #expect(gate.admit(bytes: 1, from: flooder, now: .zero) == .ignore(.flood))
        #expect(gate.admit(bytes: 5_000, from: flooder, now: .seconds(1)) == .pass(Self.trunk))
    }

    @Test func `thirty calls at once, thirty more a second later, and 503 between`() {
        var gate = Self.gate()
        for _ in 0..<30 { #expect(gate.admitCall(from: Self.trunk, now: .zero) == .pass) }
        #expect(
            gate.admitCall(from: Self.trunk, now: .zero)
                == .refuse(.rate, retryAfter: .seconds(1)))
        var passed = 0
        for _ in 0..<100 where gate.admitCall(from: Self.trunk, now: .seconds(1)) == .pass {
            passed += 1
        }
        #expect(passed == 30)
        #expect(gate.sessions(of: Self.trunk) == 60)
        #expect(gate.admitCall(from: Self.phones, now: .zero) == .pass)
    }

    @Test func `no more than the sessions of its trunk, until one ends`() {
        var gate = Self.gate(PeerLimits(callsPerSecond: 1000, sessions: 2))
        #expect(gate.admitCall(from: Self.trunk, now: .zero) == .pass)
        #expect(gate.admitCall(from: Self.trunk, now: .zero) == .pass)
        #expect(
            gate.admitCall(from: Self.trunk, now: .zero)
                == .refuse(.sessions, retryAfter: .seconds(10)))
        gate.endCall(from: Self.trunk)
        #expect(gate.admitCall(from: Self.trunk, now: .zero) == .pass)
        for _ in 0..<5 { gate.endCall(from: Self.trunk) }
        #expect(gate.sessions(of: Self.trunk) == 0)
    }

    @Test func `five wrong passwords in a minute ban a source, each time for longer`() throws {
        var gate = Self.gate()
        let phone = try source("10.1.2.3")
        var now = Duration.zero
        var spans: [Duration] = []
        for _ in 0..<12 {
            for _ in 0..<4 {
                #expect(gate.noteFailure(from: phone.address, now: now) == nil)
                #expect(gate.admit(bytes: 9, from: phone, now: now) == .pass(Self.phones))
            }
            let ban = gate.noteFailure(from: phone.address, now: now)
            let span = try #require(ban)
            spans.append(span)
            #expect(gate.admit(bytes: 9, from: phone, now: now) == .ignore(.banned))
            now += span - .milliseconds(1)
            #expect(gate.admit(bytes: 9, from: phone, now: now) == .ignore(.banned))
            now += .milliseconds(1)
            #expect(gate.admit(bytes: 9, from: phone, now: now) == .pass(Self.phones))
        }
        let seconds = [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 76_800]
        #expect(
            spans == seconds.map { .seconds($0) } + Array(repeating: .seconds(86_400), count: 3))
        now += .seconds(86_400)
        for _ in 0..<4 { _ = gate.noteFailure(from: phone.address, now: now) }
        #expect(gate.noteFailure(from: phone.address, now: now) == .seconds(300), "forgiven")
    }

    @Test func `whoever is banned and floods is told to flood`() throws {
        var gate = Self.gate(PeerLimits(messagesPerSecond: 10))
        let source = try source("192.0.2.9")
        for _ in 0..<5 { _ = gate.noteFailure(from: source.address, now: .zero) }
        for _ in 0..<20 {
            #expect(gate.admit(bytes: 9, from: source, now: .zero) == .ignore(.banned))
        }
        #expect(gate.admit(bytes: 9, from: source, now: .zero) == .ignore(.flood))
    }

    @Test func `slips that are far apart, or made good, ban nobody`() throws {
        var gate = Self.gate()
        let phone = try source("10.1.2.3").address
        for index in 0..<50 {
            #expect(gate.noteFailure(from: phone, now: .seconds(index * 15)) == nil)
        }
        let later = Duration.seconds(10_000)
        for _ in 0..<10 {
            for _ in 0..<4 { #expect(gate.noteFailure(from: phone, now: later) == nil) }
            gate.notePass(from: phone)
        }
    }

    @Test func `a ban covers the whole network of a version 6 source`() throws {
        var gate = Self.gate()
        for index in 0..<5 {
            let address = try #require(IPAddress("2001:db8:1:0:\(index)::1"))
            _ = gate.noteFailure(from: address, now: .zero)
        }
        #expect(
            gate.admit(bytes: 9, from: try source("2001:db8:1::7"), now: .zero) == .ignore(.banned))
        #expect(
            gate.admit(bytes: 9, from: try source("2001:db8:1:1::7"), now: .zero)
                == .pass(Self.phones))
    }

    @Test(arguments: [
        (Method.invite, Gate.MethodVerdict.pass, Gate.MethodVerdict.pass),
        (.ack, .pass, .pass), (.bye, .pass, .pass), (.cancel, .pass, .pass),
        (.options, .pass, .pass), (.update, .pass, .pass), (.prack, .pass, .pass),
        (.info, .pass, .pass), (.notify, .pass, .pass),
        (.refer, notAllowed(trunk), .pass), (.register, notAllowed(trunk), .pass),
        (.subscribe, notAllowed(trunk), notAllowed(phones)),
        (.message, notAllowed(trunk), notAllowed(phones)),
        (.publish, notAllowed(trunk), notAllowed(phones)),
        (Method(rawValue: "invite"), .notImplemented, .notImplemented),
        (Method(rawValue: "WALTZ"), .notImplemented, .notImplemented),
    ])
    func `each peer has its methods`(
        method: Method, fromTrunk: Gate.MethodVerdict, fromPhones: Gate.MethodVerdict
    ) {
        #expect(Gate.judge(method, from: Self.trunk) == fromTrunk)
        #expect(Gate.judge(method, from: Self.phones) == fromPhones)
    }

    @Test func `new limits leave running calls and bans alone`() throws {
        var gate = Self.gate()
        #expect(gate.admitCall(from: Self.trunk, now: .zero) == .pass)
        let phone = try source("10.1.2.3")
        for _ in 0..<5 { _ = gate.noteFailure(from: phone.address, now: .zero) }
        gate.update(Self.settings(PeerLimits(sessions: 1)))
        #expect(
            gate.admitCall(from: Self.trunk, now: .zero)
                == .refuse(.sessions, retryAfter: .seconds(10)))
        #expect(gate.admit(bytes: 9, from: phone, now: .seconds(1)) == .ignore(.banned))
        gate.update(Gate.Settings(peers: []))
        #expect(
            gate.admit(bytes: 9, from: try source("192.0.2.9"), now: .zero) == .ignore(.stranger))
        #expect(gate.sessions(of: Self.trunk) == 1)
        gate.endCall(from: Self.trunk)
        #expect(gate.sessions(of: Self.trunk) == 0)
        guard case .refuse = gate.admitCall(from: Self.trunk, now: .zero) else {
            Issue.record("a peer that left begins a call")
            return
        }
    }

    private static func notAllowed(_ peer: PeerID) -> Gate.MethodVerdict {
        .notAllowed(allow: Gate.allowed(for: peer))
    }

    private static func gate(_ limits: PeerLimits = PeerLimits()) -> Gate { Gate(settings(limits)) }

    private static func settings(_ limits: PeerLimits) -> Gate.Settings {
        Gate.Settings(peers: [
            Gate.Peer(
                id: trunk, networks: ["192.0.2.0/24", "10.9.0.0/16"].compactMap { IPNetwork($0) },
                limits: limits),
            Gate.Peer(
                id: phones,
                networks: ["10.0.0.0/8", "2001:db8:1::/48"].compactMap { IPNetwork($0) }),
        ])
    }

    private func source(_ address: String) throws -> IPEndpoint {
        IPEndpoint(try #require(IPAddress(address)), port: 5060)
    }
}
