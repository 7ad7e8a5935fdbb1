import Telephony

/// A comment of a file.
struct SourceComment: Hashable, Sendable {
    /// The line, from 1.
    var line: Int
    /// The column of its mark, from 1.
    var column: Int
    /// The text with its mark.
    var text: String
    /// Whether nothing else stands in its line.
    var isAlone: Bool
    /// Whether the line before is blank.
    var followsBlank: Bool
}

extension SourceComment {
    /// The comments of a file that has been read: marks within texts are none.
    static func comments(of source: SourceText, root: YAMLNode) -> [SourceComment] {
        var texts = WrittenTexts(source)
        texts.add(root, indent: -1)
        return source.lines.indices.compactMap { index in
            comment(in: source.lines[index], number: index + 1, source, texts)
        }
    }

    private static func comment(
        in line: [Unicode.Scalar], number: Int, _ source: SourceText, _ texts: WrittenTexts
    ) -> SourceComment? {
        guard !texts.lines.contains(number) else { return nil }
        for (index, scalar) in line.enumerated() where scalar == "#" {
            let isFirst = index == 0 || line[index - 1] == " " || line[index - 1] == "\t"
            guard isFirst, !texts.covers(line: number, column: index + 1) else { continue }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: line[index...])
            return SourceComment(
                line: number, column: index + 1, text: String(text).withoutSpacesBehind,
                isAlone: line[..<index].allSatisfy { $0 == " " || $0 == "\t" },
                followsBlank: source.isBlank(line: number - 1))
        }
        return nil
    }
}

extension SourceText {
    /// Whether a line holds nothing but spaces; one before the first does not count.
    func isBlank(line number: Int) -> Bool {
        guard lines.indices.contains(number - 1) else { return false }
        return lines[number - 1].allSatisfy { $0 == " " || $0 == "\t" }
    }
}

extension String {
    var withoutSpacesBehind: String {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}

/// Where a file holds texts in quotes or in blocks, in which `#` is a letter like others.
private struct WrittenTexts {
    private let source: SourceText
    /// The lines that belong to blocks.
    private(set) var lines: Set<Int> = []
    /// From quote to quote.
    private var quotes: [(begin: (line: Int, column: Int), end: (line: Int, column: Int))] = []

    init(_ source: SourceText) { self.source = source }

    func covers(line: Int, column: Int) -> Bool {
        quotes.contains { $0.begin <= (line, column) && (line, column) <= $0.end }
    }

    mutating func add(_ node: YAMLNode, indent: Int) {
        switch node.content {
        case .scalar(let scalar): add(scalar, indent: indent)
        case .sequence(let items):
            for item in items { add(item, indent: node.position.column - 1) }
        case .mapping(let entries):
            for entry in entries {
                add(entry.key, indent: indent)
                add(entry.value, indent: entry.key.position.column - 1)
            }
        }
    }

    private mutating func add(_ scalar: YAMLScalar, indent: Int) {
        switch scalar.style {
        case .plain: return
        case .singleQuoted: addQuotes(scalar, "'")
        case .doubleQuoted: addQuotes(scalar, "\"")
        case .literal, .folded: addBlock(scalar, indent: indent)
        }
    }

    private mutating func addQuotes(_ scalar: YAMLScalar, _ quote: Unicode.Scalar) {
        var (line, column) = (scalar.position.line, scalar.position.column + 1)
        while line <= source.lines.count {
            let text = source.lines[line - 1]
            while column <= text.count {
                let mark = text[column - 1]
                if mark == "\\", quote == "\"" {
                    column += 2
                } else if mark == quote, quote == "'", column < text.count, text[column] == "'" {
                    column += 2
                } else if mark == quote {
                    quotes.append(
                        ((scalar.position.line, scalar.position.column), (line, column)))
                    return
                } else {
                    column += 1
                }
            }
            line += 1
            column = 1
        }
    }

    private mutating func addBlock(_ scalar: YAMLScalar, indent: Int) {
        let header = source.line(scalar.position.line).unicodeScalars
            .dropFirst(scalar.position.column)
        let written = header.prefix(2).compactMap { $0.properties.numericType == nil ? nil : $0 }
        var wanted = written.first.flatMap { Int(String($0)) }.map { max(indent, 0) + $0 }
        for number
            in (scalar.position.line + 1)...max(
                scalar.position.line + 1, source.lines.count)
        {
            guard source.lines.indices.contains(number - 1) else { return }
            if source.isBlank(line: number) {
                lines.insert(number)
                continue
            }
            let own = source.lines[number - 1].prefix { $0 == " " }.count
            guard own > indent, own >= wanted ?? own else { return }
            wanted = wanted ?? own
            lines.insert(number)
        }
    }
}
