/// The parameters of a challenge or of credentials: `Digest realm="…", nonce="…"`.
struct AuthenticationParameters {
    private static let most = 32

    private var items: [(name: String, value: String)] = []

    /// Reads a header value; nil where it is not of the Digest scheme or is broken.
    init?(_ text: String) {
        let items = text.read { scanner -> [(name: String, value: String)]? in
            guard scanner.skip("Digest"), let next = scanner.peek, ByteClass.blank.contains(next)
            else { return nil }
            return scanner.takeList { scanner in
                let name = scanner.take(.token)
                guard !name.isEmpty, scanner.skipSeparator(UInt8(ascii: "=")) else { return nil }
                guard let quoted = scanner.takeQuoted() else {
                    let value = scanner.take(.parameterValue)
                    return value.isEmpty ? nil : (scanner.text(name), scanner.text(value))
                }
                return (scanner.text(name), Escaping.unquoted(scanner.text(quoted)))
            }
        }
        guard let items, items.count <= AuthenticationParameters.most else { return nil }
        self.items = items
    }

    /// The value of a parameter without its quotes; nil where it is missing.
    subscript(name: String) -> String? {
        items.first { sameIgnoringCase($0.name, name) }?.value
    }
}
