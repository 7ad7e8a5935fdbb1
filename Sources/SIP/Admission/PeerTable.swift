import Telephony

/// Which peer an address belongs to: the one with the narrowest network around it.
struct PeerTable: Sendable {
    /// For each length of prefix in use, longest first, the peer of each beginning.
    private var version4: [(length: Int, peers: [UInt32: PeerID])] = []
    private var version6: [(length: Int, peers: [Pair: PeerID])] = []

    /// A table of peers and their networks; of two peers with the same network the first counts.
    init(_ networks: [(IPNetwork, PeerID)]) {
        var four: [Int: [UInt32: PeerID]] = [:]
        var six: [Int: [Pair: PeerID]] = [:]
        for (network, peer) in networks {
            let length = network.prefixLength
            switch network.address {
            case .v4(let number):
                if four[length]?[number] == nil { four[length, default: [:]][number] = peer }
            case .v6(let high, let low):
                let pair = Pair(high: high, low: low)
                if six[length]?[pair] == nil { six[length, default: [:]][pair] = peer }
            }
        }
        version4 = four.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
        version6 = six.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    /// The peer of an address; nil for a stranger.
    subscript(_ address: IPAddress) -> PeerID? {
        switch address {
        case .v4(let number):
            for (length, peers) in version4 {
                // Shifts beyond the width give zero in Swift.
                if let peer = peers[number & (UInt32.max << UInt32(32 - length))] { return peer }
            }
        case .v6(let high, let low):
            for (length, peers) in version6 {
                let beginning = Pair(
                    high: high & (UInt64.max << UInt64(max(0, 64 - length))),
                    low: low & (UInt64.max << UInt64(min(64, 128 - length))))
                if let peer = peers[beginning] { return peer }
            }
        }
        return nil
    }

    private struct Pair: Hashable, Sendable {
        let high: UInt64
        let low: UInt64
    }
}
