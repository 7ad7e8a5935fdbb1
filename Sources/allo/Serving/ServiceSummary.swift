import Flows
import PhoneBridge
import SIP
import Telephony

/// What a server tells of itself when it begins: whom it serves, how it can be called, and through
/// whom calls go out.
struct ServiceSummary {
    let program: FlowProgram
    /// Where calls come in, as the system gave it.
    let listeners: [Listener]
    /// The file of the journal; nil where nothing is written down.
    let journal: String?

    /// So many numbers are told one by one.
    private static let mostNumbers = 5

    /// One line each.
    var lines: [String] {
        numberLines + localLines + trunkLines + phoneLines
            + (journal.map { ["every call is written to \($0)"] } ?? [])
    }

    private var numberLines: [String] {
        let numbers = program.centre.numbers.sorted { $0.key.text < $1.key.text }
        let told = numbers.prefix(ServiceSummary.mostNumbers).map { number, service in
            "\(number.text) rings the flow \(service.flow)"
        }
        let rest = numbers.count - told.count
        return told + (rest > 0 ? ["so do \(rest) numbers more"] : [])
    }

    /// Callers of this machine name a flow itself.
    private var localLines: [String] {
        let flow =
            program.centre.numbers.values.map(\.flow).min() ?? program.flows.keys.min()
        guard program.centre.trunks.values.contains(where: \.isLoopback), let flow,
            let address = localAddress
        else { return [] }
        return ["call it from this machine: sip:\(flow)@\(address), and so any other flow"]
    }

    /// Where a softphone of this machine gets to us; nil where it does not.
    private var localAddress: String? {
        let reachable = listeners.first {
            $0.endpoint.address.isLoopback || $0.endpoint.address.isUnspecified
        }
        guard let reachable else { return nil }
        let endpoint = reachable.endpoint
        let address =
            endpoint.address.isLoopback
            ? endpoint.address
            : IPAddress(endpoint.address.isVersion6 ? "::1" : "127.0.0.1") ?? endpoint.address
        let place =
            endpoint.port == reachable.transport.defaultPort && !address.isVersion6
            ? "\(address)" : "\(IPEndpoint(address, port: endpoint.port))"
        return reachable.transport == .udp
            ? place : "\(place);transport=\(reachable.transport.name.lowercased())"
    }

    private var trunkLines: [String] {
        let trunks = program.centre.trunks.values.sorted { $0.name < $1.name }
        guard !trunks.isEmpty else { return ["there is no trunk: nobody can call"] }
        return trunks.map { trunk in
            let networks = trunk.networks.map { "\($0)" }.joined(separator: ", ")
            var line =
                "trunk \(trunk.name): calls come from \(networks), \(trunk.callsPerSecond) a second "
                + "and \(trunk.sessions) at once"
            if let wayOut = trunk.wayOut, !trunk.allows.isEmpty {
                line += "; calls go out to \(wayOut)"
            } else {
                line += "; none go out"
            }
            if let registrar = trunk.registrar { line += "; it registers with \(registrar)" }
            return line
        }
    }

    private var phoneLines: [String] {
        guard let phones = program.centre.phones else { return [] }
        let networks = phones.networks.map { "\($0)" }.joined(separator: ", ")
        return ["phones: \(phones.users.count) may register from \(networks)"]
    }
}
