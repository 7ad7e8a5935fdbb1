import PhoneBridge
import Telephony

/// One call, from the INVITE to the end.
struct RingCall {
    let plan: RingPlan
    let bridge: PhoneBridge

    /// Places the call and stays on the line as long as the plan says, or until somebody hangs up.
    func run() async -> CallOutcome {
        let began = ContinuousClock.now
        let ear = LineEar(keepsSound: plan.expected != nil)
        var settings = plan.settings
        settings.tap = { ear.hear($0) }
        let line: PhoneLine
        do {
            line = try await bridge.call(plan.target, settings: settings)
        } catch {
            var outcome = CallOutcome()
            outcome.failure = CallOutcome.Failure(reason: "\(error)")
            return outcome
        }
        let prompts = await follow(line, ear)
        line.hangUp()
        return outcome(line, ear, began: began, prompts: prompts)
    }

    /// Follows the call to its end, with a caller on it once it has been answered.
    private func follow(_ line: PhoneLine, _ ear: LineEar) async -> [CallOutcome.Prompt] {
        await withTaskGroup(of: [CallOutcome.Prompt].self) { group in
            for await event in line.events where event == .reached {
                let caller = RingingCaller(plan: plan, line: line, ear: ear)
                group.addTask {
                    let prompts = await caller.talk()
                    line.hangUp()
                    return prompts
                }
            }
            group.cancelAll()
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func outcome(
        _ line: PhoneLine, _ ear: LineEar, began: ContinuousClock.Instant,
        prompts: [CallOutcome.Prompt]
    ) -> CallOutcome {
        let report = line.report
        var outcome = CallOutcome()
        guard let answered = report.answered else {
            outcome.failure = CallOutcome.Failure(status: report.status, reason: report.reason)
            return outcome
        }
        outcome.setUp = answered
        outcome.postDialDelay = report.progressed ?? answered
        outcome.length = (report.ended ?? ContinuousClock.now - began) - answered
        outcome.packets = ear.tally
        outcome.firstPacket = outcome.packets.first.map { $0 - began }
        outcome.keyToSound = ear.keyToSound
        outcome.prompts = prompts
        return outcome
    }
}
