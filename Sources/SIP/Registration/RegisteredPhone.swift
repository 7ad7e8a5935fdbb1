public import Telephony

/// A phone that is registered, as it can be kept over a restart.
///
/// A phone that registered over a connection can be kept where it may be called at its contact: over
/// TCP, at an address that is its own. Its connection ends with the one who kept it, and a new one is
/// made to its contact (RFC 3261 §18.1.1). Behind a router nothing comes in but over the connection
/// that the phone itself makes anew, with its next registration; so it is with a phone that asked for
/// its flow and no other way (`ob`, RFC 5626 §5.3), and over TLS, as phones have no certificate to
/// be called with (RFC 5626 §1).
public struct RegisteredPhone: Equatable, Sendable {
    /// Whose phone it is.
    public var user: String
    /// The contact that it gave, a `sip:` address.
    public var contact: String
    /// How it is reached.
    public var transport: Transport
    /// Where it is reached: over UDP where its registration came from, over TCP at its contact.
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
        user: String, contact: String, transport: Transport = .udp, remote: IPEndpoint,
        local: UInt8, preference: Int, remaining: Duration, callID: String, number: UInt32
    ) {
        self.user = user
        self.contact = contact
        self.transport = transport
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
            bindings.filter { $0.end > now }.compactMap { binding in
                guard let remote = binding.lastingAddress else { return nil }
                return RegisteredPhone(
                    user: user, contact: binding.contact.description,
                    transport: binding.hop.transport, remote: remote, local: binding.hop.local,
                    preference: binding.preference, remaining: binding.end - now,
                    callID: binding.callID, number: binding.number)
            }
        }
    }

    /// Takes a phone up that was registered before a restart, unless it has registered since.
    ///
    /// - Returns: whether it was taken; not where its time is over, or its contact is no address.
    public mutating func restore(_ phone: RegisteredPhone, now: Duration) -> Bool {
        let span = min(phone.remaining, settings.longest)
        var bindings = bindings(of: phone.user, now: now)
        guard span > .zero, phone.transport != .tls, let contact = SIPURI(phone.contact),
            !bindings.contains(where: { $0.contact == contact }),
            bindings.count < settings.bindingsPerUser
        else { return false }
        bindings.append(
            Binding(
                contact: contact,
                hop: Hop(transport: phone.transport, remote: phone.remote, local: phone.local),
                preference: min(max(phone.preference, 0), 1_000), end: now + span,
                callID: phone.callID, number: phone.number))
        return keep(bindings, of: phone.user)
    }
}

extension Binding {
    /// Where the phone can be reached after all connections have ended; nil where it can't.
    fileprivate var lastingAddress: IPEndpoint? {
        switch hop.transport {
        case .udp: return hop.remote
        case .tcp:
            guard case .address(let address) = contact.host, address == hop.remote.address,
                contact.transport == .tcp, !contact.isSecure, !contact.parameters.contains("ob")
            else { return nil }
            return IPEndpoint(address, port: contact.port ?? Transport.tcp.defaultPort)
        case .tls: return nil
        }
    }
}
