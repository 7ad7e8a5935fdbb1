import ArgumentParser
import Foundation

/// What ends a command with exit code 1: one clear sentence for the one who called it.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Where results and messages go.
enum Output {
    /// Writes a line to standard output at once, so that a reader of a pipe sees it.
    static func line(_ text: String) { write(text + "\n", to: 1) }

    /// Writes a text without a newline of its own.
    static func text(_ text: String) { write(text, to: 1) }

    /// Writes a message for people to standard error.
    static func message(_ text: String) { write("allo: " + text + "\n", to: 2) }

    /// Writes something as it is to standard error.
    static func raw(_ text: String) { write(text, to: 2) }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            // A reader that has gone away is no reason to end the call.
            guard count > 0 else { return }
            written += count
        }
    }
}
