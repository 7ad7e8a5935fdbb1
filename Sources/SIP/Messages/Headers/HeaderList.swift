/// Lists in header values.
enum HeaderList {
    /// The elements of a value, cut at the commas outside of quotes and angle brackets, without
    /// the blanks around them; empty ones are left out.
    static func elements(_ value: String) -> [String] {
        value.scanned { scanner in
            var elements: [String] = []
            while !scanner.isAtEnd {
                scanner.skipBlanks()
                let start = scanner.position
                takeElement(&scanner)
                let end = scanner.trimmedEnd(of: start..<scanner.position)
                if end > start { elements.append(scanner.text(start..<end)) }
                _ = scanner.skip(UInt8(ascii: ","))
            }
            return elements
        }
    }

    private static func takeElement(_ scanner: inout ByteScanner) {
        while let byte = scanner.peek, byte != UInt8(ascii: ",") {
            switch byte {
            case UInt8(ascii: "\""):
                // A quote without an end takes all that follows.
                if scanner.takeQuoted() == nil { scanner.move(to: scanner.rest.upperBound) }
            case UInt8(ascii: "<"):
                _ = scanner.take(upTo: UInt8(ascii: ">"))
            default:
                scanner.move(to: scanner.position + 1)
            }
        }
    }
}
