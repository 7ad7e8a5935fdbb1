import Telephony
import Testing

@testable import SIP

/// Phones that are kept over a restart.
@Suite struct RegisteredPhoneTests {
    private var registrar = Registrar()
    private let phone = RegisteredPhone(
        user: "anna", contact: "sip:anna@10.0.0.5:5062",
        remote: IPEndpoint(.v4(0x0A00_0005), port: 5_062), local: 0, preference: 1_000,
        remaining: .seconds(90), callID: "abc", number: 7)

    @Test mutating func `a phone that is taken up again is found for the time that was left`() {
        let isTaken = registrar.restore(phone, now: .seconds(10))
        #expect(isTaken)
        let bindings = registrar.bindings(of: "anna", now: .seconds(99))
        #expect(bindings.map(\.contact.description) == [phone.contact])
        #expect(bindings.first?.hop == Hop(transport: .udp, remote: phone.remote))
        #expect(registrar.bindings(of: "anna", now: .seconds(100)).isEmpty)
        #expect(registrar.nextDeadline == .seconds(100))
    }

    @Test mutating func `what is kept is what was taken up`() {
        _ = registrar.restore(phone, now: .zero)
        #expect(registrar.phones(now: .zero) == [phone])
        var later = phone
        later.remaining = .seconds(60)
        #expect(registrar.phones(now: .seconds(30)) == [later])
        #expect(registrar.phones(now: .seconds(90)).isEmpty)
    }

    /// A phone that registers from a port of its own choice over a connection.
    private func kept(_ contact: String, over transport: Transport) throws -> [RegisteredPhone] {
        var registrar = Registrar()
        let hop = Hop(
            transport: transport, remote: IPEndpoint(.v4(0x0A00_0005), port: 40_000), local: 1,
            connection: 9)
        let binding = Binding(
            contact: try #require(SIPURI(contact)), hop: hop, preference: 1_000,
            end: .seconds(60), callID: "abc", number: 7)
        registrar.keep([binding], of: "anna")
        return registrar.phones(now: .zero)
    }

    @Test mutating func `a phone that can be called over TCP is taken up at its contact`() throws {
        let phones = try kept("sip:anna@10.0.0.5:5070;transport=tcp", over: .tcp)
        let phone = try #require(phones.first)
        #expect(phone.transport == .tcp)
        #expect(phone.remote == IPEndpoint(.v4(0x0A00_0005), port: 5_070))
        let isTaken = registrar.restore(phone, now: .zero)
        #expect(isTaken)
        let hop = registrar.bindings(of: "anna", now: .zero).first?.hop
        #expect(hop == Hop(transport: .tcp, remote: phone.remote, local: 1, connection: nil))
    }

    @Test(arguments: [
        ("sip:anna@192.168.1.5:5070;transport=tcp", Transport.tcp),
        ("sip:anna@phone.example.com;transport=tcp", .tcp),
        ("sip:anna@10.0.0.5:5070;transport=tcp;ob", .tcp), ("sip:anna@10.0.0.5:5070", .tcp),
        ("sip:anna@10.0.0.5:5071;transport=tls", .tls), ("sips:anna@10.0.0.5", .tls),
    ]) func `one that only its own connection leads to is not kept`(
        contact: String, transport: Transport
    ) throws {
        #expect(try kept(contact, over: transport).isEmpty)
    }

    @Test mutating func `what is over, no address or there already is not taken up`() {
        var odd = phone
        odd.remaining = .zero
        let isOverTaken = registrar.restore(odd, now: .zero)
        odd = phone
        odd.contact = "anna"
        let isTextTaken = registrar.restore(odd, now: .zero)
        _ = registrar.restore(phone, now: .zero)
        let isSecondTaken = registrar.restore(phone, now: .zero)
        #expect(!isOverTaken && !isTextTaken && !isSecondTaken)
    }

    @Test mutating func `no phone is taken up for longer than one that registers`() {
        var odd = phone
        odd.remaining = .seconds(1_000_000)
        odd.preference = 5_000
        _ = registrar.restore(odd, now: .zero)
        #expect(registrar.phones(now: .zero).map(\.remaining) == [.seconds(3_600)])
        #expect(registrar.phones(now: .zero).map(\.preference) == [1_000])
    }
}
