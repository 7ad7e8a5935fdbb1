import Telephony

/// The text of one file, with its lines. Reading it from the disk is for others.
public struct SourceText: Sendable {
    /// The longest file that is read, in bytes.
    public static let maximumSize = 1_048_576

    /// The path as it was given to Allo; positions repeat it.
    public let path: String
    /// The text without a byte order mark.
    public let text: String
    /// The size of the file in bytes.
    public let size: Int
    /// The lines without their ends, as Unicode scalars; never empty.
    let lines: [[Unicode.Scalar]]
    /// The first byte that is not UTF-8, as a place; nil where all are.
    let invalidPlace: SourcePosition?

    /// Keeps a text.
    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// Reads bytes as UTF-8; that they are not is found out when the text is loaded.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        size = bytes.count
        // What is too large is refused, so its text is not needed.
        guard bytes.count <= SourceText.maximumSize else {
            text = ""
            lines = [[]]
            invalidPlace = nil
            return
        }
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        text = String(decoding: marked, as: UTF8.self)
        lines = SourceText.lines(of: text)
        if String(validating: marked, as: UTF8.self) != nil {
            invalidPlace = nil
        } else {
            invalidPlace = SourceText.firstDifference(path: path, bytes: marked, lines: lines)
        }
    }

    /// A place in this text, moved to the nearest one that exists.
    func position(line: Int, column: Int = 1) -> SourcePosition {
        // The end of a file that does not end its last line is one line further for the parser.
        guard line <= lines.count else {
            return SourcePosition(
                file: path, line: lines.count, column: (lines.last?.count ?? 0) + 1)
        }
        let line = max(line, 1)
        let column = min(max(column, 1), lines[line - 1].count + 1)
        return SourcePosition(file: path, line: line, column: column)
    }

    /// The first place of the text.
    var start: SourcePosition { position(line: 1) }

    /// The line so numbered, without its end; empty beyond the last.
    func line(_ number: Int) -> String {
        guard lines.indices.contains(number - 1) else { return "" }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: lines[number - 1])
        return String(text)
    }

    /// What stands at a place; nil at the end of a line.
    func scalar(at position: SourcePosition) -> Unicode.Scalar? {
        guard lines.indices.contains(position.line - 1) else { return nil }
        let line = lines[position.line - 1]
        return line.indices.contains(position.column - 1) ? line[position.column - 1] : nil
    }

    /// Splits at the line breaks of YAML 1.1 §5.4, which the parser counts.
    private static func lines(of text: String) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = []
        var line: [Unicode.Scalar] = []
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where afterReturn: break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append(line)
                line = []
            default: line.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        lines.append(line)
        return lines
    }

    /// Where the first replaced byte stands.
    private static func firstDifference(
        path: String, bytes: ArraySlice<UInt8>, lines: [[Unicode.Scalar]]
    ) -> SourcePosition {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var (line, column) = (1, 1)
        var afterReturn = false
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .emptyInput, .error: break decoding
            case .scalarValue("\n") where afterReturn: afterReturn = false
            case .scalarValue(let scalar):
                switch scalar {
                case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
                default: column += 1
                }
                afterReturn = scalar == "\r"
            }
        }
        return SourcePosition(file: path, line: line, column: column)
    }
}
