import Telephony

/// Prints diagnostics as compilers do: the place, the text, the line, and a caret under the fault.
public struct DiagnosticText: Sendable {
    /// The width to which a tab is drawn.
    private static let tabWidth = 4
    /// The most scalars of a line that are drawn; of a longer one, those around the fault.
    private static let mostDrawn = 160

    private let sources: [String: SourceText]

    /// Prints with the lines of these files.
    public init(_ sources: [SourceText]) {
        self.sources = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
    }

    /// One diagnostic, without a line end after it.
    public func text(_ diagnostic: Diagnostic) -> String {
        var lines = [
            "\(diagnostic.position): \(diagnostic.severity.rawValue): \(diagnostic.message) "
                + "[\(diagnostic.code.rawValue)]"
        ]
        lines += excerpt(at: diagnostic.position, length: diagnostic.length)
        if let suggestion = diagnostic.suggestion {
            lines.append("  did you mean \"\(suggestion)\"?")
        }
        for note in diagnostic.related {
            lines.append("\(note.position): note: \(note.message)")
            lines += excerpt(at: note.position, length: 1)
        }
        return lines.joined(separator: "\n")
    }

    /// All diagnostics, and how many there are.
    public func text(_ diagnostics: [Diagnostic]) -> String {
        var text = diagnostics.map { self.text($0) + "\n" }.joined()
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        if !counts.isEmpty { text += counts.joined(separator: ", ") + "\n" }
        return text
    }

    /// The line and the caret line; nothing where the line is empty or not known.
    private func excerpt(at position: SourcePosition, length: Int) -> [String] {
        guard let source = sources[position.file],
            source.lines.indices.contains(position.line - 1)
        else { return [] }
        let whole = source.shownLine(position.line)
        guard !whole.isEmpty else { return [] }
        let fault = min(max(position.column - 1, 0), whole.count)
        let first = whole.count <= Self.mostDrawn ? 0 : max(0, fault - Self.mostDrawn / 2)
        let last = min(first + Self.mostDrawn, whole.count)
        let lead = first > 0 ? "…" : ""
        let line = Array(whole[first..<last])
        let start = fault - first
        let end = min(start + length, line.count)
        let gap = String(repeating: " ", count: lead.count + width(line[..<start]))
        let mark = String(repeating: "~", count: max(width(line[start..<end]) - 1, 0))
        let tail = last < whole.count ? "…" : ""
        return ["  " + lead + drawn(line) + tail, "  " + gap + "^" + mark]
    }

    /// The line with tabs as spaces, and without characters that would move the cursor.
    private func drawn(_ line: [Unicode.Scalar]) -> String {
        var drawn = String.UnicodeScalarView()
        for scalar in line {
            if scalar == "\t" {
                drawn.append(contentsOf: repeatElement(" ", count: Self.tabWidth))
            } else {
                drawn.append(scalar.isHarmless ? scalar : "\u{FFFD}")
            }
        }
        return String(drawn)
    }

    private func width(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { $0 + ($1 == "\t" ? Self.tabWidth : $1.columns) }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal draws it and does nothing else.
    fileprivate var isHarmless: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: true
        }
    }

    /// How many columns of a terminal it takes: two for the wide letters of East Asia and for
    /// pictures (Unicode Standard Annex 11), none for marks on the letter before.
    fileprivate var columns: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
