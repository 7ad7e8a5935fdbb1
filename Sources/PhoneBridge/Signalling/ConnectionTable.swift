import NIOCore
import SIP
import Telephony

/// The connections of TCP and TLS: which there are, where they lead, and how many from whom.
struct ConnectionTable: Sendable {
    /// A connection.
    struct Entry: Sendable {
        /// The number, never used twice.
        let id: UInt64
        /// How messages travel on it.
        let transport: Transport
        /// The other end.
        let remote: IPEndpoint
        /// The number of the listener whose address stands for us on it.
        let local: UInt8
        /// The connection; nil until it has come about.
        var channel: (any Channel)?
        /// When it came about, or was asked for.
        var since: Duration
        /// When the last message came or a keep-alive.
        var lastHeard: Duration
        /// Since when a message is on its way that is not yet whole; nil: there is none.
        var incompleteSince: Duration?
        /// What is to be sent once it has come about.
        var waiting: [[UInt8]] = []
        /// Whether TLS has been agreed, where it is wanted.
        var isReady: Bool

        /// As what those who sent over it know it: they are told when it is gone.
        var hops: Set<Hop> = []

        /// What messages over it bear.
        var hop: Hop {
            Hop(transport: transport, remote: remote, local: local, connection: id)
        }
    }

    /// Where a connection leads.
    private struct Way: Hashable, Sendable {
        var transport: Transport
        var remote: IPEndpoint
    }

    private var entries: [UInt64: Entry] = [:]
    private var ways: [Way: UInt64] = [:]
    private var sources: [IPAddress: Int] = [:]
    private var lastID: UInt64 = 0

    /// How many there are.
    var count: Int { entries.count }
    /// All of them.
    var all: some Sequence<Entry> { entries.values }

    /// How many there are with an address.
    func count(with source: IPAddress) -> Int { sources[source] ?? 0 }

    /// The connection of a number.
    subscript(id: UInt64) -> Entry? {
        get { entries[id] }
        set { if entries[id] != nil, let newValue { entries[id] = newValue } }
    }

    /// The connection that leads somewhere; the latest, where there are several.
    func connection(_ transport: Transport, to remote: IPEndpoint) -> Entry? {
        ways[Way(transport: transport, remote: remote)].flatMap { entries[$0] }
    }

    /// Adds a connection.
    mutating func add(
        _ transport: Transport, to remote: IPEndpoint, local: UInt8, channel: (any Channel)?,
        now: Duration
    ) -> Entry {
        lastID += 1
        var entry = Entry(
            id: lastID, transport: transport, remote: remote, local: local, channel: channel,
            since: now, lastHeard: now, isReady: transport != .tls && channel != nil)
        entry.hops = [entry.hop]
        entries[lastID] = entry
        ways[Way(transport: transport, remote: remote)] = lastID
        sources[remote.address, default: 0] += 1
        return entry
    }

    /// Forgets a connection.
    @discardableResult
    mutating func remove(_ id: UInt64) -> Entry? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        let way = Way(transport: entry.transport, remote: entry.remote)
        if ways[way] == id { ways[way] = nil }
        let left = (sources[entry.remote.address] ?? 1) - 1
        sources[entry.remote.address] = left > 0 ? left : nil
        return entry
    }

    /// The connections whose time is over: they carried nothing, never came about, or a message
    /// on them took too long.
    /// One that carries nothing is kept where it `isNeeded`.
    func overdue(
        now: Duration, limits: Configuration.Limits, unless isNeeded: (Entry) -> Bool
    ) -> [(Entry, String)] {
        entries.values.compactMap { entry in
            if !entry.isReady {
                return now - entry.since > limits.connecting
                    ? (entry, "it did not come about") : nil
            }
            if let since = entry.incompleteSince, now - since > limits.messageTime {
                return (entry, "a message took too long")
            }
            guard now - entry.lastHeard > limits.idleConnection, !isNeeded(entry) else {
                return nil
            }
            return (entry, "it was idle")
        }
    }
}
