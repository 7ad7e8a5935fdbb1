import Telephony

/// A source as tables remember it: an address of version 4, or the /64 network of one of version
/// 6, since every holder of such a network has all its addresses to hide behind.
struct SourceKey: Hashable, Sendable {
    private let address: IPAddress

    init(_ address: IPAddress) {
        switch address {
        case .v4: self.address = address
        case .v6(let high, _): self.address = .v6(high, 0)
        }
    }
}
