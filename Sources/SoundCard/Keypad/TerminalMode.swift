import Glibc
import Synchronization

/// The mode of the one terminal that is a keypad, and the way back, also from a signal handler.
///
/// While it is claimed, each signal that would end the process by default puts the terminal back
/// first, and so do a trap, Ctrl-Z and `exit`. All that a handler does here is safe in one (POSIX.1-2017,
/// XSH 2.4.3): `tcsetattr`, `write`, `kill`, `sigaction`, `tcgetpgrp` and lock-free atomics.
enum TerminalMode {
    private struct Saved {
        var terminal: Int32 = -1
        var cooked = termios()
        var raw = termios()
        /// Written to when the process goes on after it was stopped; -1 for none.
        var wake: Int32 = -1
    }

    /// Where the terminal is on its way.
    ///
    /// ```
    /// free ─▶ claiming ─▶ paused ◀──stopped, gone on──▶ raw ──▶ restored ─▶ claiming ─▶ free
    /// ```
    private enum Stage: UInt8, AtomicRepresentable {
        /// Nobody has it.
        case free
        /// It is being taken or given back.
        case claiming
        /// In its own mode, until the process goes on in the foreground.
        case paused
        /// It is a keypad.
        case raw
        /// In its own mode for good.
        case restored
    }

    private static let stage = Atomic(Stage.free)
    /// Held by whoever takes, gives back or re-enters; never by a signal handler.
    private static let turn = Mutex(())
    // Written only under `turn`, while the stage is `claiming`, in which no handler reads it.
    nonisolated(unsafe) private static let saved: UnsafeMutablePointer<Saved> = {
        let saved = UnsafeMutablePointer<Saved>.allocate(capacity: 1)
        saved.initialize(to: Saved())
        return saved
    }()
    private static let restoresAtExit: Void = {
        atexit { TerminalMode.restore() }
    }()

    /// What handled each signal before, by its number; written as ``saved`` is.
    nonisolated(unsafe) private static let former: UnsafeMutablePointer<sigaction> = {
        let former = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
        former.initialize(repeating: sigaction(), count: 65)
        return former
    }()

    private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
    private static let faults = [SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV]

    /// Takes a terminal and makes it a keypad: no echo, each key at once, signals as ever.
    ///
    /// - Parameters:
    ///   - terminal: the file descriptor of a terminal.
    ///   - wake: a file descriptor that gets a byte when the process goes on after Ctrl-Z.
    /// - Throws: ``KeypadError`` when it is no terminal or taken already.
    static func claim(_ terminal: Int32, wake: Int32) throws(KeypadError) {
        guard isatty(terminal) == 1 else { throw KeypadError(reason: .notATerminal) }
        try turn.withLock { _ throws(KeypadError) in try take(terminal, wake: wake) }
        enterRaw()
    }

    private static func take(_ terminal: Int32, wake: Int32) throws(KeypadError) {
        guard move(from: .free, to: .claiming) else { throw KeypadError(reason: .alreadyOpen) }
        var cooked = termios()
        guard tcgetattr(terminal, &cooked) == 0 else {
            let code = errno
            stage.store(.free, ordering: .sequentiallyConsistent)
            throw KeypadError(reason: .refused(code: code))
        }
        var raw = cooked
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        saved.pointee = Saved(terminal: terminal, cooked: cooked, raw: raw, wake: wake)
        _ = restoresAtExit
        stage.store(.paused, ordering: .sequentiallyConsistent)
        watchSignals()
    }

    /// Gives the terminal back, in the mode that it was taken in.
    static func release() {
        turn.withLock { _ in
            restore()
            guard move(from: .restored, to: .claiming) else { return }
            for signal in endings + faults + [SIGTSTP, SIGCONT] where hasOurHandler(signal) {
                sigaction(signal, former + Int(signal), nil)
            }
            saved.pointee = Saved()
            stage.store(.free, ordering: .sequentiallyConsistent)
        }
    }

    /// Makes the terminal a keypad again, when it is ours to use.
    static func enterRaw() {
        turn.withLock { _ in
            guard isForeground(saved.pointee.terminal), move(from: .paused, to: .raw) else {
                return
            }
            tcsetattr(saved.pointee.terminal, TCSANOW, &saved.pointee.raw)
        }
    }

    /// Puts the terminal back into the mode that it was taken in, for good. Safe in a signal handler.
    static func restore() {
        if move(from: .paused, to: .restored) { return }
        leaveRaw(to: .restored)
    }

    private static func leaveRaw(to stage: Stage) {
        guard move(from: .raw, to: stage) else { return }
        tcsetattr(saved.pointee.terminal, TCSANOW, &saved.pointee.cooked)
    }

    /// Whether this process may use a terminal now: it is no background job of it.
    static func isForeground(_ terminal: Int32) -> Bool {
        let group = tcgetpgrp(terminal)
        return group == getpgrp() || group == -1
    }

    private static func move(from: Stage, to: Stage) -> Bool {
        stage.compareExchange(expected: from, desired: to, ordering: .sequentiallyConsistent)
            .exchanged
    }
}

extension TerminalMode {
    /// Sets handlers wherever the program has none of its own, and before its own for faults.
    private static func watchSignals() {
        for signal in faults { handle(signal, by: faultHandler) }
        for signal in endings where hasDefaultHandler(signal) {
            handle(signal, by: endingHandler)
        }
        if hasDefaultHandler(SIGTSTP) { handle(SIGTSTP, by: stopHandler) }
        if hasDefaultHandler(SIGCONT) { handle(SIGCONT, by: goOnHandler) }
    }

    /// Restores, then lets the signal do what it does by default.
    private static let endingHandler: @convention(c) (Int32) -> Void = { signal in
        TerminalMode.restore()
        sigaction(signal, TerminalMode.former + Int(signal), nil)
        kill(getpid(), signal)
    }

    /// Restores, then lets the fault happen again, for whoever handled it before, such as Swift's
    /// backtraces.
    private static let faultHandler: @convention(c) (Int32) -> Void = { signal in
        TerminalMode.restore()
        sigaction(signal, TerminalMode.former + Int(signal), nil)
    }

    private static let stopHandler: @convention(c) (Int32) -> Void = { _ in
        TerminalMode.leaveRaw(to: .paused)
        kill(getpid(), SIGSTOP)
    }

    private static let goOnHandler: @convention(c) (Int32) -> Void = { _ in
        var byte: UInt8 = 1
        write(TerminalMode.saved.pointee.wake, &byte, 1)
    }

    private static func handle(_ signal: Int32, by handler: (@convention(c) (Int32) -> Void)?) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_RESTART | SA_ONSTACK
        sigaction(signal, &action, former + Int(signal))
    }

    private static func hasDefaultHandler(_ signal: Int32) -> Bool {
        address(ofHandler: signal) == nil
    }

    private static func hasOurHandler(_ signal: Int32) -> Bool {
        let ours = [endingHandler, faultHandler, stopHandler, goOnHandler].map {
            unsafeBitCast($0, to: UnsafeRawPointer.self)
        }
        return address(ofHandler: signal).map(ours.contains) ?? false
    }

    private static func address(ofHandler signal: Int32) -> UnsafeRawPointer? {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(
            action.__sigaction_handler.sa_handler, to: UnsafeRawPointer?.self)
    }
}
