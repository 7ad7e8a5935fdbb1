public import SIP
import Telephony

/// Agents' telephones that outlive a restart of ours: until they register again, up to an hour
/// later, they would not be found.
extension PhoneBridge {
    /// Who is registered, after each change, for whoever keeps it. Only the newest state waits to be
    /// looked at; can be iterated once.
    public nonisolated var registeredPhones: AsyncStream<[RegisteredPhone]> {
        phoneBook.registrations
    }

    /// Takes telephones up that were registered before a restart. One that is not there any more is
    /// found out when it is rung.
    ///
    /// Left out are those of users who have no telephone any more, whose time is over, or that came
    /// to a listener that is not there.
    public func restore(_ phones: [RegisteredPhone]) {
        let moment = now
        for phone in phones {
            let index = Int(phone.local)
            guard configuration.phones?.passwords[phone.user] != nil,
                sockets.indices.contains(index), sockets[index].transport == phone.transport,
                registrar.restore(phone, now: moment)
            else { continue }
            settlePhone(of: phone.user)
        }
        phoneBook.note(registrar.phones(now: moment))
    }
}
