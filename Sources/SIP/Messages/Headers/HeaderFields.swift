/// The headers of a message in their order.
///
/// A value is one line of text without line ends: folded lines were joined when it was read, and
/// control characters become spaces when it is set, so that no text can smuggle in a header.
public struct HeaderFields: Equatable, Sendable {
    /// One header line.
    public struct Field: Equatable, Sendable {
        /// Whose value it is.
        public let name: HeaderName
        /// The text after the colon, without blanks around it.
        public let value: String
    }

    private var fields: [Field] = []

    /// No headers.
    public init() {}

    /// Headers in the given order.
    public init(_ fields: KeyValuePairs<HeaderName, String>) {
        self.fields.reserveCapacity(fields.count)
        for (name, value) in fields { append(name, value) }
    }

    /// The first value of a name as text; setting it replaces all of them, nil removes them.
    public subscript(name: HeaderName) -> String? {
        get { first(name) }
        set {
            if let newValue {
                set(name, newValue)
            } else {
                remove(name)
            }
        }
    }

    /// The value of the first line of that name; it may be a list.
    public func first(_ name: HeaderName) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// The values of all lines of that name, in order; each may be a list.
    public func all(_ name: HeaderName) -> [String] {
        fields.compactMap { $0.name == name ? $0.value : nil }
    }

    /// The values of all lines of that name, cut at the commas outside of quotes and brackets.
    public func list(_ name: HeaderName) -> [String] {
        all(name).flatMap(HeaderList.elements)
    }

    /// Whether a list of tokens (`Supported`, `Require`, `Allow`) has a token, in any case.
    public func list(_ name: HeaderName, contains token: String) -> Bool {
        list(name).contains { sameIgnoringCase($0, token) }
    }

    /// Whether there is a line of that name.
    public func contains(_ name: HeaderName) -> Bool {
        fields.contains { $0.name == name }
    }

    /// Adds a line at the end.
    public mutating func append(_ name: HeaderName, _ value: String) {
        fields.append(Field(name: name, value: Escaping.singleLine(value)))
    }

    /// Adds a line before all others, as a hop adds its Via.
    public mutating func prepend(_ name: HeaderName, _ value: String) {
        fields.insert(Field(name: name, value: Escaping.singleLine(value)), at: 0)
    }

    /// Gives a name this value alone: in its first line, others are removed; or at the end.
    public mutating func set(_ name: HeaderName, _ value: String) {
        guard let index = fields.firstIndex(where: { $0.name == name }) else {
            append(name, value)
            return
        }
        replace(at: index, value)
        let rest = fields.indices.dropFirst(index + 1)
        guard rest.contains(where: { fields[$0].name == name }) else { return }
        fields = Array(fields[...index]) + fields[(index + 1)...].filter { $0.name != name }
    }

    /// Replaces the value of the first line of a name; the others stay.
    public mutating func setFirst(_ name: HeaderName, _ value: String) {
        guard let index = fields.firstIndex(where: { $0.name == name }) else {
            append(name, value)
            return
        }
        replace(at: index, value)
    }

    /// Removes all lines of a name.
    public mutating func remove(_ name: HeaderName) {
        fields.removeAll { $0.name == name }
    }

    private mutating func replace(at index: Int, _ value: String) {
        fields[index] = Field(name: fields[index].name, value: Escaping.singleLine(value))
    }

    /// Takes over a line that is known to be clean.
    mutating func append(_ field: Field) { fields.append(field) }

    mutating func reserveCapacity(_ count: Int) { fields.reserveCapacity(count) }
}

extension HeaderFields: RandomAccessCollection {
    /// Where the first line is.
    public var startIndex: Int { 0 }
    /// Where the next line would be.
    public var endIndex: Int { fields.count }
    /// A line by its place, 0..<count.
    public subscript(index: Int) -> Field { fields[index] }
}
