/// A JSON text as a value (RFC 8259).
///
/// Numbers keep the digits they were written with, so that `12.50` stays `12.50`.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number as written.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// The members in the order in which they were written; no name occurs twice.
    case object([Member])

    /// A name in an object, with its value.
    package struct Member: Hashable, Sendable {
        /// The name.
        package var name: String
        /// The value.
        package var value: JSONValue

        /// Names a value.
        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// A whole number.
    package static func integer(_ number: some BinaryInteger) -> JSONValue {
        .number(String(number))
    }
}
