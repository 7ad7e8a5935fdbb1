/// An address with a port: one end of a conversation over UDP or TCP.
public struct IPEndpoint: Hashable, Sendable {
    /// The host.
    public var address: IPAddress
    /// The port; 0 lets the system pick one where that makes sense.
    public var port: UInt16

    /// Joins an address and a port.
    public init(_ address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// Reads `192.0.2.1:5060` or `[2001:db8::1]:5060`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":"), let address = IPAddress(text[..<colon]),
            !address.isVersion6 || text.hasPrefix("["), text[colon...].dropFirst().first != "+",
            let port = UInt16(text[colon...].dropFirst())
        else { return nil }
        self.init(address, port: port)
    }
}

extension IPEndpoint: CustomStringConvertible {
    /// As it stands in a URI: an address of version 6 in brackets.
    public var description: String {
        address.isVersion6 ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
}
