import Crypto
import Foundation
import Telephony

/// Sounds kept on disk, by what makes them.
///
/// A file is whole or not there: it is written beside and then renamed, and bears a checksum. A
/// file that is damaged counts as not there.
struct DiskCache: Sendable {
    /// The folder; it is made when the first sound is kept.
    let folder: String

    /// The sound of this content, if it is there and undamaged.
    func sound(for content: ContentHash) -> Sound? {
        // A file that can't be read is no sound that is there.
        guard let data = try? Data(contentsOf: file(for: content)) else { return nil }
        return Self.decode(data)
    }

    /// Keeps a sound.
    ///
    /// - Throws: An error of the system, such as of a full disk; nothing is left behind then.
    func keep(_ sound: Sound, for content: ContentHash) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let temporary = URL(filePath: "\(folder)/.\(content.hex).\(UUID().uuidString)")
        do {
            try Self.encode(sound).write(to: temporary)
            guard rename(temporary.path(), file(for: content).path()) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch {
            // Already failing; what can't be removed is only an unused file.
            try? FileManager.default.removeItem(at: temporary)
            throw error
        }
    }

    /// Where the sound of this content is.
    func file(for content: ContentHash) -> URL {
        URL(filePath: "\(folder)/\(content.hex).sound")
    }

    // A file is: magic, rate (4 bytes), samples (2 bytes each), SHA-256 of all before it (32 bytes);
    // numbers begin with their low byte.
    private static let magic = Data("allo.snd".utf8)
    private static let headerSize = 12
    private static let digestSize = 32

    private static func encode(_ sound: Sound) -> Data {
        var data = magic
        withUnsafeBytes(of: UInt32(clamping: sound.rate).littleEndian) {
            data.append(contentsOf: $0)
        }
        sound.samples.map(\.littleEndian).withUnsafeBytes { data.append(contentsOf: $0) }
        data.append(contentsOf: SHA256.hash(data: data))
        return data
    }

    private static func decode(_ data: Data) -> Sound? {
        let bodySize = data.count - digestSize
        guard bodySize >= headerSize, (bodySize - headerSize).isMultiple(of: 2),
            data.starts(with: magic),
            SHA256.hash(data: data.prefix(bodySize)).elementsEqual(data.suffix(digestSize))
        else { return nil }
        let rate = data[8..<headerSize].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard rate > 0 else { return nil }
        let count = (bodySize - headerSize) / 2
        let samples = [Int16](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = data.copyBytes(to: buffer, from: headerSize..<bodySize) / 2
        }
        return Sound(samples: samples.map(Int16.init(littleEndian:)), rate: rate)
    }
}
