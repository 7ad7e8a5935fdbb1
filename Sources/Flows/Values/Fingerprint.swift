import Crypto

/// What tells a text from all others, and says nothing of it.
package enum Fingerprint {
    /// The first 128 bits of the SHA-256 of some parts, each with its length, in hexadecimal digits.
    package static func of(_ parts: [String]) -> String {
        var hash = SHA256()
        for part in parts { hash.update(data: Array("\(part.utf8.count) \(part)".utf8)) }
        return hash.finalize().prefix(16).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0\(text)" : text
        }.joined()
    }
}
