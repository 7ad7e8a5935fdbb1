public import Telephony

/// A phone that is registered, as it can be kept over a restart.
///
/// Only of phones that registered by datagrams: the connection of another ends with the one who kept
/// it, and that phone registers anew when it finds out.
public struct RegisteredPhone: Equatable, Sendable {
    /// Whose phone it is.
    public var user: String
    /// The contact that it gave, a `sip:` address.
    public var contact: String
    /// Where its registration came from.
    public var remote: IPEndpoint
    /// Which of our listeners it came to, by its place in the configuration.
    public var local: UInt8
    /// How much the user likes to be reached there, 0...1000 thousandths.
    public var preference: Int
    /// How long the registration yet lasts.
    public var remaining: Duration
    /// The Call-ID of the registration, and the number of its last request: what comes later has a
    /// higher one.
    public var callID: String
    /// See ``callID``.
    public var number: UInt32

    /// Describes a registered phone.
    public init(
        user: String, contact: String, remote: IPEndpoint, local: UInt8, preference: Int,
        remaining: Duration, callID: String, number: UInt32
    ) {
        self.user = user
        self.contact = contact
        self.remote = remote
        self.local = local
        self.preference = preference
        self.remaining = remaining
        self.callID = callID
        self.number = number
    }
}

extension Registrar {
    /// The phones that could be kept over a restart, by the names of their users.
    public func phones(now: Duration) -> [RegisteredPhone] {
        users.sorted { $0.key < $1.key }.flatMap { user, bindings in
            bindings.filter { $0.end > now && $0.hop.transport == .udp }.map { binding in
                RegisteredPhone(
                    user: user, contact: binding.contact.description, remote: binding.hop.remote,
                    local: binding.hop.local, preference: binding.preference,
                    remaining: binding.end - now, callID: binding.callID, number: binding.number)
            }
        }
    }

    /// Takes a phone up that was registered before a restart, unless it has registered since.
    ///
    /// - Returns: whether it was taken; not where its time is over, or its contact is no address.
    public mutating func restore(_ phone: RegisteredPhone, now: Duration) -> Bool {
        let span = min(phone.remaining, settings.longest)
        var bindings = bindings(of: phone.user, now: now)
        guard span > .zero, let contact = SIPURI(phone.contact),
            !bindings.contains(where: { $0.contact == contact }),
            bindings.count < settings.bindingsPerUser
        else { return false }
        bindings.append(
            Binding(
                contact: contact,
                hop: Hop(transport: .udp, remote: phone.remote, local: phone.local),
                preference: min(max(phone.preference, 0), 1_000), end: now + span,
                callID: phone.callID, number: phone.number))
        return keep(bindings, of: phone.user)
    }
}
