import Glibc
import NIOCore
import SIP
import Synchronization
import Telephony

/// Finds where messages are to be sent (RFC 3263 §4): by NAPTR, SRV, A and AAAA records.
///
/// IP addresses are found at once and without anybody being asked. What name servers say is kept
/// for as long as they allow, up to a bound.
final class Resolver: Sendable {
    private let servers: NameServers
    private let hosts: String
    private let cache = Mutex(RecordCache())
    private let clock: @Sendable () -> Duration

    /// - Parameters:
    ///   - servers: whom to ask; empty: those of the system.
    ///   - patience: how long one answer may take.
    ///   - hosts: the text of this machine's file of hosts.
    ///   - clock: the time since some moment.
    init(
        servers: [IPEndpoint], patience: Duration, hosts: String = Resolver.systemHosts(),
        clock: @escaping @Sendable () -> Duration
    ) {
        self.servers = NameServers(servers: servers, patience: patience)
        self.hosts = hosts
        self.clock = clock
    }

    /// Ends; what is under way finds nothing.
    func close() { servers.close() }

    /// The location of a place that is an IP address already, which needs no asking.
    static func location(of place: Place) -> Location? {
        guard let address = IPAddress(place.host) else { return nil }
        let transport = place.transport ?? (place.isSecure ? .tls : .udp)
        return Location(
            transport: transport,
            endpoint: IPEndpoint(address, port: place.port ?? transport.defaultPort))
    }

    /// Finds where messages for a place may be sent.
    ///
    /// - Parameters:
    ///   - place: where they are to go.
    ///   - usable: the transports that we listen on, the preferred first.
    ///   - generator: draws among hosts of one priority.
    /// - Returns: the locations, the best first; empty where nobody knows.
    func locations(
        of place: Place, usable: [Transport], using generator: inout some RandomNumberGenerator
    ) async -> [Location] {
        if let location = Resolver.location(of: place) { return [location] }
        let name = place.host.lowercased()
        guard name.utf8.count <= 253, !name.isEmpty else { return [] }
        if let port = place.port {
            // With a port, only addresses are looked up (RFC 3263 §4.2).
            let transport = place.transport ?? (place.isSecure ? .tls : .udp)
            return await addresses(of: name).map {
                Location(transport: transport, endpoint: IPEndpoint($0, port: port))
            }
        }
        var services = await services(for: place, named: name, usable: usable)
        if services.isEmpty {
            let transport = place.transport ?? (place.isSecure ? .tls : .udp)
            let entry = ServiceOrder.Entry(
                priority: 0, weight: 0, port: transport.defaultPort, host: name)
            services = [(transport, [entry])]
        }
        var locations: [Location] = []
        for (transport, entries) in services {
            for entry in ServiceOrder.order(entries, using: &generator).prefix(16) {
                for address in await addresses(of: entry.host) {
                    let location = Location(
                        transport: transport, endpoint: IPEndpoint(address, port: entry.port))
                    if !locations.contains(location) { locations.append(location) }
                }
            }
            guard locations.count < 16 else { break }
        }
        return locations
    }

    /// The hosts that give SIP for a domain, by transport.
    private func services(
        for place: Place, named name: String, usable: [Transport]
    ) async -> [(Transport, [ServiceOrder.Entry])] {
        var candidates: [(Transport, String)]
        if let transport = place.transport {
            candidates = [(transport, "\(transport.serviceName).\(name)")]
        } else {
            let wanted = place.isSecure ? usable.filter { $0 == .tls } : usable
            candidates = await rules(of: name, wanted: wanted)
            if candidates.isEmpty {
                candidates = wanted.map { ($0, "\($0.serviceName).\(name)") }
            }
        }
        var found: [(Transport, [ServiceOrder.Entry])] = []
        for (transport, service) in candidates {
            let entries = await records(.service, about: service).compactMap {
                record -> ServiceOrder.Entry? in
                // A host named "." says that the service is not given (RFC 2782, "Target").
                guard case .service(let priority, let weight, let port, let host) = record.content,
                    record.name == service, !host.isEmpty
                else { return nil }
                return ServiceOrder.Entry(
                    priority: priority, weight: weight, port: port, host: host)
            }
            if !entries.isEmpty { found.append((transport, entries)) }
        }
        return found
    }

    /// The transports of a domain with the names of their services, by its NAPTR records.
    private func rules(of name: String, wanted: [Transport]) async -> [(Transport, String)] {
        let rules = await records(.rule, about: name).compactMap {
            record -> (order: UInt16, preference: UInt16, Transport, String)? in
            guard
                case .rule(let order, let preference, "s", let service, let next) = record.content,
                let transport = wanted.first(where: { $0.ruleService == service })
            else { return nil }
            return (order, preference, transport, next)
        }
        return rules.sorted { ($0.order, $0.preference) < ($1.order, $1.preference) }
            .map { ($0.2, $0.3) }
    }

    /// The addresses of a host, version 4 first.
    private func addresses(of host: String) async -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        let known = HostsFile.addresses(of: host, in: hosts)
        guard known.isEmpty else { return known }
        async let version6 = records(.version6, about: host)
        let version4 = await records(.version4, about: host)
        return (version4 + (await version6)).compactMap { record in
            guard case .address(let address) = record.content else { return nil }
            return address
        }
    }

    private func records(_ kind: DNSKind, about name: String) async -> [DNSRecord] {
        let key = RecordCache.Key(kind: kind, name: name)
        if let records = cache.withLock({ $0.records(key, now: clock()) }) { return records }
        guard let answer = await servers.answer(kind, about: name) else { return [] }
        let records = DNSAnswerReader.records(of: answer)
        cache.withLock { $0.keep(records, for: key, now: clock()) }
        return records
    }

    /// The text of `/etc/hosts`, as far as it can be read.
    static func systemHosts() -> String {
        guard let file = fopen("/etc/hosts", "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
