import Foundation

/// A queue_log on the disk.
enum QueueLogFile {
    /// The largest that is read: some ten million lines.
    private static let longest = 1 << 30

    /// The text of a file. What is no UTF-8 in it is read as a mark for that: Asterisk writes the
    /// names of callers as they came.
    ///
    /// - Throws: ``Failure`` where it can't be read, or is too large.
    static func text(of path: String) throws -> String {
        let data = try Project.contents(of: path, atMost: longest + 1)
        guard data.count <= longest else {
            throw Failure("\(path) is larger than 1 GiB: split it by days")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// The first line of a text that is meant, in words; nil where none is.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - isMeant: whether it is a line of so many seconds since 1970 UTC.
    /// - Returns: as in `line 12`.
    static func line(
        of text: String, where isMeant: (_ time: Int64, _ line: Substring) -> Bool
    ) -> String? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let place = lines.firstIndex { line in
            Int64(line.prefix { $0 != "|" }).map { isMeant($0, line) } ?? false
        }
        return place.map { "line \($0 + 1)" }
    }
}

extension String {
    /// A name for what the text holds: FNV-1a of 64 bits.
    var fingerprint: String {
        let hash = utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
