import Foundation

/// A certificate that nobody else trusts, made for one test.
package final class Certificate: Sendable {
    private let folder: TestFolder

    /// Makes one for a name, as it stands in a subjectAltName.
    package init(for name: String = "IP:127.0.0.1") async throws {
        folder = try TestFolder("certificate")
        let remains = try await ChildProcess(
            peer: "/usr/bin/openssl", package: "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=\(name)",
                "-keyout", folder.file("key.pem"), "-out", folder.file("cert.pem"),
            ]
        ).remains()
        guard remains.end == .exit(0) else {
            throw ChildProcess.Failure(description: "openssl: \(remains.errors)")
        }
    }

    /// The folder with `cert.pem` and `key.pem`.
    package var path: String { folder.path }
    /// The certificate, in PEM.
    package var chain: String { folder.file("cert.pem") }
    /// Its key, in PEM.
    package var key: String { folder.file("key.pem") }
    /// Both in one text, in PEM.
    var both: String {
        get throws {
            try String(contentsOfFile: key, encoding: .utf8)
                + String(contentsOfFile: chain, encoding: .utf8)
        }
    }
}
