import Telephony

/// Finds choices that vanished because their key `#` begins a comment.
enum CommentedChoices {
    static func find(in document: FlowDocument) -> [Diagnostic] {
        document.steps.flatMap { step in
            [step.fields.key(.menu), step.fields.key(.escape)].compactMap(\.self).flatMap {
                find(below: $0, in: document.source)
            }
        }
    }

    /// Looks at the lines that are deeper than the key.
    private static func find(below key: YAMLScalar, in source: SourceText) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for (number, line) in source.lines.enumerated().dropFirst(key.position.line) {
            guard let first = line.firstIndex(where: { $0 != " " }) else { continue }
            if line[first] != "#" {
                if first < key.position.column { break }
                continue
            }
            let rest = line[(first + 1)...].drop { $0 == " " }
            guard first >= key.position.column, rest.first == ":" else { continue }
            found.append(
                Diagnostic(
                    .commentedChoice,
                    "`#` begins a comment here, so that this choice is lost; write hash or \"#\"",
                    at: source.position(line: number + 1, column: first + 1), suggestion: "hash"))
        }
        return found
    }
}
