import Glibc
import Synchronization

/// The terminal as the keypad of a telephone: each key counts as it is pressed and none is echoed.
///
/// Ctrl-D hangs up; Ctrl-C and Ctrl-Z stay signals. While the process is stopped, and when it ends
/// by a trap or by a signal that the program doesn't handle, the terminal is as it was before. A program
/// that handles a signal itself and then leaves without ``close()`` calls ``restoreTerminal()``
/// (`exit` does by itself).
///
/// One keypad at a time can be open in a process.
public final class Keypad: Sendable {
    /// What was pressed, in order. It ends after `hangUp` of a terminal that went away, and after
    /// ``close()``. Holds 1,024 events that nobody has read; what comes on top is dropped.
    public let events: AsyncStream<KeypadEvent>

    private let wake: Pipe
    private let isOpen = Atomic(true)

    /// Takes the terminal.
    ///
    /// - Parameter terminal: the file descriptor of a terminal; 0, the standard input, unless told.
    /// - Throws: ``KeypadError`` when it is no terminal, or another keypad is open.
    public init(terminal: Int32 = 0) throws(KeypadError) {
        let wake = try Pipe()
        try TerminalMode.claim(terminal, wake: wake.input)
        let (events, feed) = AsyncStream.makeStream(
            of: KeypadEvent.self, bufferingPolicy: .bufferingOldest(1_024))
        self.events = events
        self.wake = wake
        MediaThread.start {
            Self.read(terminal, wake: wake, to: feed)
        }
    }

    deinit { close() }

    /// Gives the terminal back as it was, at once. May be called more than once.
    public func close() {
        guard isOpen.exchange(false, ordering: .sequentiallyConsistent) else { return }
        TerminalMode.release()
        wake.send(Self.closing)
    }

    /// Puts the terminal back as it was for good, whoever holds it. Safe in a signal handler.
    public static func restoreTerminal() {
        TerminalMode.restore()
    }

    /// What ends the reader. Any other byte (`TerminalMode` sends 1) makes it look around.
    private static let closing: UInt8 = 2

    /// Reads keys until the keypad is closed or the terminal is gone.
    private static func read(
        _ terminal: Int32, wake: Pipe, to feed: AsyncStream<KeypadEvent>.Continuation
    ) {
        defer { feed.finish() }
        var input = KeypadInput()
        while true {
            // In the background, reading would stop the process: look again now and then.
            let isOurs = TerminalMode.isForeground(terminal)
            var waits = [
                pollfd(fd: wake.output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isOurs ? terminal : -1, events: Int16(POLLIN), revents: 0),
            ]
            poll(&waits, 2, isOurs ? -1 : 200)
            if waits[0].revents != 0, wake.receive().contains(closing) { return }
            TerminalMode.enterRaw()
            guard waits[1].revents != 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = Glibc.read(terminal, &bytes, bytes.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else {
                feed.yield(.hangUp)
                return
            }
            for byte in bytes.prefix(count) {
                if let event = input.event(for: byte) { feed.yield(event) }
            }
        }
    }
}
