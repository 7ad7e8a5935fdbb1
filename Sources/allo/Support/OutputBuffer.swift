import Foundation

/// Text on its way to standard output, gathered so that many short lines are few writes.
struct OutputBuffer {
    /// How many bytes are gathered: few enough that the first lines are seen soon.
    private static let size = 8_192

    private var bytes = Data()

    /// Writes a text, perhaps later.
    mutating func write(_ text: String) { write(Data(text.utf8)) }

    /// Writes a piece of a text, perhaps later.
    mutating func write(_ piece: Data) {
        bytes += piece
        if bytes.count >= Self.size { flush() }
    }

    /// Writes what is left.
    mutating func flush() {
        Output.bytes(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
