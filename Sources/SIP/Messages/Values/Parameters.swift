/// The `;name=value` parameters of a header value or a URI, in order.
///
/// Names compare without case. A value is kept as it was written, quotes included, so that what
/// is passed on is what came; reading it by its name gives the text inside the quotes.
public struct Parameters: Equatable, Sendable {
    /// One parameter.
    public struct Item: Equatable, Sendable {
        /// The name as written.
        public let name: String
        /// The value as written; nil where there is none (`;lr`).
        public let value: String?
    }

    /// All of them, in order.
    public private(set) var items: [Item] = []

    /// No parameters.
    public init() {}

    /// Parameters in the given order; the values are quoted where they need it.
    public init(_ items: KeyValuePairs<String, String?>) {
        for (name, value) in items { set(name, to: value) }
    }

    /// Whether there are none.
    public var isEmpty: Bool { items.isEmpty }

    /// The value of the first parameter of that name, without quotes; nil where it has none.
    public subscript(name: String) -> String? {
        item(name)?.value.map(Escaping.unquoted)
    }

    /// Whether there is a parameter of that name, with or without a value.
    public func contains(_ name: String) -> Bool { item(name) != nil }

    /// Gives a parameter a value, at its place or at the end; nil for a mere flag.
    ///
    /// A value that is no token, host or number is put in quotes.
    public mutating func set(_ name: String, to value: String?) {
        let written = value.map { value in
            !value.isEmpty && value.utf8.allSatisfy(ByteClass.parameterValue.contains)
                ? value : Escaping.quoted(value)
        }
        put(Item(name: name, value: written))
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
            var value: String?
            if scanner.skipSeparator(UInt8(ascii: "=")) {
                let range = scanner.takeQuoted() ?? scanner.take(.parameterValue)
                guard !range.isEmpty else { return nil }
                value = scanner.text(range)
            }
            items.append(Item(name: scanner.text(name), value: value))
        }
    }
}

extension Parameters: CustomStringConvertible {
    /// As they stand in a header: each with its semicolon in front.
    public var description: String {
        var text = ""
        for item in items {
            text += ";"
            text += item.name
            if let value = item.value {
                text += "="
                text += value
            }
        }
        return text
    }
}
