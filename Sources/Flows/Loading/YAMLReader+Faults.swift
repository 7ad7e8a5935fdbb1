import Telephony
import Yams

extension YAMLReader {
    /// Turns what Yams throws into a diagnostic at its place.
    mutating func report(_ error: any Error) {
        guard let error = error as? YamlError else {
            return add(.syntax, "the file can't be read as YAML: \(error)", at: source.start)
        }
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            report(problem, context: context, mark: mark)
        case .reader(let problem, let offset, _, _):
            add(.syntax, "the file can't be read: \(problem)", at: place(ofCharacter: offset ?? 0))
        case .duplicatedKeysInMapping(let keys, let context):
            reportDuplicates(keys, first: context.mark)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            add(.syntax, "the file can't be read as YAML: \(error)", at: source.start)
        }
    }

    private mutating func report(_ problem: String, context: YamlError.Context?, mark: Mark) {
        let position = source.position(line: mark.line, column: mark.column)
        if let comment = placeOfCommentInBraces() {
            return add(
                .commentedChoice, "`#` begins a comment here, so that what follows is lost",
                at: comment, suggestion: "hash")
        }
        if problem.contains("another document") {
            return add(.severalDocuments, "a second document begins here", at: position)
        }
        if problem.contains("nesting level") {
            return add(
                .nestedTooDeep, "more than \(YAMLReader.maximumDepth) levels", at: position)
        }
        if problem.contains("undefined alias") || context?.text.contains("alias") == true {
            let mark = context?.mark ?? mark
            return add(
                .anchor, "`*` begins an alias here; the key is written \"*\" or star",
                at: source.position(line: mark.line, column: mark.column), suggestion: "star")
        }
        if context?.text.contains("anchor") == true {
            return add(.anchor, "`&` begins an anchor here; put the text in quotes", at: position)
        }
        if context?.text.contains("tag") == true {
            return add(.tag, "`!` begins a tag here; put the text in quotes", at: position)
        }
        let opening = context.flatMap { context -> Diagnostic.Note? in
            guard (context.mark.line, context.mark.column) != (mark.line, mark.column) else {
                return nil
            }
            let place = source.position(line: context.mark.line, column: context.mark.column)
            return Diagnostic.Note(context.text, at: place)
        }
        let advice =
            problem.contains("mapping values are not allowed")
            ? "; put a text that holds `: ` in quotes" : ""
        add(
            .syntax, "not YAML: \(problem)\(advice)", at: position,
            related: opening.map { [$0] } ?? [])
    }

    /// The `#` of `{1: sales, #: end}`, which makes the closing brace vanish.
    private func placeOfCommentInBraces() -> SourcePosition? {
        for (number, line) in source.lines.enumerated() {
            for (column, scalar) in line.enumerated() where scalar == "#" {
                let rest = line[(column + 1)...].drop { $0 == " " }
                let before = line[..<column].last { $0 != " " }
                if rest.first == ":", before == "," || before == "{" {
                    return source.position(line: number + 1, column: column + 1)
                }
            }
        }
        return nil
    }

    /// Yams names the first of the equal keys; the second stands below it or beside it.
    private mutating func reportDuplicates(_ keys: [String], first mark: Mark) {
        let first = source.position(line: mark.line, column: mark.column)
        let key = keys.first ?? ""
        let second = place(ofSecond: key, after: first) ?? first
        add(
            .duplicateKey, "`\(key)` is given twice", at: second,
            length: max(key.unicodeScalars.count, 1),
            related: second == first ? [] : [Diagnostic.Note("first given here", at: first)])
    }

    private func place(ofSecond key: String, after first: SourcePosition) -> SourcePosition? {
        let wanted = Array(key.unicodeScalars)
        guard !wanted.isEmpty else { return nil }
        func isKey(_ line: [Unicode.Scalar], at column: Int) -> Bool {
            var rest = line[column...]
            let quote = rest.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
            if quote != nil { rest = rest.dropFirst() }
            guard rest.starts(with: wanted) else { return false }
            rest = rest.dropFirst(wanted.count)
            if let quote {
                guard rest.first == quote else { return false }
                rest = rest.dropFirst()
            }
            return rest.drop { $0 == " " }.first == ":"
        }
        let line = source.lines[first.line - 1]
        for column in line.indices.dropFirst(first.column + wanted.count)
        where " ,{".unicodeScalars.contains(line[column - 1]) && isKey(line, at: column) {
            return source.position(line: first.line, column: column + 1)
        }
        for (number, line) in source.lines.enumerated().dropFirst(first.line) {
            guard line.indices.contains(first.column - 1),
                line[..<(first.column - 1)].allSatisfy({ $0 == " " }),
                isKey(line, at: first.column - 1)
            else { continue }
            return source.position(line: number + 1, column: first.column)
        }
        return nil
    }

    private func place(ofCharacter offset: Int) -> SourcePosition {
        var scalarsLeft = source.text.prefix(max(offset, 0)).unicodeScalars.count
        for (number, line) in source.lines.enumerated() {
            guard scalarsLeft > line.count else {
                return source.position(line: number + 1, column: scalarsLeft + 1)
            }
            scalarsLeft -= line.count + 1
        }
        return source.start
    }
}
