import Telephony

extension SourceText {
    /// Where a part of a scalar stands in the file: quotes, escapes, folded lines and the
    /// indentation of a block are left out of its text. The offset is in Unicode scalars from the
    /// start of that text.
    func position(of offset: Int, in scalar: YAMLScalar) -> SourcePosition {
        var cursor = ScalarCursor(lines: lines, scalar: scalar)
        for wanted in scalar.text.unicodeScalars.prefix(max(offset, 0)) {
            cursor.advance(over: wanted)
        }
        return position(line: cursor.line + 1, column: cursor.column + 1)
    }
}

/// Walks over the written form of a scalar, one scalar of its text at a time.
private struct ScalarCursor {
    let lines: [[Unicode.Scalar]]
    let style: YAMLScalar.Style
    /// The indentation of a block; nil for what is not one.
    let indentation: Int?
    var line: Int
    var column: Int

    init(lines: [[Unicode.Scalar]], scalar: YAMLScalar) {
        self.lines = lines
        style = scalar.style
        line = scalar.position.line - 1
        column = scalar.position.column - 1
        switch scalar.style {
        case .plain: indentation = nil
        case .singleQuoted, .doubleQuoted:
            indentation = nil
            column += 1
        case .literal, .folded:
            line += 1
            let first = lines.dropFirst(line).first { $0.contains { $0 != " " } } ?? []
            indentation = first.prefix { $0 == " " }.count
            column = indentation ?? 0
        }
    }

    private var current: Unicode.Scalar? {
        guard lines.indices.contains(line), lines[line].indices.contains(column) else { return nil }
        return lines[line][column]
    }

    /// Steps over what one scalar of the text was written as.
    mutating func advance(over wanted: Unicode.Scalar) {
        if wanted == "\n" || wanted == " ", current != wanted || restIsBlank {
            if current == "\\", style == .doubleQuoted { return skipEscape() }
            return skipBreak(until: wanted)
        }
        switch (style, current) {
        case (.doubleQuoted, "\\"?): skipEscape()
        case (.singleQuoted, "'"?): column += 2
        case (_, nil) where line + 1 < lines.count:
            nextLine()
            advance(over: wanted)
        default: column += 1
        }
    }

    private var restIsBlank: Bool {
        indentation == nil && lines.indices.contains(line)
            && lines[line].dropFirst(column).allSatisfy { $0 == " " || $0 == "\t" }
    }

    private mutating func nextLine() {
        line += 1
        if let indentation {
            column = indentation
        } else {
            column = lines.indices.contains(line) ? lines[line].prefix { $0 == " " }.count : 0
        }
    }

    private mutating func skipBreak(until wanted: Unicode.Scalar) {
        nextLine()
        guard indentation == nil, wanted == " " else { return }
        while line + 1 < lines.count, lines[line].allSatisfy({ $0 == " " || $0 == "\t" }) {
            nextLine()
        }
    }

    private mutating func skipEscape() {
        column += 1
        switch current {
        case "x": column += 3
        case "u": column += 5
        case "U": column += 9
        case nil: nextLine()
        default: column += 1
        }
    }
}
