import Crypto
import Foundation

/// The name of a sound by what makes it: the same for the same content, another for any other.
struct ContentHash: Hashable, Sendable {
    /// 64 hexadecimal digits of SHA-256.
    let hex: String

    /// Changes when sounds of the same content come out differently: what is cached is then stale.
    private static let version = "allo sound 1"

    /// Hashes parts of text; each is preceded by its length, so that no two lists run together.
    init(_ parts: [String]) {
        var hash = SHA256()
        for part in [Self.version] + parts {
            hash.update(data: Data("\(part.utf8.count) \(part)".utf8))
        }
        hex = Self.hex(hash.finalize())
    }

    /// Hashes the bytes of a file and the rate that it is wanted at.
    init(contentsOf path: String, rate: Int) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        var hash = SHA256()
        hash.update(data: Data("\(Self.version) recording \(rate)\n".utf8))
        while let bytes = try file.read(upToCount: 1 << 18), !bytes.isEmpty {
            hash.update(data: bytes)
        }
        hex = Self.hex(hash.finalize())
    }

    private static func hex(_ digest: SHA256Digest) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0\(text)" : text
        }.joined()
    }
}
