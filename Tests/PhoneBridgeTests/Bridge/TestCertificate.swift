import Foundation
import PhoneBridge

/// A certificate for 127.0.0.1 and localhost that vouches for itself, with its key.
struct TestCertificate {
    let files: CertificateFiles
    private let directory: URL

    /// Writes the files to a directory of their own.
    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "allo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let chain = directory.appending(path: "certificate.pem")
        let key = directory.appending(path: "key.pem")
        try TestCertificate.chain.write(to: chain, atomically: true, encoding: .utf8)
        try TestCertificate.key.write(to: key, atomically: true, encoding: .utf8)
        files = CertificateFiles(chain: chain.path, key: key.path)
    }

    /// Removes the files.
    func remove() throws { try FileManager.default.removeItem(at: directory) }

    private static let chain = """
        -----BEGIN CERTIFICATE-----
        MIIBmzCCAUGgAwIBAgIUYoY4iJA7yzc6ac2Zkuhv2/WC1+wwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJYWxsbyB0ZXN0MCAXDTI2MTEyMjA1MTQzOVoYDzIxMjYxMDI5
        MDUxNDM5WjAUMRIwEAYDVQQDDAlhbGxvIHRlc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATNz6qnwhBeZTDymevZwCDELmoJqOscAjl1bW9s9fCMPSqyh4EaRdMD
        UFIzYECZ3mFDcgxBAT6wgRtyAKkGsKLCo28wbTAdBgNVHQ4EFgQUqZxMYr5fSCV0
        2PTD577zanXI4PYwHwYDVR0jBBgwFoAUqZxMYr5fSCV02PTD577zanXI4PYwDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
        zj0EAwIDSAAwRQIgHZHaDhdLkC3qDojYUn93b3PJD117aOs8g2D0fHtJypkCIQDM
        L1V7ZBD+w2YrU43tOeeo6py3gv9Kmo17daUzyWATxg==
        -----END CERTIFICATE-----

        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCEovv3R6G4q8MDsW
        X7LYjYXHG97mB3bvE4zB4kEJhpmhRANCAATNz6qnwhBeZTDymevZwCDELmoJqOsc
        Ajl1bW9s9fCMPSqyh4EaRdMDUFIzYECZ3mFDcgxBAT6wgRtyAKkGsKLC
        -----END PRIVATE KEY-----

        """
}
