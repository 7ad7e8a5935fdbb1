import CallCentre
import Flows
import Telephony

/// The caller without hands.
extension Switchboard {
    /// How long after the prompt a scripted caller presses the first key.
    private static let reaction = Duration.milliseconds(400)
    /// From one key of a group to the next.
    private static let keySpacing = Duration.milliseconds(150)
    /// How long a scripted caller with nothing left to do listens before they hang up.
    private static let patience = Duration.seconds(2)

    /// Plans what the script does at fixed times.
    func startScript(of call: CallID) {
        guard let acts = legs[call]?.script?.acts else { return }
        let answered = ContinuousClock.now
        for act in acts {
            switch act {
            case .pressAt(let time, let digits):
                legs[call]?.begin { [weak self] in
                    await self?.press(digits, of: call, from: answered + time)
                }
            case .hangUpAt(let time):
                legs[call]?.begin { [weak self] in
                    guard await sleep(until: answered + time) else { return }
                    await self?.take(.hungUp, of: call)
                }
            case .press, .letPass:
                break
            }
        }
        legs[call]?.script?.acts.removeAll { act in
            switch act {
            case .pressAt, .hangUpAt: true
            case .press, .letPass: false
            }
        }
        followScript(of: call, flow: nil)
    }

    /// Does what comes next in the script once the call waits for it.
    func followScript(of call: CallID, flow: FlowState?) {
        guard let flow, legs[call]?.nextAct == nil, let script = legs[call]?.script else { return }
        let waits = flow.awaitsKeys
        guard waits || flow.queue != nil else { return }
        guard let act = script.acts.first else {
            legs[call]?.nextAct = Task { [weak self] in
                guard await sleep(until: .now + Switchboard.patience) else { return }
                await self?.take(.hungUp, of: call)
            }
            return
        }
        guard waits, case .press(let digits) = act else {
            if waits { passOnce(of: call) }
            return
        }
        legs[call]?.script?.acts.removeFirst()
        legs[call]?.nextAct = Task { [weak self] in
            await self?.press(digits, of: call, from: .now + Switchboard.reaction)
            await self?.scriptGoesOn(of: call)
        }
    }

    private func scriptGoesOn(of call: CallID) {
        legs[call]?.nextAct = nil
        followScript(of: call, flow: flow(of: call))
    }

    /// Lets the no-input timer run out: the next wait is another one.
    private func passOnce(of call: CallID) {
        guard let failures = flow(of: call)?.failureCount else { return }
        guard let before = legs[call]?.failuresAtPass else {
            legs[call]?.failuresAtPass = failures
            return
        }
        guard failures > before else { return }
        legs[call]?.failuresAtPass = nil
        legs[call]?.script?.acts.removeFirst()
        followScript(of: call, flow: flow(of: call))
    }

    private func press(
        _ digits: [Digit], of call: CallID, from start: ContinuousClock.Instant
    ) async {
        var time = start
        for digit in digits {
            guard await sleep(until: time) else { return }
            take(.digit(digit), of: call)
            time += Switchboard.keySpacing
        }
    }
}

/// Waits for an instant; false where the task was cancelled first.
private func sleep(until instant: ContinuousClock.Instant) async -> Bool {
    // Losing the error is the point: it says no more than that the task was cancelled.
    (try? await ContinuousClock().sleep(until: instant, tolerance: .zero)) != nil
}
