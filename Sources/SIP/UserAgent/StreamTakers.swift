import Telephony

/// Who is known to take TCP: those with whom a connection has come about.
///
/// What is too large for a datagram goes to them over TCP (RFC 3261 §18.1.1); others get it over
/// UDP all the same, since many take nothing else.
struct StreamTakers: Sendable {
    /// How many are known at most; when there are more, all are forgotten.
    static let capacity = 1_024

    private var addresses: Set<IPAddress> = []

    func contains(_ address: IPAddress) -> Bool {
        !addresses.isEmpty && addresses.contains(address)
    }

    mutating func add(_ address: IPAddress) {
        if addresses.count >= StreamTakers.capacity { addresses = [] }
        addresses.insert(address)
    }

    mutating func remove(_ address: IPAddress) { addresses.remove(address) }
}
