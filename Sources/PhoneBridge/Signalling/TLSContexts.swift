import NIOSSL
import Telephony

/// The contexts of TLS: one for each certificate of ours, one for each way to trust others.
enum TLSContexts {
    /// The context of a listener.
    ///
    /// - Throws: `certificate` where a file can't be read or the key is not that of the certificate.
    static func server(_ files: CertificateFiles) throws(PhoneBridgeError) -> NIOSSLContext {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.chain)
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw PhoneBridgeError(
                .certificate, subject: "\(files.chain) with \(files.key)", detail: "\(error)")
        }
    }

    /// The context of connections to others.
    ///
    /// - Parameters:
    ///   - verifies: whether the certificate of the other side is looked at.
    ///   - authorities: a file of certificates to trust; nil: those of the system.
    /// - Returns: the context, for any number of connections.
    /// - Throws: `certificate` where the file can't be used.
    static func client(
        verifies: Bool, authorities: String?
    ) throws(PhoneBridgeError) -> NIOSSLContext {
        do {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.certificateVerification = verifies ? .fullVerification : .none
            if let authorities { configuration.trustRoots = .file(authorities) }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw PhoneBridgeError(
                .certificate, subject: authorities ?? "of the system", detail: "\(error)")
        }
    }
}
