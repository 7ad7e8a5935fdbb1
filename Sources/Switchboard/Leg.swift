import CallCentre
import Flows
import Telephony

/// The caller's side of a call: the line, and what runs for it.
///
/// Its tasks are owned by the ``Switchboard``, which alone touches a leg and cancels what is left
/// when the call is over.
struct Leg {
    struct Timer {
        let token: Int
        let task: Task<Void, Never>

        func cancel() { task.cancel() }
    }

    let line: any Line
    var caller: ScriptedCaller?
    /// Sounds that are being made ready.
    var renderings: [PlaybackID: Task<Void, Never>] = [:]
    var timers: [CallTimer: Timer] = [:]
    var isOver = false
    var whenOver: CheckedContinuation<Void, Never>?
    private var tokens = 0
    private var others: [Task<Void, Never>] = []

    init(line: any Line, caller: ScriptedCaller?) {
        self.line = line
        self.caller = caller
    }

    mutating func nextToken() -> Int {
        tokens += 1
        return tokens
    }

    mutating func begin(_ body: @escaping @Sendable () async -> Void) {
        others.append(Task { await body() })
    }

    func cancelAll() {
        for task in renderings.values { task.cancel() }
        for timer in timers.values { timer.cancel() }
        for task in others { task.cancel() }
    }
}
