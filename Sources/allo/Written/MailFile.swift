import Foundation

/// What of an e-mail (RFC 5322) a centre goes by: who wrote it, what of and when. Its text is not
/// read.
struct MailFile {
    private let fields: [String: String]
    /// What tells it from all others: its `Message-ID`, else its header.
    let identity: [String]

    /// Reads the header of a mail; nil where there is none.
    init?(_ data: Data) {
        let text = String(decoding: data.prefix(Self.longestHeader), as: UTF8.self)
            .replacing("\r\n", with: "\n")
        let header = text.split(separator: "\n\n", maxSplits: 1).first.map(String.init) ?? ""
        var fields: [String: String] = [:]
        // A line that begins with a space goes on with the one before (RFC 5322 §2.2.3).
        for line in header.replacing("\n ", with: " ").replacing("\n\t", with: " ").split(
            separator: "\n")
        {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            if fields[name] == nil { fields[name] = value }
        }
        guard fields["from"] != nil || fields["subject"] != nil else { return nil }
        self.fields = fields
        identity = ["mail", fields["message-id"] ?? header]
    }

    private static let longestHeader = 262_144

    /// The address of who wrote it.
    var from: String? { fields["from"].map { FoundLetter.address(in: EncodedWords.text($0)) } }

    /// What it is about.
    var subject: String? { fields["subject"].map(EncodedWords.text) }

    /// When it was sent; nil where it does not say.
    var date: Date? { fields["date"].flatMap(MailDate.read) }
}

/// Words of a header that are not ASCII (RFC 2047): `=?utf-8?Q?Caf=C3=A9?=`.
enum EncodedWords {
    /// The text with its encoded words as they are read; others stay.
    static func text(_ written: String) -> String {
        var text = ""
        var rest = written[...]
        while let begin = rest.range(of: "=?") {
            text += rest[..<begin.lowerBound]
            guard let (word, end) = word(in: rest[begin.lowerBound...]) else {
                text += "=?"
                rest = rest[begin.upperBound...]
                continue
            }
            text += word
            rest = rest[end...]
            // Space between two encoded words is none (RFC 2047 §6.2).
            let next = rest.drop { $0 == " " || $0 == "\t" }
            if next.hasPrefix("=?") { rest = next }
        }
        return text + rest
    }

    private static func word(in text: Substring) -> (String, Substring.Index)? {
        let parts = text.dropFirst(2).split(
            separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].hasPrefix("=") else { return nil }
        let encoding: String.Encoding? =
            switch parts[0].lowercased() {
            case "utf-8", "us-ascii": .utf8
            case "iso-8859-1": .isoLatin1
            case "iso-8859-15", "windows-1252": .windowsCP1252
            default: nil
            }
        let data: Data? =
            switch parts[1].lowercased() {
            case "b": Data(base64Encoded: String(parts[2]))
            case "q": quoted(parts[2])
            default: nil
            }
        guard let encoding, let data, let word = String(data: data, encoding: encoding) else {
            return nil
        }
        return (word, text.index(after: parts[3].startIndex))
    }

    private static func quoted(_ text: Substring) -> Data {
        var bytes = Data()
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let hex = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "="), hex.utf8.count == 2, let value = UInt8(hex, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "_") ? UInt8(ascii: " ") : byte)
            }
        }
        return bytes
    }
}
