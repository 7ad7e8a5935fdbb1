/// A URL that a request may go to.
struct EndpointURL: Hashable, Sendable {
    /// The whole URL, as it was written.
    let text: String

    /// Checks a URL of the centre file.
    init(_ text: String, endpoint: String) throws(WebClientError) {
        func failure(_ reason: WebClientError.Reason) -> WebClientError {
            WebClientError(reason: reason, endpoint: endpoint)
        }
        guard text.utf8.allSatisfy({ Self.allowed.contains($0) }) else {
            throw failure(.character)
        }
        let lowercased = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lowercased.hasPrefix) else {
            throw failure(.scheme)
        }
        guard !text.contains("#") else { throw failure(.fragment) }
        let authority = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw failure(.userInfo) }
        // An IPv6 address stands in brackets, with colons of its own (RFC 3986 §3.2.2).
        let afterHost =
            authority.hasPrefix("[")
            ? authority.drop { $0 != "]" }.dropFirst() : authority.drop { $0 != ":" }
        guard authority.count > afterHost.count else { throw failure(.noHost) }
        if !afterHost.isEmpty {
            guard afterHost.hasPrefix(":"), let port = UInt16(afterHost.dropFirst()), port > 0
            else { throw failure(.port) }
        }
        self.text = text
    }

    /// The URL with values in its query, after those it has.
    func adding(_ values: [(name: String, value: String)]) -> String {
        guard !values.isEmpty else { return text }
        let query = values.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
            .joined(separator: "&")
        guard let mark = text.firstIndex(of: "?") else { return text + "?" + query }
        let isOpen = text[mark...] == "?" || text.hasSuffix("&")
        return text + (isOpen ? "" : "&") + query
    }

    /// Everything but letters, digits and `-._~` becomes `%XX` (RFC 3986 §2.1, §2.3).
    private static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if unreserved.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexDigits[Int(byte >> 4)])
                bytes.append(hexDigits[Int(byte & 0x0F)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
    private static let unreserved = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    private static let allowed = unreserved.union(":/?#[]@!$&'()*+,;=%".utf8)
}
