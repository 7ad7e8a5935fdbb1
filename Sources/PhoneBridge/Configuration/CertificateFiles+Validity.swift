import NIOSSL

extension CertificateFiles {
    /// Reads both files as a listener of TLS does, and tells how long they can be used.
    ///
    /// - Returns: from when to when every certificate of the chain is valid, in seconds since
    ///   1970-01-01 00:00:00 UTC; empty where there is no such time.
    /// - Throws: `certificate` where a file can't be read or the key is not that of the certificate.
    public func validity() throws(PhoneBridgeError) -> Range<Int> {
        _ = try TLSContexts.server(self)
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(chain)
            let first = chain.map { Int($0.notValidBefore) }.max() ?? 0
            let last = chain.map { Int($0.notValidAfter) }.min() ?? 0
            return first..<max(first, last)
        } catch {
            throw PhoneBridgeError(.certificate, subject: self.chain, detail: "\(error)")
        }
    }
}
