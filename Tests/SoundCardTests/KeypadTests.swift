import Glibc
import Telephony
import TestSupport
import Testing

@testable import SoundCard

/// A terminal without a person: what is written to one end is typed at the other.
private struct Terminal: ~Copyable {
    let far: Int32
    let near: Int32

    init() throws {
        far = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var unlocked: Int32 = 0
        var number: Int32 = -1
        _ = ioctl(far, 0x4004_5431, &unlocked)  // TIOCSPTLCK
        _ = ioctl(far, 0x8004_5430, &number)  // TIOCGPTN
        near = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        try #require(near >= 0)
    }

    deinit {
        close(near)
        close(far)
    }

    /// A terminal whose far end is closed, as when its window is.
    func hangUp() {
        let nothing = open("/dev/null", O_RDWR)
        dup2(nothing, far)
        close(nothing)
    }

    /// The bits of the mode that a keypad changes.
    var lineModes: tcflag_t {
        var mode = termios()
        tcgetattr(near, &mode)
        return mode.c_lflag & tcflag_t(ICANON | ECHO | ISIG)
    }

    func type(_ text: String) {
        _ = text.withCString { write(far, $0, strlen($0)) }
    }
}

@Suite(.serialized) struct KeypadTests {
    private let cooked = tcflag_t(ICANON | ECHO | ISIG)

    @Test func `each key counts as it is pressed, unseen`() async throws {
        let terminal = try Terminal()
        let keypad = try Keypad(terminal: terminal.near)
        #expect(terminal.lineModes == tcflag_t(ISIG))
        terminal.type("1#\u{4}")
        #expect(
            await keypad.next(until: .hangUp) == [.key(.one), .key(.hash), .hangUp])
        keypad.close()
    }

    @Test func `close puts the terminal back and ends the events`() async throws {
        let terminal = try Terminal()
        let keypad = try Keypad(terminal: terminal.near)
        keypad.close()
        #expect(terminal.lineModes == cooked)
        #expect(await keypad.next(until: .hangUp) == [])
        keypad.close()
    }

    @Test func `a keypad that nobody holds puts the terminal back`() throws {
        let terminal = try Terminal()
        do { _ = try Keypad(terminal: terminal.near) }
        #expect(terminal.lineModes == cooked)
        let next = try Keypad(terminal: terminal.near)
        #expect(terminal.lineModes == tcflag_t(ISIG))
        next.close()
    }

    @Test func `restoring puts the terminal back and the next close is no harm`() async throws {
        let terminal = try Terminal()
        let keypad = try Keypad(terminal: terminal.near)
        Keypad.restoreTerminal()
        #expect(terminal.lineModes == cooked)
        // Keys that are still read change nothing about it. Canonical mode waits for the newline.
        terminal.type("1\n")
        #expect(await keypad.next(until: .key(.one)) == [.key(.one)])
        #expect(terminal.lineModes == cooked)
        keypad.close()
        #expect(terminal.lineModes == cooked)
    }

    @Test func `a terminal that goes away hangs up`() async throws {
        let terminal = try Terminal()
        let keypad = try Keypad(terminal: terminal.near)
        terminal.hangUp()
        #expect(await keypad.next(until: .key(.zero)) == [.hangUp])
        keypad.close()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGILL, SIGSEGV])
    func `close gives the signals back`(signal: Int32) throws {
        let before = handler(of: signal)
        let terminal = try Terminal()
        let keypad = try Keypad(terminal: terminal.near)
        #expect(handler(of: signal) != before)
        keypad.close()
        #expect(handler(of: signal) == before)
    }

    private func handler(of signal: Int32) -> UnsafeRawPointer? {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UnsafeRawPointer?.self)
    }

    @Test func `a file is no keypad`() throws {
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        #expect(throws: KeypadError(reason: .notATerminal)) { try Keypad(terminal: file) }
    }

    @Test func `there is one keypad at a time`() throws {
        let terminal = try Terminal()
        let keypad = try Keypad(terminal: terminal.near)
        #expect(throws: KeypadError(reason: .alreadyOpen)) {
            try Keypad(terminal: terminal.near)
        }
        keypad.close()
    }
}

extension Keypad {
    fileprivate func next(until last: KeypadEvent) async -> [KeypadEvent] {
        await PulseLine.within(.seconds(20)) { [events] in
            var seen: [KeypadEvent] = []
            for await event in events {
                seen.append(event)
                if event == last { break }
            }
            return seen
        } ?? []
    }
}
