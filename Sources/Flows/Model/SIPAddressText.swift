import Telephony

/// A `sip:` address or a host as the centre file writes it: enough of RFC 3261 §19.1.1 to find the
/// host and to refuse what is no address. Who calls out reads it in full.
struct SIPAddressText: Equatable {
    /// The user part, as written; nil for a host alone.
    let user: String?
    /// The host in lower case, without its port: a name, or an address without brackets.
    let host: String
    /// The port, where one is written.
    let port: UInt16?
    /// Whether messages may go there over TLS: the address says so, or leaves it to the name servers
    /// (RFC 3263 §4.1).
    let mayUseTLS: Bool
    /// What carries messages there; nil where the name servers say it.
    let transport: Centre.Listener.Transport?

    /// Reads `sip:user@host:port;parameters`; nil for anything else.
    init?(_ text: String) {
        guard let scheme = ["sip:", "sips:"].first(where: text.lowercased().hasPrefix) else {
            return nil
        }
        self.init(afterScheme: text.dropFirst(scheme.count), isSecure: scheme == "sips:")
    }

    /// Reads a host with or without a port, or a `sip:` address of one without a user.
    init?(host text: String) {
        if let address = SIPAddressText(text) {
            self = address
        } else {
            self.init(afterScheme: text[...], isSecure: false)
        }
        guard user == nil else { return nil }
    }

    private init?(afterScheme text: Substring, isSecure: Bool) {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            ("!"..."~").contains(scalar) && !"<>\"\\^`{|}".unicodeScalars.contains(scalar)
        }
        guard isPlain else { return nil }
        var rest = text
        if let at = text.lastIndex(of: "@") {
            guard at != text.startIndex else { return nil }
            user = String(text[..<at])
            rest = text[text.index(after: at)...]
        } else {
            user = nil
        }
        let place = rest.prefix { $0 != ";" && $0 != "?" }
        guard let (host, port) = SIPAddressText.hostAndPort(place) else { return nil }
        self.host = host
        self.port = port
        let parameters = rest.dropFirst(place.count).lowercased()
        mayUseTLS =
            isSecure || parameters.contains(";transport=tls")
            || !parameters.contains(";transport=") && port == nil && IPAddress(host) == nil
        let named = Centre.Listener.Transport.allCases.last {
            parameters.contains(";transport=\($0.rawValue)")
        }
        let usual: Centre.Listener.Transport? =
            port == nil && IPAddress(host) == nil ? nil : .udp
        transport = named ?? (isSecure ? .tls : usual)
    }

    private static func hostAndPort(_ text: Substring) -> (host: String, port: UInt16?)? {
        var host = text
        var port: UInt16?
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
            let digits = text[text.index(after: colon)...]
            guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = UInt16(digits),
                number > 0
            else { return nil }
            port = number
            host = text[..<colon]
        }
        if host.hasPrefix("[") {
            return IPAddress(host).map { ("\($0)", port) }
        }
        guard isHostName(host) else { return nil }
        return (host.lowercased(), port)
    }

    /// Whether it is a name of RFC 1123 §2.1, or an address of version 4.
    private static func isHostName(_ text: Substring) -> Bool {
        guard (1...253).contains(text.utf8.count) else { return false }
        // What only has figures in its last part must be an address.
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if labels.last?.allSatisfy(\.isNumber) == true { return IPAddress(text) != nil }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }
}
