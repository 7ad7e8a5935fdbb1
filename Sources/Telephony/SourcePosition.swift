/// A place in a text that somebody wrote.
public struct SourcePosition: Hashable, Sendable {
    /// The path as it was given to Allo.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, counted in Unicode scalars.
    public let column: Int

    /// Names a place.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourcePosition: CustomStringConvertible {
    /// As compilers write it: `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }
}

extension SourcePosition: Comparable {
    /// Orders by file, line, column.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
