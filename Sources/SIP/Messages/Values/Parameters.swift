/// The `;name=value` parameters of a header value or a URI, in order.
///
/// Names compare without case. Values are plain text: quotes and escapes are resolved when they are
/// read and put back when they are written.
public struct Parameters: Equatable, Sendable {
    /// One parameter.
    public struct Item: Equatable, Sendable {
        /// The name as written.
        public let name: String
        /// The value without quotes and escapes; nil where there is none (`;lr`).
        public let value: String?
        /// Whether it came in quotes, and so goes out in quotes.
        let isQuoted: Bool

        init(name: String, value: String?, isQuoted: Bool = false) {
            self.name = name
            self.value = value
            self.isQuoted = isQuoted
        }

        /// Compares what is meant, in quotes or not.
        public static func == (one: Item, other: Item) -> Bool {
            one.name == other.name && one.value == other.value
        }
    }

    /// All of them, in order.
    public private(set) var items: [Item] = []

    /// No parameters.
    public init() {}

    /// Parameters in the given order.
    public init(_ items: KeyValuePairs<String, String?>) {
        for (name, value) in items { set(name, to: value) }
    }

    /// Whether there are none.
    public var isEmpty: Bool { items.isEmpty }

    /// The value of the first parameter of that name; nil where it has none.
    public subscript(name: String) -> String? {
        item(name)?.value
    }

    /// Whether there is a parameter of that name, with or without a value.
    public func contains(_ name: String) -> Bool { item(name) != nil }

    /// Gives a parameter a value, at its place or at the end; nil for a mere flag.
    public mutating func set(_ name: String, to value: String?) {
        put(Item(name: name, value: value))
    }

    /// Removes a parameter.
    public mutating func remove(_ name: String) {
        items.removeAll { sameIgnoringCase($0.name, name) }
    }

    private func item(_ name: String) -> Item? {
        items.first { sameIgnoringCase($0.name, name) }
    }

    private mutating func put(_ item: Item) {
        if let index = items.firstIndex(where: { sameIgnoringCase($0.name, item.name) }) {
            items[index] = item
        } else {
            items.append(item)
        }
    }

    mutating func append(_ item: Item) { items.append(item) }
}

extension Parameters {
    /// More parameters on one value than any phone writes.
    static let mostItems = 64

    /// Takes `;name=value` as long as they come; nil where a `;` is followed by no parameter.
    init?(scanner: inout ByteScanner) {
        while scanner.skipSeparator(UInt8(ascii: ";")) {
            let name = scanner.take(.token)
            guard !name.isEmpty, items.count < Parameters.mostItems else { return nil }
            guard let item = Parameters.item(scanner.text(name), &scanner) else { return nil }
            items.append(item)
        }
    }

    private static func item(_ name: String, _ scanner: inout ByteScanner) -> Item? {
        guard scanner.skipSeparator(UInt8(ascii: "=")) else { return Item(name: name, value: nil) }
        if let quoted = scanner.takeQuoted() {
            let value = Escaping.unquoted(scanner.text(quoted))
            return Item(name: name, value: value, isQuoted: true)
        }
        let value = scanner.take(.parameterValue)
        return value.isEmpty ? nil : Item(name: name, value: scanner.text(value))
    }
}

extension Parameters.Item {
    fileprivate var needsQuotes: Bool {
        guard let value, !isQuoted else { return isQuoted }
        return value.isEmpty || !value.utf8.allSatisfy(ByteClass.parameterValue.contains)
    }
}

extension Parameters: CustomStringConvertible {
    /// As they stand in a header: each with its semicolon in front, the value in quotes where it
    /// came in quotes or is no token, host or number.
    public var description: String {
        var text = ""
        for item in items {
            text += ";"
            text += item.name
            if let value = item.value {
                text += "="
                text += item.needsQuotes ? Escaping.quoted(value) : value
            }
        }
        return text
    }
}
