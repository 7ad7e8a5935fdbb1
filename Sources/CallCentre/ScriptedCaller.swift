public import Flows
import Telephony

/// A caller without hands, who does what a ``KeyScript`` says.
///
/// Pure: it looks at the call after everything that happens to it, and says what the caller will do
/// and when. A caller with nothing left to do hangs up once the call waits for keys, or in a queue.
public struct ScriptedCaller: Sendable {
    /// Something that the caller will do.
    public struct Planned: Equatable, Sendable {
        /// When, on the clock of the process.
        public var time: Duration
        /// A key, or hanging up.
        public var input: CallInput
    }

    /// How long after the prompt the first key of a group is pressed.
    static let reaction = Duration.milliseconds(400)
    /// From one key of a group to the next.
    static let keySpacing = Duration.milliseconds(150)
    /// How long a caller with nothing left to do listens before they hang up.
    static let patience = Duration.seconds(2)

    private var acts: ArraySlice<KeyScript.Act>
    /// When the keys of the group are due that have not been pressed yet.
    private var keysAhead: [Duration] = []
    /// When the last of the keys with a time of their own is due.
    private var lastTimed = Duration.zero
    /// The failures that the call had when the caller began to let one pass.
    private var failuresBefore: Int?
    /// Whether the caller has planned to hang up, at a time of the script or at its end.
    private var hangsUp = false

    /// Makes a caller who has not called yet.
    public init(_ script: KeyScript) { acts = script.acts[...] }

    /// What the caller will do, now that something has happened to the call.
    ///
    /// - Parameters:
    ///   - input: what happened, where it is the arrival or a key; nil for anything else.
    ///   - flow: the call after it.
    ///   - now: the clock of the process.
    /// - Returns: keys and hanging up with their times; nothing while what was planned before has
    ///   not been done.
    public mutating func plan(
        after input: CallInput?, in flow: FlowState, at now: Duration
    ) -> [Planned] {
        var plans: [Planned] = []
        if case .arrived = input { plans = planTimed(from: now) }
        if case .digit = input, let due = keysAhead.first, due <= now {
            keysAhead.removeFirst()
        }
        guard keysAhead.isEmpty, flow.awaitsKeys || flow.queue != nil else {
            return plans
        }
        passOnce(flow)
        switch acts.first {
        case .press(let digits) where flow.awaitsKeys:
            acts.removeFirst()
            let keys = ScriptedCaller.keys(digits, from: now + ScriptedCaller.reaction)
            keysAhead = keys.map(\.time)
            plans += keys
        case nil where now >= lastTimed && !hangsUp:
            hangsUp = true
            plans.append(Planned(time: now + ScriptedCaller.patience, input: .hungUp))
        case nil, .press, .letPass, .pressAt, .hangUpAt:
            break
        }
        return plans
    }

    private mutating func planTimed(from answer: Duration) -> [Planned] {
        var plans: [Planned] = []
        for act in acts {
            switch act {
            case .pressAt(let time, let digits):
                let keys = ScriptedCaller.keys(digits, from: answer + time)
                lastTimed = max(lastTimed, keys.last?.time ?? .zero)
                plans += keys
            case .hangUpAt(let time):
                hangsUp = true
                plans.append(Planned(time: answer + time, input: .hungUp))
            case .press, .letPass:
                break
            }
        }
        acts.removeAll { act in
            switch act {
            case .pressAt, .hangUpAt: true
            case .press, .letPass: false
            }
        }
        return plans
    }

    private static func keys(_ digits: [Digit], from first: Duration) -> [Planned] {
        digits.enumerated().map { index, digit in
            Planned(time: first + keySpacing * index, input: .digit(digit))
        }
    }

    /// Lets the no-input timer run out where the script says so: the wait after it is another one.
    private mutating func passOnce(_ flow: FlowState) {
        while acts.first == .letPass, flow.awaitsKeys {
            guard let before = failuresBefore else {
                failuresBefore = flow.failureCount
                return
            }
            guard flow.failureCount > before else { return }
            failuresBefore = nil
            acts.removeFirst()
        }
    }
}
