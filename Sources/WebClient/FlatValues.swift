import Telephony

/// The values of a JSON object by names with dots: `{"a":{"b":[1,2]}}` is `a.b.0` and `a.b.1`.
///
/// Numbers stay as they were written, truth is `true` and `false`, null is no value.
struct FlatValues {
    /// The most values that an answer may bring.
    static let most = 1_000

    private var values: [String: String] = [:]

    /// The values in the order of their names; nil where it is no object, where there are too many,
    /// and where two would have one name.
    static func of(_ json: JSONValue) -> [WebRequest.Parameter]? {
        guard case .object(let members) = json else { return nil }
        var flat = FlatValues()
        for member in members {
            guard flat.add(member.value, named: member.name) else { return nil }
        }
        return flat.values.map { WebRequest.Parameter(name: $0.key, value: $0.value) }
            .sorted { $0.name < $1.name }
    }

    private mutating func add(_ json: JSONValue, named name: String) -> Bool {
        switch json {
        case .null: true
        case .bool(let value): keep(value ? "true" : "false", named: name)
        case .number(let text), .string(let text): keep(text, named: name)
        case .array(let elements):
            elements.enumerated().allSatisfy { add($0.element, named: "\(name).\($0.offset)") }
        case .object(let members):
            members.allSatisfy { add($0.value, named: "\(name).\($0.name)") }
        }
    }

    private mutating func keep(_ text: String, named name: String) -> Bool {
        guard values.count < Self.most else { return false }
        return values.updateValue(text, forKey: name) == nil
    }
}
