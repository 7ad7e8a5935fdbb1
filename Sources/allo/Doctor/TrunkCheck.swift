import Flows
import PhoneBridge
import SIP
import Telephony

/// Whether what takes the calls that go out is there: each trunk is asked by OPTIONS, over the
/// transport that calls take.
struct TrunkCheck {
    let centre: Centre
    let telephone: Centre.Telephone
    /// The folder of the centre file.
    let folder: String

    private static let patience = Duration.seconds(2)

    func findings() async -> [Finding] {
        guard !centre.trunks.isEmpty else {
            return [
                .fail(
                    "trunks", "there are none: nobody can call",
                    do: "say in the centre file under ‘trunks’ who brings calls")
            ]
        }
        let trunks = centre.trunks.values.sorted { $0.name < $1.name }
        // All at once, since each may take its time.
        return await withTaskGroup(of: (Int, Finding).self) { group in
            for (place, trunk) in trunks.enumerated() {
                group.addTask { (place, await finding(trunk)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
                .sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func finding(_ trunk: Centre.Trunk) async -> Finding {
        guard let address = Trunk.Address(trunk, folder: folder) else {
            return .ok("trunks", "\(trunk.name) brings calls and takes none")
        }
        let listening = telephone.listeners.map { Transport($0.transport) }
        if let transport = address.transport, !listening.contains(transport) {
            return unheard(trunk.name, over: transport)
        }
        let probe = TrunkProbe(
            address, transports: Transport.allCases.filter(listening.contains),
            patience: TrunkCheck.patience)
        do throws(PhoneBridgeError) {
            guard let report = try await probe.ask() else {
                return .warn(
                    "trunks", "\(trunk.name): \(address.host) leads to no address",
                    do: "look at the name and at the name servers (/etc/resolv.conf)")
            }
            guard listening.contains(report.transport) else {
                return unheard(trunk.name, over: report.transport)
            }
            return finding(trunk.name, report)
        } catch {
            return .fail(
                "trunks", "\(trunk.name): \(error)",
                do: "‘authorities’ must be a file of certificates in PEM")
        }
    }

    /// Calls go out by the listener of their transport.
    private func unheard(_ trunk: String, over transport: Transport) -> Finding {
        let name = transport.name.lowercased()
        return .fail(
            "trunks", "\(trunk) is reached over \(transport.name), which nothing listens for",
            do: "add \(name): with an address to ‘listen’: calls go out by what they come in by")
    }

    private func finding(_ trunk: String, _ report: TrunkProbe.Report) -> Finding {
        let place = "\(trunk): \(report.transport.name.lowercased()):\(report.endpoint)"
        return switch report.answer {
        case .status(let status, let reason):
            .ok("trunks", "\(place) answers \(status) \(reason)")
        case .silence:
            .warn(
                "trunks",
                "\(place) does not answer OPTIONS in \(TrunkCheck.patience.components.seconds) s",
                do: "some answer only whom they know; else look at the address and at firewalls")
        case .garbage:
            .warn(
                "trunks", "\(place) answers something that is not SIP",
                do: "look at the address, the port and the transport")
        case .unreachable(let reason):
            .warn(
                "trunks", "\(place) can't be reached: \(reason)",
                do: "look at the address and the port, whether it runs there, and at firewalls")
        case .untrusted(let reason):
            .fail(
                "trunks", "\(place) is not trusted: \(reason)",
                do: "name the file of who vouches for it with ‘authorities’, or have it get "
                    + "another certificate")
        }
    }
}
