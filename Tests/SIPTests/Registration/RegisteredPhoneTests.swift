import Telephony
import Testing

@testable import SIP

/// Phones that are kept over a restart.
@Suite struct RegisteredPhoneTests {
    private let phone = RegisteredPhone(
        user: "anna", contact: "sip:anna@10.0.0.5:5062",
        remote: IPEndpoint(.v4(0x0A00_0005), port: 5_062), local: 0, preference: 1_000,
        remaining: .seconds(90), callID: "abc", number: 7)

    @Test func `a phone that is taken up again is found for the time that was left`() {
        var registrar = Registrar()
        #expect(registrar.restore(phone, now: .seconds(10)))
        let bindings = registrar.bindings(of: "anna", now: .seconds(99))
        #expect(bindings.map(\.contact.description) == [phone.contact])
        #expect(bindings.first?.hop == Hop(transport: .udp, remote: phone.remote))
        #expect(registrar.bindings(of: "anna", now: .seconds(100)).isEmpty)
        #expect(registrar.nextDeadline == .seconds(100))
    }

    @Test func `what is kept is what was taken up`() {
        var registrar = Registrar()
        _ = registrar.restore(phone, now: .zero)
        #expect(registrar.phones(now: .zero) == [phone])
        var later = phone
        later.remaining = .seconds(60)
        #expect(registrar.phones(now: .seconds(30)) == [later])
        #expect(registrar.phones(now: .seconds(90)).isEmpty)
    }

    @Test func `what can't be is not taken up`() {
        var registrar = Registrar()
        var odd = phone
        odd.remaining = .zero
        #expect(!registrar.restore(odd, now: .zero))
        odd = phone
        odd.contact = "anna"
        #expect(!registrar.restore(odd, now: .zero))
        #expect(registrar.restore(phone, now: .zero))
        #expect(!registrar.restore(phone, now: .zero), "it is there already")
        odd = phone
        odd.contact = "sip:anna@10.0.0.6"
        odd.remaining = .seconds(1_000_000)
        odd.preference = 5_000
        #expect(registrar.restore(odd, now: .zero))
        #expect(registrar.phones(now: .zero).allSatisfy { $0.remaining <= .seconds(3_600) })
        #expect(registrar.phones(now: .zero).allSatisfy { (0...1_000).contains($0.preference) })
    }
}
