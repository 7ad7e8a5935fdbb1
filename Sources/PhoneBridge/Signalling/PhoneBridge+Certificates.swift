import NIOSSL
import SIP
import Telephony

/// What is expected of the certificates of others.
extension PhoneBridge {
    /// The name that a certificate must bear, and whom to trust about it.
    struct ServerName: Equatable {
        var host: String
        var verifies: Bool
        var authorities: String?

        /// The name as it is told to the server (RFC 6066 §3): IP addresses are not.
        var sentName: String? { IPAddress(host) == nil ? host : nil }
    }

    /// Remembers what certificates at hops of a call must look like.
    func expectCertificates(of plan: DestinationPlan, trunk: Trunk?, at hops: [Hop]) {
        for hop in hops where hop.transport == .tls {
            expectCertificate(
                at: hop.remote,
                ServerName(
                    host: plan.place.host, verifies: trunk?.address?.verifiesCertificate ?? true,
                    authorities: trunk?.address?.authorities))
        }
    }

    /// Remembers what a certificate must look like. Bounded: what was expected first is forgotten
    /// when there is too much, and then only an address in the certificate will do.
    func expectCertificate(at remote: IPEndpoint, _ name: ServerName) {
        if serverNames.count >= 1_024, serverNames[remote] == nil { serverNames = [:] }
        serverNames[remote] = name
    }

    /// The context of a connection to somebody.
    func clientContext(to remote: IPEndpoint) throws(PhoneBridgeError) -> NIOSSLContext {
        let name = serverName(at: remote)
        let key = ContextKey(verifies: name?.verifies ?? true, authorities: name?.authorities)
        if let context = clientContexts[key] { return context }
        let context = try TLSContexts.client(
            verifies: key.verifies, authorities: key.authorities)
        clientContexts[key] = context
        return context
    }

    /// The name that a certificate must bear: that of the place that was looked up, else that of the
    /// trunk that is there, since requests of a call may go to where the trunk asked for them.
    func serverName(at remote: IPEndpoint) -> ServerName? {
        if let name = serverNames[remote] { return name }
        guard let peer = gate.peer(at: remote.address),
            let address = configuration.trunk(of: peer)?.address
        else { return nil }
        return ServerName(
            host: address.host, verifies: address.verifiesCertificate,
            authorities: address.authorities)
    }

    /// What contexts differ in.
    struct ContextKey: Hashable {
        var verifies: Bool
        var authorities: String?
    }
}
