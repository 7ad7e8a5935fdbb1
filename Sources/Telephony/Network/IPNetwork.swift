/// A range of addresses with a common beginning, as `192.0.2.0/24` (RFC 4632 §3.1).
public struct IPNetwork: Hashable, Sendable {
    /// The first address of the range.
    public let address: IPAddress
    /// How many leading bits its addresses share: 0...32 or 0...128.
    public let prefixLength: Int

    /// Reads `192.0.2.0/24`, `2001:db8::/32`, or a single address; nil for anything else, such as
    /// a range whose address has bits beyond its prefix.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        guard parts.count == 2 else {
            self.init(address)
            return
        }
        guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(parts[1]),
            length <= address.bitCount, IPNetwork.masked(address, length) == address
        else { return nil }
        self.init(address, prefixLength: length)
    }

    /// The range of a single address.
    public init(_ address: IPAddress) {
        self.init(address, prefixLength: address.bitCount)
    }

    private init(_ address: IPAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    /// Whether an address lies in the range; never one of the other version.
    public func contains(_ other: IPAddress) -> Bool {
        other.isVersion6 == address.isVersion6 && IPNetwork.masked(other, prefixLength) == address
    }

    private static func masked(_ address: IPAddress, _ length: Int) -> IPAddress {
        switch address {
        case .v4(let number):
            // Shifts beyond the width give zero in Swift.
            .v4(number & (UInt32.max << UInt32(32 - length)))
        case .v6(let high, let low):
            .v6(
                high & (UInt64.max << UInt64(max(0, 64 - length))),
                low & (UInt64.max << UInt64(min(64, 128 - length))))
        }
    }
}

extension IPNetwork: CustomStringConvertible {
    /// The range as it is written, a single address without its length.
    public var description: String {
        prefixLength == address.bitCount ? "\(address)" : "\(address)/\(prefixLength)"
    }
}
