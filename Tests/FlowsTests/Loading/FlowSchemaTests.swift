import Foundation
import Testing

@testable import Flows

@Suite struct FlowSchemaTests {
    @Test(arguments: FlowSchema.allCases)
    func `a schema is JSON and always the same`(_ schema: FlowSchema) throws {
        let object = try JSONSerialization.jsonObject(with: Data(schema.json.utf8))
        let members = try #require(object as? [String: Any])
        #expect(members["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema.json == schema.json)
    }

    @Test(arguments: FlowSchema.allCases)
    func `a schema has the keys of the loader's table, and no others`(
        _ schema: FlowSchema
    ) throws {
        let object = try JSONSerialization.jsonObject(with: Data(schema.json.utf8))
        #expect(Self.keys(inSchema: object) == Self.keys(in: schema.shape))
    }

    @Test func `every word of the language stands in one of the schemas`() {
        let written = FlowSchema.allCases.reduce(into: Set<String>()) {
            $0.formUnion(Self.keys(in: $1.shape))
        }
        #expect(written == Set(Word.allCases.map(\.rawValue)))
    }

    @Test(arguments: FlowSchema.allCases)
    func `every reference of a schema is defined`(_ schema: FlowSchema) throws {
        let object = try JSONSerialization.jsonObject(with: Data(schema.json.utf8))
        let members = try #require(object as? [String: Any])
        let definitions = Set((members["$defs"] as? [String: Any] ?? [:]).keys)
        let references = schema.json.matches(of: /"\$ref": "#\/\$defs\/([a-z-]+)"/)
            .map { String($0.1) }
        #expect(Set(references) == definitions)
    }

    private static func keys(inSchema value: Any) -> Set<String> {
        var keys: Set<String> = []
        if let members = value as? [String: Any] {
            if let properties = members["properties"] as? [String: Any] {
                keys.formUnion(properties.keys)
            }
            for member in members.values { keys.formUnion(Self.keys(inSchema: member)) }
        } else if let items = value as? [Any] {
            for item in items { keys.formUnion(Self.keys(inSchema: item)) }
        }
        return keys
    }

    private static func keys(in shape: Shape) -> Set<String> {
        switch shape {
        case .scalar: []
        case .named(_, let shape), .list(let shape, _), .dictionary(_, let shape):
            keys(in: shape)
        case .either(let shapes): shapes.reduce(into: []) { $0.formUnion(keys(in: $1)) }
        case .table(let table): keys(in: table)
        case .variants(let variants):
            variants.reduce(into: []) { $0.formUnion(keys(in: $1.table)) }
        }
    }

    private static func keys(in table: Table) -> Set<String> {
        table.fields.reduce(into: []) { keys, field in
            keys.insert(field.word.rawValue)
            keys.formUnion(Self.keys(in: field.shape))
        }
    }
}
