import ArgumentParser
import Foundation
import Reports
import Synchronization

/// What ends a command with exit code 1: one clear sentence for the one who called it, on one line.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description.onOneLine }

    /// Something stands where something new was to be written.
    static func exists(_ path: String) -> Failure {
        Failure("\(path) exists already: name another file, or move it away")
    }
}

/// Where results and messages go.
///
/// Both are written at once, but the messages of ``spooled(_:)``: a reader who stalls holds up the
/// others only.
enum Output {
    /// Where messages wait; nil where they are written at once.
    private static let outbox = Mutex<Outbox?>(nil)
    /// How long the end waits for readers.
    static let patience = Duration.seconds(2)

    /// Does something while messages are written beside it, and waits for the last of them, if not
    /// for ever.
    static func spooled(_ body: () async throws -> Void) async throws {
        let spool = Outbox(limit: 1 << 20) { write($0, to: 2) }
        outbox.withLock { $0 = spool }
        var failure: (any Error)?
        do { try await body() } catch { failure = error }
        outbox.withLock { $0 = nil }
        await spool.finish(within: patience)
        if let failure { throw failure }
    }

    /// Writes a line to standard output at once, so that a reader of a pipe sees it.
    static func line(_ text: String) { write(text + "\n", to: 1) }

    /// Writes a text without a newline of its own.
    static func text(_ text: String) { write(text, to: 1) }

    /// Writes bytes of a text to standard output.
    static func bytes(_ bytes: Data) { write(Array(bytes), to: 1) }

    /// Writes a message for people to standard error.
    static func message(_ text: String) { raw("allo: " + text + "\n") }

    /// Writes something as it is to standard error.
    static func raw(_ text: String) {
        if let outbox = outbox.withLock({ $0 }) {
            outbox.put(text)
        } else {
            write(text, to: 2)
        }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
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
