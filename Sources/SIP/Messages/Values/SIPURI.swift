/// A `sip:` or `sips:` address (RFC 3261 §19.1), its escapes resolved.
///
/// Two are equal as RFC 3261 §19.1.4 compares them.
///
/// ```swift
/// SIPURI("sip:accueil@192.0.2.1:5060;transport=tcp")?.user  // "accueil"
/// ```
public struct SIPURI: Sendable {
    /// Whether every hop must be TLS (`sips:`).
    public var isSecure: Bool
    /// Who is meant at the host; nil where the URI names only a host.
    public var user: String?
    /// A password that should not be there; never written to a log.
    public var password: String?
    /// Where the user is.
    public var host: Host
    /// The port; nil lets the look-up decide (RFC 3263), which is not the same as 5060.
    public var port: UInt16?
    /// `transport`, `user`, `lr`, `maddr` … with their escapes resolved.
    public var parameters: Parameters
    /// The headers a request made from this URI shall carry, in order.
    public var headers: Parameters

    /// Puts an address together from its parts.
    public init(
        isSecure: Bool = false, user: String? = nil, host: Host, port: UInt16? = nil,
        parameters: Parameters = Parameters()
    ) {
        self.isSecure = isSecure
        self.user = user
        self.password = nil
        self.host = host
        self.port = port
        self.parameters = parameters
        self.headers = Parameters()
    }

    /// Reads a URI; nil where it is no `sip:` or `sips:` URI.
    public init?(_ text: String) {
        guard let uri = text.scanned({ SIPURI(bytes: $0.bytes($0.rest)) }) else { return nil }
        self = uri
    }

    /// The `transport` parameter; nil where there is none or Allo does not speak it.
    public var transport: Transport? { parameters["transport"].flatMap(Transport.init) }

    /// Whether it marks a loose router (RFC 3261 §19.1.1).
    public var isLooseRouter: Bool { parameters.contains("lr") }
}

extension SIPURI {
    /// Reads bytes that hold one URI and nothing else.
    init?(bytes: UnsafeBufferPointer<UInt8>) {
        var scanner = ByteScanner(bytes)
        if scanner.skip("sip:") {
            isSecure = false
        } else if scanner.skip("sips:") {
            isSecure = true
        } else {
            return nil
        }
        let start = scanner.position
        user = nil
        password = nil
        let userPart = scanner.take(upTo: UInt8(ascii: "@"))
        if scanner.isAtEnd {
            scanner.move(to: start)
        } else {
            guard let (user, password) = SIPURI.userInformation(scanner.bytes(userPart)) else {
                return nil
            }
            self.user = user
            self.password = password
            _ = scanner.skip(UInt8(ascii: "@"))
        }
        guard let host = Host(scanner: &scanner) else { return nil }
        self.host = host
        port = nil
        if scanner.skip(UInt8(ascii: ":")) {
            guard let number = scanner.takeNumber(upTo: 65535) else { return nil }
            port = UInt16(truncatingIfNeeded: number)
        }
        guard let parameters = SIPURI.parameters(&scanner) else { return nil }
        self.parameters = parameters
        guard let headers = SIPURI.headers(&scanner), scanner.isAtEnd else { return nil }
        self.headers = headers
    }

    private static func userInformation(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (user: String, password: String?)? {
        guard !bytes.isEmpty else { return nil }
        var scanner = ByteScanner(bytes)
        let user = scanner.take(upTo: UInt8(ascii: ":"))
        guard !user.isEmpty, isPart(scanner.bytes(user), .user),
            let userText = Escaping.resolved(scanner.bytes(user))
        else { return nil }
        guard scanner.skip(UInt8(ascii: ":")) else { return (userText, nil) }
        let password = scanner.bytes(scanner.rest)
        guard isPart(password, .password), let passwordText = Escaping.resolved(password) else {
            return nil
        }
        return (userText, passwordText)
    }

    /// Whether the bytes may stand in a part of a URI; what phones forget to escape may.
    private static func isPart(
        _ bytes: UnsafeBufferPointer<UInt8>, _ set: ByteClass
    ) -> Bool {
        bytes.allSatisfy { set.contains($0) || $0 == UInt8(ascii: "%") || tolerated.contains($0) }
    }

    /// What should be escaped and often is not, without being mistaken for anything else.
    private static let tolerated = ByteClass("#[]{}|^`", beyondASCII: true)

    private static func parameters(_ scanner: inout ByteScanner) -> Parameters? {
        var parameters = Parameters()
        while scanner.skip(UInt8(ascii: ";")) {
            guard parameters.items.count < Parameters.mostItems,
                let item = item(&scanner, .uriParameter)
            else { return nil }
            parameters.append(item)
        }
        return parameters
    }

    private static func headers(_ scanner: inout ByteScanner) -> Parameters? {
        var headers = Parameters()
        guard scanner.skip(UInt8(ascii: "?")) else { return headers }
        repeat {
            guard headers.items.count < Parameters.mostItems,
                let item = item(&scanner, .uriHeader), item.value != nil
            else { return nil }
            headers.append(item)
        } while scanner.skip(UInt8(ascii: "&"))
        return headers
    }

    private static func item(
        _ scanner: inout ByteScanner, _ set: ByteClass
    ) -> Parameters.Item? {
        let isParameter = set.contains(UInt8(ascii: "&"))
        func part() -> String? {
            let start = scanner.position
            while let byte = scanner.peek,
                set.contains(byte) && byte != UInt8(ascii: "&") || byte == UInt8(ascii: "%")
                    || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "&") && isParameter
            {
                scanner.move(to: scanner.position + 1)
            }
            return Escaping.resolved(scanner.bytes(start..<scanner.position))
        }
        guard let name = part(), !name.isEmpty else { return nil }
        guard scanner.skip(UInt8(ascii: "=")) else {
            return Parameters.Item(name: name, value: nil)
        }
        return part().map { Parameters.Item(name: name, value: $0) }
    }
}

extension SIPURI: CustomStringConvertible {
    /// As it is sent, escaped where it must be.
    public var description: String {
        var text = isSecure ? "sips:" : "sip:"
        if let user {
            text += Escaping.escaped(user, allowing: .user)
            if let password {
                text += ":"
                text += Escaping.escaped(password, allowing: .password)
            }
            text += "@"
        }
        text += host.description
        if let port {
            text += ":"
            text += String(port)
        }
        for item in parameters.items {
            text += ";"
            text += Escaping.escaped(item.name, allowing: .uriParameter)
            if let value = item.value {
                text += "="
                text += Escaping.escaped(value, allowing: .uriParameter)
            }
        }
        for (index, item) in headers.items.enumerated() {
            text += index == 0 ? "?" : "&"
            text += Escaping.escaped(item.name, allowing: .uriHeader)
            text += "="
            text += Escaping.escaped(item.value ?? "", allowing: .uriHeader)
        }
        return text
    }
}
