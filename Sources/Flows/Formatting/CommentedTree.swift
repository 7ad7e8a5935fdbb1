import Telephony

/// The nodes of a file with the comments and the blank lines that belong to them.
final class CommentedTree {
    enum Content {
        case scalar(YAMLScalar)
        case sequence([Branch])
        case mapping([Branch])
    }

    /// An entry of a mapping, or an item of a list.
    final class Branch {
        /// The key; nil in a list.
        let key: YAMLScalar?
        let value: CommentedTree
        let line: Int
        /// The column of the key, or of the dash.
        let column: Int
        /// The comments above it.
        var above: [SourceComment] = []
        /// The comment behind it, in its first line.
        var behind: SourceComment?
        /// Comments below it that are no other's.
        var below: [SourceComment] = []
        /// Whether the line before its own is blank.
        let followsBlank: Bool

        init(key: YAMLScalar?, value: CommentedTree, _ place: (line: Int, column: Int), blank: Bool)
        {
            self.key = key
            self.value = value
            line = place.line
            column = place.column
            followsBlank = blank
        }

        /// Whether a blank line stands above it and its comments.
        var isSetApart: Bool { above.first?.followsBlank ?? followsBlank }

        /// Whether it, or something in it, has a comment.
        var isCommented: Bool {
            !above.isEmpty || behind != nil || !below.isEmpty || value.isCommented
        }
    }

    let content: Content
    /// The lines of a text that was written in a folded block, where each break is one space of the
    /// text; empty for anything else.
    private(set) var brokenLines: [String] = []

    init(_ node: YAMLNode, _ source: SourceText) {
        switch node.content {
        case .scalar(let scalar):
            content = .scalar(scalar)
            if scalar.style == .folded { brokenLines = Self.lines(of: scalar, in: source) }
        case .sequence(let items):
            content = .sequence(
                items.map { item in
                    Branch(
                        key: nil, value: CommentedTree(item, source),
                        (item.position.line, max(item.position.column - 2, 1)),
                        blank: source.isBlank(line: item.position.line - 1))
                })
        case .mapping(let entries):
            content = .mapping(
                entries.map { entry in
                    Branch(
                        key: entry.key, value: CommentedTree(entry.value, source),
                        (entry.key.position.line, entry.key.position.column),
                        blank: source.isBlank(line: entry.key.position.line - 1))
                })
        }
    }

    private static func lines(of scalar: YAMLScalar, in source: SourceText) -> [String] {
        guard !scalar.text.contains("\n"), !scalar.text.contains("  ") else { return [] }
        var rest = scalar.text[...]
        var lines: [String] = []
        var number = scalar.position.line + 1
        while !rest.isEmpty, !source.isBlank(line: number) {
            let line = source.line(number).withoutSpacesBehind.drop { $0 == " " }
            guard !line.isEmpty, rest.hasPrefix(line) else { return [] }
            rest = rest.dropFirst(line.count)
            guard rest.isEmpty || rest.first == " " else { return [] }
            rest = rest.dropFirst()
            lines.append(String(line))
            number += 1
        }
        return rest.isEmpty ? lines : []
    }

    var branches: [Branch] {
        switch content {
        case .scalar: []
        case .sequence(let branches), .mapping(let branches): branches
        }
    }

    var isCommented: Bool { branches.contains { $0.isCommented } }

    /// All branches in the order of the file, those around others first.
    private var all: [Branch] { branches.flatMap { [$0] + $0.value.all } }

    /// Gives each comment to the branch that it tells of.
    ///
    /// - Returns: those of the file itself, at its top and at its bottom.
    func take(_ comments: [SourceComment]) -> (top: [SourceComment], bottom: [SourceComment]) {
        let all = all
        var top: [SourceComment] = []
        var bottom: [SourceComment] = []
        for comment in comments {
            let before = all.filter { ($0.line, $0.column) < (comment.line, comment.column) }
            let after = all.first { $0.line > comment.line }
            if !comment.isAlone {
                let own = before.first { $0.line == comment.line } ?? before.last
                if let own, own.behind == nil { own.behind = comment } else { top.append(comment) }
            } else if before.isEmpty {
                top.append(comment)
            } else if let after, comment.column <= after.column {
                after.above.append(comment)
            } else if let owner = before.last(where: { branch in
                branch.column <= comment.column && branch.column > (after?.column ?? 1)
            }) {
                owner.below.append(comment)
            } else if let after {
                after.above.append(comment)
            } else {
                bottom.append(comment)
            }
        }
        return (top, bottom)
    }
}
