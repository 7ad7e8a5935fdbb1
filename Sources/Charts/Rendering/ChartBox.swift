/// The lines of a node's box, and how much room they take.
struct ChartBox: Sendable {
    static let nameSize = 13.0, textSize = 11.0, noteSize = 11.0
    static let padding = 12.0
    private static let widest = 208.0

    /// The word of the kind with what the step works on; nil for what is no step.
    let heading: String?
    let name: String
    /// What is said, in quotes.
    let said: [String]
    /// What the overlay tells.
    let note: [String]

    init(_ node: FlowChart.Node, note: String?) {
        if case .step(let kind) = node.role {
            let words = [kind, node.subject].compactMap(\.self).joined(separator: " · ")
            heading = TextMeasure.cut(words, size: Self.textSize, to: Self.widest)
        } else {
            heading = nil
        }
        name = TextMeasure.cut(node.name, size: Self.nameSize * 1.08, to: Self.widest)
        said =
            node.said.isEmpty
            ? []
            : TextMeasure.wrap(
                "“\(node.said)”", size: Self.textSize, to: Self.widest, lines: 2)
        self.note =
            note.map { TextMeasure.wrap($0, size: Self.noteSize, to: Self.widest, lines: 2) } ?? []
    }

    /// The lines from the top, each with its class and its size.
    var lines: [(text: String, style: String, size: Double)] {
        [heading.map { ($0, "kind", Self.textSize) }, (name, "name", Self.nameSize)]
            .compactMap(\.self) + said.map { ($0, "said", Self.textSize) }
            + note.map { ($0, "note", Self.noteSize) }
    }

    var size: LayoutGraph.Size {
        let widths = lines.map { line in
            // The name is bold.
            TextMeasure.width(line.text, size: line.style == "name" ? line.size * 1.08 : line.size)
        }
        let height = lines.map { Self.height(of: $0.size) }.reduce(0, +)
        return .init(
            width: (widths.max() ?? 0) + 2 * Self.padding, height: height + 2 * 7)
    }

    /// The height of a line.
    static func height(of size: Double) -> Double { size + 4 }
}
