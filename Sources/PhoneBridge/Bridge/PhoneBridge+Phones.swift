import NIOCore
import SIP
import Telephony

/// A telephone that is registered and gave no sign of life when it was rung, or asked.
///
/// Out: any sign of life, a new registration from where it is, or the end of its registration.
struct SilentPhone: Sendable {
    let user: String
    let hop: Hop
    /// Whose answer it owes; nil between two questions.
    var token: RequestToken?
    /// Asks it again.
    var retry: Scheduled<Void>?
}

/// Which telephones of agents are there: registered, and alive as far as is known.
///
/// One that is switched off without a word stays in the register for up to an hour. It is found out
/// when it is rung; from then on nobody is made to wait for it, and it is asked now and then whether
/// it is back (OPTIONS, RFC 3261 §11).
extension PhoneBridge {
    /// Where a user is rung: at the telephone they like best, of equal ones at the one that
    /// registered last. Those that gave no sign of life are left out.
    func livingPhone(of user: String) -> Binding? {
        registrar.bindings(of: user, now: now).first { silentPhones[$0.contact] == nil }
    }

    /// Sees to it that others know whether a user can be rung.
    func settlePhone(of user: String) {
        phoneBook.note(user, isReachable: livingPhone(of: user) != nil)
    }

    /// Goes by another list of users.
    func settlePhones() {
        phoneBook.update(configuration.phones)
        for user in (configuration.phones?.passwords ?? [:]).keys { settlePhone(of: user) }
    }

    /// Forgets telephones whose registration is over.
    func endPhones(before moment: Duration) {
        for user in registrar.advance(to: moment) { settlePhone(of: user) }
    }

    /// A telephone of a user has registered, or ended its registration.
    func heardPhone(of user: String, at remote: IPEndpoint) {
        for (contact, phone) in silentPhones where phone.hop.remote == remote {
            forgetSilentPhone(contact)
        }
        settlePhone(of: user)
    }

    /// The telephone of a leg that was rung gave no sign of life.
    func lostPhone(of leg: BridgeLeg) {
        guard let user = leg.user, let contact = leg.remote, letsCallsRun,
            silentPhones[contact] == nil,
            let binding = registrar.bindings(of: user, now: now)
                .first(where: { $0.contact == contact })
        else { return }
        complain(
            .silent, from: binding.hop.remote.address, "the phone of \(user) gives no sign of life")
        silentPhones[contact] = SilentPhone(user: user, hop: binding.hop)
        askLater(contact)
        settlePhone(of: user)
    }

    private func askLater(_ contact: SIPURI) {
        let pause = TimeAmount.milliseconds(configuration.limits.phoneRetry.wholeMilliseconds)
        silentPhones[contact]?.token = nil
        silentPhones[contact]?.retry = loop.scheduleTask(in: pause) { [self] in
            assumeIsolated { $0.ask(contact) }
        }
    }

    private func ask(_ contact: SIPURI) {
        guard let phone = silentPhones[contact] else { return }
        guard
            registrar.bindings(of: phone.user, now: now).contains(where: { $0.contact == contact })
        else { return forgetSilentPhone(contact) }
        let token = nextToken()
        silentPhones[contact]?.token = token
        command(.options(token, target: contact, hop: phone.hop))
    }

    /// A telephone that we had given up has answered.
    func silentPhoneAnswered(_ token: RequestToken) {
        guard let (contact, phone) = silentPhones.first(where: { $0.value.token == token }) else {
            return
        }
        forgetSilentPhone(contact)
        settlePhone(of: phone.user)
    }

    /// A telephone that we had given up has not answered.
    func silentPhoneStaysSo(_ token: RequestToken) {
        guard let contact = silentPhones.first(where: { $0.value.token == token })?.key else {
            return
        }
        askLater(contact)
    }

    /// Thinks no worse of a telephone than of others.
    func forgetSilentPhone(_ contact: SIPURI) {
        silentPhones.removeValue(forKey: contact)?.retry?.cancel()
    }

    /// Something was heard from where somebody is rung: they may ring on.
    func heardRung(from remote: IPEndpoint) {
        for id in quietRings.removeValue(forKey: remote) ?? [] {
            guard let leg = legs[id], let end = leg.ringsUntil else { continue }
            legs[id]?.ringsUntil = nil
            if case .calling = leg.phase { patience.set(id, at: end) }
        }
    }

    /// A leg is no longer rung.
    func endQuietRing(of leg: BridgeLeg) {
        guard leg.ringsUntil != nil else { return }
        for remote in Array(quietRings.keys) {
            quietRings[remote]?.remove(leg.id)
            if quietRings[remote]?.isEmpty == true { quietRings[remote] = nil }
        }
    }
}
