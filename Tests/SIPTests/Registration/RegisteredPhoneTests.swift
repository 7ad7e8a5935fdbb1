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
