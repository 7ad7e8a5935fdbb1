import Synchronization
import Telephony

/// Where the two sides of a line meet: commands wait here for the line's thread, callers of
/// `close` for its end.
final class LineDesk: Sendable {
    private struct State {
        var commands: [LineCommand] = []
        var hasEnded = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    let feed: AsyncStream<LineEvent>.Continuation
    private let state = Mutex(State())

    init(feed: AsyncStream<LineEvent>.Continuation) {
        self.feed = feed
    }

    func post(_ command: LineCommand) {
        state.withLock { state in
            if !state.hasEnded { state.commands.append(command) }
        }
    }

    func takeCommands() -> [LineCommand] {
        state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// The line's thread has done its last frame.
    func end() {
        feed.finish()
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func ended() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiting.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }
}
