/// Writes a commented tree down.
struct SourceWriter {
    typealias Branch = CommentedTree.Branch

    private let sort: FlowSchema
    private var lines: [String] = []

    init(_ sort: FlowSchema) { self.sort = sort }

    /// The text of a file, a line end last.
    mutating func text(
        _ root: CommentedTree, top: [SourceComment], bottom: [SourceComment]
    ) -> String {
        lines = []
        add(top, indent: 0)
        let branches = sorted(root.branches, sort.shape)
        if !top.isEmpty, root.branches.first?.isSetApart ?? false { lines.append("") }
        write(branches, sort.shape, indent: 0, place: .root)
        add(bottom, indent: 0)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Where a collection stands, which decides how it is written.
    private enum Place { case root, section, steps, row, items, inside }

    // MARK: Blocks

    private mutating func write(
        _ branches: [Branch], _ shape: Shape?, indent: Int, place: Place, firstPrefix: String? = nil
    ) {
        let keys = branches.compactMap { $0.key?.text }
        let rowsAreFlow =
            place == .section
            && branches.allSatisfy { branch in
                isShortRow(
                    branch, shape?.shape(behind: branch.key?.text ?? "", among: keys), indent)
            }
        for (index, branch) in branches.enumerated() {
            let own =
                branch.key.map { shape?.shape(behind: $0.text, among: keys) ?? nil }
                ?? shape?.itemShape
            let start = lines.count
            if index > 0, needsBlank(before: branch, after: branches[index - 1], place, own) {
                lines.append("")
            }
            let prefix = index == 0 ? firstPrefix : nil
            add(branch.above, indent: indent, isFirst: lines.count == start)
            if !branch.above.isEmpty, branch.followsBlank { lines.append("") }
            write(
                branch, own, indent: indent, prefix: prefix,
                place: inner(place, branch, own, rowsAreFlow: rowsAreFlow))
            add(branch.below, indent: indent + (branch.value.branches.isEmpty ? 0 : 2))
        }
    }

    private func inner(
        _ place: Place, _ branch: Branch, _ shape: Shape?, rowsAreFlow: Bool
    ) -> Place {
        switch place {
        case .root:
            if branch.key?.text == Word.steps.rawValue, sort == .flow { return .steps }
            return .section
        case .steps: return .row
        case .section: return rowsAreFlow ? .inside : .row
        case .row, .items, .inside: return .inside
        }
    }

    private func needsBlank(
        before branch: Branch, after other: Branch, _ place: Place, _ shape: Shape?
    ) -> Bool {
        switch place {
        case .steps: return true
        case .root:
            if case .mapping(let entries) = branch.value.content,
                sort != .prompts, isBlock(branch, entries, shape)
            {
                return true
            }
            return branch.isSetApart
        case .section, .row, .items, .inside: return branch.isSetApart
        }
    }

    /// Whether a part of the file will be a block of several lines.
    private func isBlock(_ branch: Branch, _ entries: [Branch], _ shape: Shape?) -> Bool {
        guard let text = flow(branch.value, shape), canBeFlow(branch, shape, .section) else {
            return true
        }
        return (branch.key?.text.count ?? 0) + 2 + text.count > SourceFormatter.width
    }

    /// Writes one entry or one item.
    private mutating func write(
        _ branch: Branch, _ shape: Shape?, indent: Int, prefix: String?, place: Place
    ) {
        let spaces = String(repeating: " ", count: indent)
        let begin: String
        if let key = branch.key {
            begin = (prefix ?? spaces) + ScalarWriter.line(key, nil, isKey: true) + ":"
        } else {
            begin = (prefix ?? spaces) + "-"
        }
        let behind = branch.behind.map { "  \($0.text)" } ?? ""
        switch branch.value.content {
        case .scalar(let scalar):
            if write(lines: branch.value.brokenLines, begin, behind, indent: indent) { return }
            write(scalar, shape?.scalarKind, begin, behind, indent: indent)
        case .sequence, .mapping:
            if canBeFlow(branch, shape, place), let text = flow(branch.value, shape),
                begin.count + 1 + text.count <= SourceFormatter.width
            {
                lines.append("\(begin) \(text)\(behind)")
                return
            }
            let branches = sorted(branch.value.branches, shape)
            guard branch.key == nil, case .mapping = branch.value.content else {
                lines.append(begin + behind)
                let hasCases = Word.ofCases.contains(branch.key?.text ?? "")
                write(branches, shape, indent: indent + 2, place: hasCases ? .items : place)
                return
            }
            // A mapping in a list begins in the line of its dash.
            write(
                branches, shape, indent: indent + 2, place: .inside, firstPrefix: begin + " ")
            if !behind.isEmpty { lines.append("\(spaces)  \(behind.drop { $0 == " " })") }
        }
    }

    /// Writes a text with the breaks that it was written with, where its lines are not too long.
    private mutating func write(
        lines broken: [String], _ begin: String, _ behind: String, indent: Int
    ) -> Bool {
        let width = SourceFormatter.width - indent - 2
        guard broken.count > 1, broken.allSatisfy({ $0.count <= width }) else { return false }
        lines.append("\(begin) >-\(behind)")
        let spaces = String(repeating: " ", count: indent + 2)
        lines += broken.map { spaces + $0 }
        return true
    }

    private mutating func write(
        _ scalar: YAMLScalar, _ kind: ScalarKind?, _ begin: String, _ behind: String, indent: Int
    ) {
        let line = ScalarWriter.line(scalar, kind)
        let whole = line.isEmpty ? begin : "\(begin) \(line)"
        let isLong = whole.count > SourceFormatter.width || scalar.text.contains("\n")
        let width = max(SourceFormatter.width - indent - 2, 20)
        guard isLong, let block = ScalarWriter.block(scalar.text, width: width) else {
            lines.append(whole + behind)
            return
        }
        lines.append("\(begin) \(block.header)\(behind)")
        let spaces = String(repeating: " ", count: indent + 2)
        lines += block.lines.map { $0.isEmpty ? "" : spaces + $0 }
    }

    private mutating func add(_ comments: [SourceComment], indent: Int, isFirst: Bool = false) {
        let spaces = String(repeating: " ", count: indent)
        for (index, comment) in comments.enumerated() {
            if comment.followsBlank, index > 0, lines.last?.isEmpty == false { lines.append("") }
            lines.append(spaces + comment.text)
        }
    }

    // MARK: In one line

    /// Whether a collection may be written in one line, if it fits.
    private func canBeFlow(_ branch: Branch, _ shape: Shape?, _ place: Place) -> Bool {
        guard !branch.value.isCommented else { return false }
        let word = branch.key.flatMap { Word(rawValue: $0.text) }
        switch (place, branch.value.content) {
        case (_, .scalar): return true
        case (.root, _), (.steps, _), (.items, _): return false
        case (.section, .mapping(let entries)): return isShort(entries, shape)
        case (.row, .mapping) where branch.key != nil && shape?.isRow == true: return false
        case (_, .mapping(let entries)):
            guard word != .menu, !isWordings(entries, shape) else { return false }
            return true
        case (_, .sequence(let items)):
            switch word {
            case .choose, .questions, .noInput, .noMatch: return false
            default: return !items.contains { isProse($0, shape?.itemShape) }
            }
        }
    }

    /// A section of the centre file that is a few plain values.
    private func isShort(_ entries: [Branch], _ shape: Shape?) -> Bool {
        let keys = entries.compactMap { $0.key?.text }
        let isListed = shape?.table(of: keys) == nil
        return entries.count <= (isListed ? 8 : 4)
            && entries.allSatisfy { entry in
                guard case .scalar = entry.value.content else { return false }
                guard isListed else { return true }
                if case .integer? = shape?.shape(behind: entry.key?.text ?? "", among: keys)?
                    .scalarKind
                {
                    return true
                }
                return false
            }
    }

    /// Whether a line of a section, as one queue or one number, is short enough for one line.
    private func isShortRow(_ branch: Branch, _ shape: Shape?, _ indent: Int) -> Bool {
        guard case .mapping(let entries) = branch.value.content else { return true }
        guard entries.count <= 6, !branch.value.isCommented,
            !entries.contains(where: { if case .mapping = $0.value.content { true } else { false } }
            ),
            let text = flow(branch.value, shape)
        else { return false }
        return indent + (branch.key?.text.count ?? 0) + 4 + text.count <= SourceFormatter.width
    }

    /// Texts in several languages stand one below the other.
    private func isWordings(_ entries: [Branch], _ shape: Shape?) -> Bool {
        guard case .language? = shape?.keyKind else { return false }
        return entries.filter { LanguageTagShape.fits($0.key?.text ?? "") }.count > 1
    }

    private func isProse(_ item: Branch, _ shape: Shape?) -> Bool {
        guard case .scalar = item.value.content else { return false }
        if case .text? = shape?.scalarKind { return true }
        return false
    }

    /// The text in one line, `{…}` or `[…]`; nil where it needs several.
    private func flow(_ tree: CommentedTree, _ shape: Shape?) -> String? {
        guard !tree.isCommented else { return nil }
        switch tree.content {
        case .scalar(let scalar):
            guard !scalar.text.contains("\n") else { return nil }
            return ScalarWriter.line(scalar, shape?.scalarKind, inFlow: true)
        case .sequence(let items):
            let texts = items.map { flow($0.value, shape?.itemShape) }
            guard !texts.contains(nil) else { return nil }
            return "[\(texts.compactMap(\.self).joined(separator: ", "))]"
        case .mapping(let entries):
            let keys = entries.compactMap { $0.key?.text }
            let texts = sorted(entries, shape).map { entry -> String? in
                guard let key = entry.key,
                    let value = flow(
                        entry.value, shape?.shape(behind: key.text, among: keys))
                else { return nil }
                return "\(ScalarWriter.line(key, nil, inFlow: true, isKey: true)): \(value)"
            }
            guard !texts.contains(nil) else { return nil }
            return "{\(texts.compactMap(\.self).joined(separator: ", "))}"
        }
    }

    // MARK: Order

    /// In the order of the language; keys that the designer names stay in theirs.
    private func sorted(_ branches: [Branch], _ shape: Shape?) -> [Branch] {
        let keys = branches.compactMap { $0.key?.text }
        guard keys.count == branches.count, let table = shape?.table(of: keys) else {
            return branches
        }
        let places = Dictionary(
            table.fields.enumerated().map { ($1.word.rawValue, $0) }
        ) { first, _ in first }
        return branches.enumerated().sorted { one, other in
            let (left, right) = [one, other].map { places[$0.element.key?.text ?? ""] ?? -1 }.pair
            return (left, one.offset) < (right, other.offset)
        }.map(\.element)
    }
}

extension Word {
    /// The keys of lists whose items are blocks of their own.
    fileprivate static let ofCases: Set<String> = [choose.rawValue, questions.rawValue]
}

extension [Int] {
    fileprivate var pair: (Int, Int) { (first ?? 0, last ?? 0) }
}

extension Shape {
    /// Whether it is what stands in a section by its name: a step, a queue, an agent.
    fileprivate var isRow: Bool {
        switch unnamed {
        case .table, .variants: true
        default: false
        }
    }
}

/// Words that are languages.
private enum LanguageTagShape {
    static func fits(_ text: String) -> Bool {
        SpokenLanguage.allCases.contains { $0.rawValue == text }
    }
}
