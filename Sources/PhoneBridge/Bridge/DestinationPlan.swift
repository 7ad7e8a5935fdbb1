import SIP
import Telephony

/// Whom an outgoing leg rings, through whom.
struct DestinationPlan: Equatable, Sendable {
    /// The address that the INVITE asks for.
    var target: SIPURI
    /// Where it is sent.
    var place: Place
    /// The name of the trunk that carries it; nil: straight to the host.
    var trunk: String?

    /// Straight to where an address says.
    init(straightTo target: SIPURI) {
        self.target = target
        place = Place(target)
    }

    /// Finds the way to an address, if the list of destinations has one (DESIGN §9).
    ///
    /// - Parameters:
    ///   - address: a number, or a `sip:` or `sips:` address.
    ///   - configuration: the list, and the trunks.
    ///   - given: a trunk that is to carry the call whatever the list says: that of `allo ring`.
    /// - Throws: `address`, `notAllowed` or `configuration`.
    init(
        _ address: String, in configuration: Configuration, through given: String? = nil
    ) throws(PhoneBridgeError) {
        if let number = PhoneNumber(address) {
            guard let name = given ?? DestinationPlan.trunk(of: number, in: configuration) else {
                throw PhoneBridgeError(.notAllowed, subject: address)
            }
            let (trunk, place) = try DestinationPlan.trunk(named: name, in: configuration)
            guard let host = Host(place.host) else {
                throw PhoneBridgeError(
                    .configuration, subject: "the address of trunk \(trunk.name)")
            }
            target = SIPURI(
                isSecure: false, user: number.text, host: host, port: place.port)
            self.place = place
            self.trunk = name
            return
        }
        guard let uri = SIPURI(address) else { throw PhoneBridgeError(.address, subject: address) }
        target = uri
        let host = uri.host.description.lowercased()
        let listed = configuration.destinations.hosts.first { $0.name.lowercased() == host }
        guard given != nil || listed != nil else {
            throw PhoneBridgeError(.notAllowed, subject: address)
        }
        if let name = given ?? listed?.trunk {
            place = try DestinationPlan.trunk(named: name, in: configuration).1
            trunk = name
        } else {
            place = Place(uri)
        }
    }

    /// Finds the way to an address through a trunk, if the list of destinations has it for that
    /// trunk; without a trunk, through any.
    ///
    /// - Throws: as for ``init(_:in:through:)``.
    init(
        _ address: String, in configuration: Configuration, listedFor trunk: String?
    ) throws(PhoneBridgeError) {
        var configuration = configuration
        if let trunk {
            configuration.destinations.prefixes.removeAll { $0.trunk != trunk }
            configuration.destinations.hosts.removeAll { $0.trunk != trunk }
        }
        try self.init(address, in: configuration)
    }

    /// The trunk of the longest beginning that fits a number.
    private static func trunk(of number: PhoneNumber, in configuration: Configuration) -> String? {
        configuration.destinations.prefixes
            .filter { number.text.hasPrefix($0.digits) && !$0.digits.isEmpty }
            .max { $0.digits.utf8.count < $1.digits.utf8.count }?.trunk
    }

    private static func trunk(
        named name: String, in configuration: Configuration
    ) throws(PhoneBridgeError) -> (Trunk, Place) {
        guard let trunk = configuration.trunks.first(where: { $0.name == name }),
            let address = trunk.address
        else {
            throw PhoneBridgeError(
                .configuration, subject: "the trunk \(name)", detail: "it has no address to ring")
        }
        return (trunk, Place(address))
    }
}

extension Place {
    /// Where requests for a URI go (RFC 3263 §4).
    init(_ uri: SIPURI) {
        let host =
            switch uri.host {
            case .name(let name): name
            case .address(let address): "\(address)"
            }
        self.init(host: host, port: uri.port, transport: uri.transport, isSecure: uri.isSecure)
    }

    /// Where a trunk is reached.
    init(_ address: Trunk.Address) {
        self.init(host: address.host, port: address.port, transport: address.transport)
    }
}
