import CALSA
import Glibc
import Synchronization

/// What ALSA says when something fails, kept for our own error in place of stderr.
///
/// ALSA has one handler per thread that takes a `va_list`, and prints where a thread has none. The
/// messages are collected in one place for the process, so one collection runs at a time.
enum ALSAMessages {
    private static let turn = Mutex(())
    private static let collected = Mutex<[String]>([])

    /// Runs `body` and gives what ALSA said on this thread meanwhile, the oldest first.
    static func collecting<Result>(_ body: () -> Result) -> (result: Result, messages: [String]) {
        turn.withLock { _ in
            collected.withLock { $0 = [] }
            let former = snd_lib_error_set_local { _, _, _, code, format, arguments in
                ALSAMessages.add(code: code, format: format, arguments: arguments)
            }
            defer { snd_lib_error_set_local(former) }
            let result = body()
            return (result, collected.withLock { $0 })
        }
    }

    /// Keeps stderr clean of what ALSA says on this thread from now on; return codes tell us.
    static func silenceThread() {
        snd_lib_error_set_local { _, _, _, _, _, _ in }
    }

    private static func add(
        code: Int32, format: UnsafePointer<CChar>?, arguments: CVaListPointer?
    ) {
        guard let format, let arguments else { return }
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            buffer.initialize(repeating: 0)
            vsnprintf(buffer.baseAddress, buffer.count, format, arguments)
            return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        let cause = code == 0 ? "" : ": " + String(cString: snd_strerror(code))
        collected.withLock { $0.append(text.filter { !$0.isNewline } + cause) }
    }
}
