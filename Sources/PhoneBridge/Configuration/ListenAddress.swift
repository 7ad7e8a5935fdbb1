public import SIP
public import Telephony

/// One place where the bridge listens.
public struct ListenAddress: Hashable, Sendable {
    /// How messages travel.
    public var transport: Transport
    /// The address and port; with port 0 the system picks one.
    public var endpoint: IPEndpoint
    /// The certificate with its key, without which TLS can't listen; nil for UDP and TCP.
    public var certificate: CertificateFiles?

    /// Describes a place to listen.
    public init(
        _ transport: Transport, at endpoint: IPEndpoint, certificate: CertificateFiles? = nil
    ) {
        self.transport = transport
        self.endpoint = endpoint
        self.certificate = certificate
    }
}

/// The files of a TLS certificate, in PEM.
public struct CertificateFiles: Hashable, Sendable {
    /// The certificate, then those that vouch for it.
    public var chain: String
    /// The private key.
    public var key: String

    /// Names the files.
    public init(chain: String, key: String) {
        self.chain = chain
        self.key = key
    }
}

/// A place where the bridge really listens.
public struct Listener: Hashable, Sendable {
    /// How messages travel.
    public let transport: Transport
    /// The address and port, as the system gave it.
    public let endpoint: IPEndpoint
}
