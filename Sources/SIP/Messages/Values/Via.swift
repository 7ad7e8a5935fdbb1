public import Telephony

/// One hop of a message's way, and so where its answer goes (RFC 3261 §20.42).
public struct Via: Equatable, Sendable {
    /// The transport as written; see ``transport``.
    public var transportName: String
    /// Where the sender says that it is.
    public var host: Host
    /// The sender's port; nil for the transport's default.
    public var port: UInt16?
    /// `branch`, `received`, `rport` … in order.
    public var parameters: Parameters

    /// A hop of our own, which may ask for the port that the other side sees (RFC 3581).
    public init(
        _ transport: Transport, host: Host, port: UInt16?, branch: String, asksForPort: Bool = true
    ) {
        transportName = transport.name
        self.host = host
        self.port = port
        parameters = Parameters()
        parameters.set("branch", to: branch)
        if asksForPort { parameters.set("rport", to: nil) }
    }

    /// Reads one value; nil where the text is none or is more than one.
    public init?(_ text: String) {
        guard let value = text.read(Via.init(scanner:)) else { return nil }
        self = value
    }

    init?(scanner: inout ByteScanner) {
        scanner.skipBlanks()
        guard scanner.skip("SIP"), scanner.skipSeparator(UInt8(ascii: "/")), scanner.skip("2.0"),
            scanner.skipSeparator(UInt8(ascii: "/"))
        else { return nil }
        let transport = scanner.take(.token)
        let blanks = scanner.position
        scanner.skipBlanks()
        guard !transport.isEmpty, scanner.position > blanks, let host = Host(scanner: &scanner)
        else { return nil }
        transportName = scanner.text(transport)
        self.host = host
        port = nil
        if scanner.skipSeparator(UInt8(ascii: ":")) {
            guard let number = scanner.takeNumber(upTo: 65535) else { return nil }
            port = UInt16(truncatingIfNeeded: number)
        }
        guard let parameters = Parameters(scanner: &scanner) else { return nil }
        self.parameters = parameters
    }
}

extension Via {
    /// The start of every branch of RFC 3261 (§8.1.1.7); others come from RFC 2543.
    public static let magicCookie = "z9hG4bK"

    /// The transport; nil for one that Allo does not speak.
    public var transport: Transport? { Transport(transportName) }

    /// What tells the sender's transactions apart.
    public var branch: String? {
        get { parameters["branch"] }
        set { setOrRemove("branch", newValue) }
    }

    /// Whether the branch is unique in time and space, as RFC 3261 wants it.
    public var hasMagicCookie: Bool { branch?.hasPrefix(Via.magicCookie) ?? false }

    /// Where the message really came from, told by the next hop (RFC 3261 §18.2.1).
    public var received: IPAddress? {
        get { parameters["received"].flatMap { IPAddress($0) } }
        set { setOrRemove("received", newValue?.description) }
    }

    /// Whether the sender wants to be told and answered at the port it is seen at (RFC 3581).
    public var asksForPort: Bool { parameters.contains("rport") }

    /// The port that the message really came from.
    public var rport: UInt16? {
        get { parameters["rport"].flatMap { UInt16($0) } }
        set { parameters.set("rport", to: newValue.map { String($0) }) }
    }

    /// Where answers shall go instead of to the sender.
    public var maddr: Host? { parameters["maddr"].flatMap { Host($0) } }

    /// The lifetime of multicast datagrams.
    public var ttl: UInt8? { parameters["ttl"].flatMap { UInt8($0) } }

    private mutating func setOrRemove(_ name: String, _ value: String?) {
        if let value {
            parameters.set(name, to: value)
        } else {
            parameters.remove(name)
        }
    }
}

extension Via: CustomStringConvertible {
    /// As it is sent.
    public var description: String {
        var text = "SIP/2.0/"
        text += transportName
        text += " "
        text += host.description
        if let port {
            text += ":"
            text += String(port)
        }
        text += parameters.description
        return text
    }
}
