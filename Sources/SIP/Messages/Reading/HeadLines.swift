/// The lines of a message's head, one after the other, up to the empty one.
///
/// A line ends with CR LF, or with LF alone as some devices send it.
struct HeadLines {
    /// One line, where it lies without its end.
    struct Line {
        let range: Range<Int>
        /// Whether it holds a control character other than tab.
        let hasControls: Bool
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where the next line begins; after the empty line, where the body does.
    private(set) var position: Int
    /// The number of the line that was taken last, from 1; 0 before the first.
    private(set) var number = 0

    /// Empty lines before the first are passed over (RFC 3261 §7.5).
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = bytes.firstIndex { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") } ?? 0
    }

    /// Whether the next line goes on with the one before it (RFC 3261 §7.3.1).
    var isFolded: Bool {
        position < bytes.count
            && (bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t"))
    }

    /// Takes a line; nil where the bytes end before the line does.
    mutating func next() -> Line? {
        var hasControls = false
        var index = position
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == 0x7F {
                if byte == UInt8(ascii: "\n") {
                    let line = Line(range: position..<index, hasControls: hasControls)
                    return finish(line, at: index)
                }
                if byte == UInt8(ascii: "\r"), index &+ 1 < bytes.count,
                    bytes[index &+ 1] == UInt8(ascii: "\n")
                {
                    let line = Line(range: position..<index, hasControls: hasControls)
                    return finish(line, at: index &+ 1)
                }
                if byte != UInt8(ascii: "\t") { hasControls = true }
            }
            index &+= 1
        }
        return nil
    }

    private mutating func finish(_ line: Line, at lineFeed: Int) -> Line {
        position = lineFeed &+ 1
        number &+= 1
        return line
    }
}
