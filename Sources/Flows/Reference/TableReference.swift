/// The keys of a mapping as a table of Markdown.
struct TableReference {
    private let table: Table
    /// Whether tables within it are told elsewhere.
    private let isFlat: Bool

    init(_ table: Table, isFlat: Bool = false) {
        self.table = table
        self.isFlat = isFlat
    }

    var text: String {
        MarkdownTable(["key", "holds", "for"], rows(table, prefix: "")).text
    }

    private func rows(_ table: Table, prefix: String) -> [[String]] {
        var rows: [[String]] = []
        for field in table.fields {
            let name = "`\(prefix)\(field.word.rawValue)`" + (field.isRequired ? ", required" : "")
            rows.append([name, Self.words(field.shape), field.summary])
            guard !isFlat, let inner = Self.innerTable(field.shape), !Self.isPart(field.shape)
            else { continue }
            rows += self.rows(inner, prefix: "\(prefix)\(field.word.rawValue) / ")
        }
        if let others = table.others {
            rows.append([Self.words(.scalar(others.keys)), Self.words(others.values), ""])
        }
        return rows
    }

    /// The table that a shape is, or that stands behind each of its names or in each of its items.
    static func innerTable(_ shape: Shape) -> Table? {
        if isPart(shape) { return nil }
        switch shape.unnamed {
        case .table(let table): return table
        case .dictionary(_, let values): return innerTable(values)
        case .list(let item, _): return innerTable(item)
        case .either(let shapes): return shapes.lazy.compactMap(innerTable).first
        case .scalar, .variants, .named: return nil
        }
    }

    /// Whether a shape has a section of its own.
    private static func isPart(_ shape: Shape) -> Bool {
        guard case .named(let name, _) = shape else { return false }
        return ["saying", "item", "escalation", "wording", "choice", "escape", "step"]
            .contains(name)
    }

    /// As ``words(_:)``, as a sentence.
    static func sentence(_ shape: Shape) -> String {
        let words = words(shape)
        return words.prefix(1).uppercased() + words.dropFirst() + "."
    }

    /// What stands behind a key, in words.
    static func words(_ shape: Shape) -> String {
        switch shape {
        case .named(let name, let inner):
            switch name {
            case "expression": "an expression"
            case "target": "a target"
            case "yes-no": "`yes` or `no`"
            case "saying": "what is said"
            case "item": "one thing to say"
            case "escalation": "what is said at each failure"
            case "wording": "a text, in one language or in several"
            case "choice": "a choice"
            case "escape": "choices by key"
            case "step": "a step"
            default: words(inner)
            }
        case .scalar(let kind): kind.words
        case .table: "a mapping"
        case .dictionary(let keys, let values): "by \(keys.noun): \(words(values))"
        case .list(let item, let count): "a list of up to \(count.upperBound): \(words(item))"
        case .either(let shapes): shapes.map(words).joined(separator: "; or ")
        case .variants: "a mapping"
        }
    }
}

extension ScalarKind {
    /// What a text is read as, in words.
    fileprivate var words: String {
        switch self {
        case .name: "a name"
        case .target: "a target"
        case .text: "a text"
        case .optionalText: "a text, or nothing"
        case .expression: "an expression"
        case .yesNo: "`yes` or `no`"
        case .integer(let range): "a number, \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "a span of time, \(ScalarReading.text(milliseconds: range.lowerBound)) to "
                + ScalarReading.text(milliseconds: range.upperBound)
        case .keys: "keys"
        case .termKey: "a key, or `none`"
        case .span(let range):
            "a number or a range, within \(range.lowerBound)..\(range.upperBound)"
        case .language: "a language"
        case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .plain: "a text"
        case .distribution: Distribution.forms
        case .patience: Distribution.patienceForms
        case .decimal(let highest): "a number, 0 to \(Int(highest)), that may have decimals"
        case .day: "a day, as 2026-11-23"
        case .volume: "so many calls, as `24000 a month`"
        case .serviceLevel: "a service level, as `80/20s`"
        }
    }

    /// What keys of this kind are, in a word.
    fileprivate var noun: String {
        switch self {
        case .name: "name"
        case .keys: "key"
        case .language: "language"
        default: "text"
        }
    }
}

/// A table of Markdown.
struct MarkdownTable {
    let header: [String]
    let rows: [[String]]

    init(_ header: [String], _ rows: [[String]]) {
        self.header = header
        self.rows = rows
    }

    var text: String {
        ([header, header.map { _ in "---" }] + rows).map { row in
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }
}
