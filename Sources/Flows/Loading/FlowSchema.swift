/// The JSON Schema (draft 2020-12) of the files that designers write, for editors.
///
/// Made from the table that the loader reads files by, so that the two can't differ.
public enum FlowSchema: String, CaseIterable, Sendable {
    case flow
    case centre
    case prompts
    case simulation

    /// The schema, two spaces a level, a line end last; always the same text.
    public var json: String {
        var writer = SchemaWriter()
        let root = writer.root(shape)
        var members: [(String, JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string(title)),
        ]
        if case .object(let root) = root { members += root }
        let definitions = writer.definitions.sorted { $0.key < $1.key }
        if !definitions.isEmpty { members.append(("$defs", .object(definitions))) }
        return JSONText.object(members).written() + "\n"
    }

    var shape: Shape {
        switch self {
        case .flow: FlowLanguage.flow
        case .centre: FlowLanguage.centre
        case .prompts: FlowLanguage.prompts
        case .simulation: FlowLanguage.simulation
        }
    }

    private var title: String {
        switch self {
        case .flow: "A call flow of Allo"
        case .centre: "The centre file of Allo"
        case .prompts: "The prompts of Allo in one language"
        case .simulation: "A simulation of Allo: who calls, and who is there to answer"
        }
    }
}

/// Turns shapes into schemas.
private struct SchemaWriter {
    var definitions: [String: JSONText] = [:]
    /// Whether the file adds to another, in which all that it needs may stand.
    private var isPart = false

    /// The schema of a whole file: of one that adds to another where it says so.
    mutating func root(_ shape: Shape) -> JSONText {
        guard case .table(let table) = shape, let extending = table.extending else {
            return schema(shape)
        }
        let whole = schema(shape)
        isPart = true
        defer { isPart = false }
        return .object([
            ("if", .object([("required", .strings([extending.by.rawValue]))])),
            ("then", schema(shape)), ("else", whole),
        ])
    }

    mutating func schema(_ shape: Shape) -> JSONText {
        switch shape {
        case .scalar(let kind): return .object(kind.schema)
        case .named(let name, let shape):
            if definitions[name] == nil {
                // Said first, so that a shape within itself would not go on for ever.
                definitions[name] = .null
                definitions[name] = schema(shape)
            }
            return .object([("$ref", .string("#/$defs/\(name)"))])
        case .list(let item, let count):
            return .object([
                ("type", .string("array")), ("items", schema(item)),
                ("minItems", .number(count.lowerBound)), ("maxItems", .number(count.upperBound)),
            ])
        case .dictionary(let keys, let values):
            return .object([
                ("type", .string("object")), ("minProperties", .number(1)),
                ("propertyNames", .object(keys.keySchema)),
                ("additionalProperties", schema(values)),
            ])
        case .table(let table): return schema(table)
        case .either(let shapes): return .object([("anyOf", .array(shapes.map { schema($0) }))])
        case .variants(let variants):
            return .object([("oneOf", .array(variants.map { schema($0.table) }))])
        }
    }

    private mutating func schema(_ table: Table) -> JSONText {
        var members: [(String, JSONText)] = [("type", .string("object"))]
        let properties = table.fields.map { field -> (String, JSONText) in
            var property: [(String, JSONText)] = [("description", .string(field.summary))]
            if case .object(let schema) = schema(field.shape) { property += schema }
            return (field.word.rawValue, .object(property))
        }
        members.append(("properties", .object(properties)))
        let required = table.fields.filter { field in
            field.isRequired
                && (!isPart || table.extending?.needs.contains(field.word) == true)
        }.map(\.word.rawValue)
        if !required.isEmpty { members.append(("required", .strings(required))) }
        if !table.oneOf.isEmpty, !isPart {
            let alternatives = table.oneOf.map { word in
                JSONText.object([("required", .strings([word.rawValue]))])
            }
            members.append(("oneOf", .array(alternatives)))
        }
        if let others = table.others {
            members.append(
                (
                    "patternProperties",
                    .object([(others.keys.pattern ?? ".", schema(others.values))])
                ))
        }
        members.append(("additionalProperties", .bool(false)))
        return .object(members)
    }
}

extension ScalarKind {
    /// Editors read `8` as a number and `yes` as a truth where Allo reads texts; a schema lets both
    /// through.
    fileprivate var schema: [(String, JSONText)] {
        switch self {
        case .word(let words):
            // `format: 1` is a number for editors.
            let numbers = words.compactMap { Int($0) }.map(JSONText.number)
            return [("enum", .array(words.map(JSONText.string) + numbers))]
        case .language:
            return [("enum", .strings(SpokenLanguage.allCases.map(\.rawValue)))]
        case .yesNo:
            return [
                ("enum", .array([.string("yes"), .string("no"), .bool(true), .bool(false)]))
            ]
        case .integer(let range):
            return [
                ("type", .string("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .text, .plain:
            return [("type", .strings(["string", "number", "boolean"]))]
        case .optionalText:
            return [("type", .strings(["string", "number", "boolean", "null"]))]
        case .expression:
            return [("type", .strings(["string", "number", "boolean"]))]
        case .span, .termKey, .keys:
            return [
                ("type", .strings(["string", "integer"])), ("pattern", .string(pattern ?? "")),
            ]
        case .decimal(let highest):
            return [
                ("type", .string("number")), ("minimum", .number(0)),
                ("maximum", .number(Int(highest))),
            ]
        case .name, .target, .duration, .distribution, .patience, .day, .volume, .serviceLevel:
            return [("type", .string("string")), ("pattern", .string(pattern ?? ""))]
        }
    }

    /// The schema of a text that is a key, and so a string for editors too.
    fileprivate var keySchema: [(String, JSONText)] {
        switch self {
        case .language: schema
        default: pattern.map { [("pattern", .string($0))] } ?? [("minLength", .number(1))]
        }
    }

    /// A span of time within a pattern.
    private static let span = "([0-9]+(d|h|ms|m|s))+"

    /// A distribution within a pattern.
    private static let distributions =
        "(constant +)?\(span)|exponential +\(span)"
        + "|(lognormal|gamma) +mean +\(span) +sd +\(span)|uniform +\(span)\\.\\.\(span)"

    /// A regular expression (ECMA-262 with the u flag) that the text matches.
    fileprivate var pattern: String? {
        switch self {
        case .name: "^\\p{L}[\\p{L}\\p{M}\\p{Nd}-]{0,63}$"
        case .target:
            "^(return( +\\p{L}[\\p{L}\\p{M}\\p{Nd}-]{0,63})?|\\p{L}[\\p{L}\\p{M}\\p{Nd}-]{0,63})$"
        case .duration: "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"
        case .distribution: "^(\(Self.distributions))$"
        case .patience: "^(never|\(Self.distributions))$"
        case .day: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        case .volume: "^[0-9]+(\\.[0-9]+)? +(an? +(year|month|week|day|hour)|in +all)$"
        case .serviceLevel: "^[0-9]+(\\.[0-9]+)?/\(Self.span)$"
        case .keys: "^(star|hash|[0-9*#]{1,8})$"
        case .termKey: "^(none|star|hash|[0-9*#])$"
        case .span: "^[0-9]+(\\.\\.[0-9]+)?$"
        case .language: "^(" + SpokenLanguage.allCases.map(\.rawValue).joined(separator: "|") + ")$"
        case .text, .optionalText, .plain, .expression, .yesNo, .integer, .decimal, .word: nil
        }
    }
}
