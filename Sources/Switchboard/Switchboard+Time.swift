import CallCentre
import Flows
import Queues
import Telephony

/// The timers of all calls: one agenda, and a sleeper for the first of them.
extension Switchboard {
    /// Timers fire together at the end of a span so long, in microseconds: a thousand calls wake
    /// the machine no more often than one.
    private static let grain: Int64 = 4_000
    /// Cancelled timers stay in the agenda until they are more than half of it, and so many.
    private static let mostCancelled = 1_024

    func set(_ timer: CallTimer, after span: Duration, of call: CallID) {
        guard let run = legs[call]?.timers.start(timer) else { return }
        add(.timer(call, timer, run: run), at: now + span)
    }

    func set(_ timer: QueueTimer, after span: Duration) {
        queueTimerRuns += 1
        queueTimers[timer] = queueTimerRuns
        add(.queueTimer(timer, run: queueTimerRuns), at: now + span)
    }

    func cancel(_ timer: CallTimer, of call: CallID) {
        legs[call]?.timers.cancel(timer)
        cancelledTimers += 1
        guard cancelledTimers > Self.mostCancelled, cancelledTimers > agenda.count / 2 else {
            return
        }
        cancelledTimers = 0
        agenda.keep { alarm in
            switch alarm {
            case .timer(let call, let timer, let run):
                legs[call]?.timers.isOn(timer, run: run) ?? false
            case .queueTimer(let timer, let run): queueTimers[timer] == run
            case .script, .journal: true
            }
        }
    }

    /// Lets something happen at a time of the journal's clock.
    func add(_ alarm: Alarm, at time: Duration) {
        let time = time.inMicroseconds
        agenda.add(alarm, at: time)
        wake(at: time)
    }

    private func wake(at time: Int64) {
        let (grains, rest) = time.quotientAndRemainder(dividingBy: Self.grain)
        let waking = (grains + (rest > 0 ? 1 : 0)) * Self.grain
        // Whoever sleeps until later finds what is left of the agenda then.
        if let next = wakings.last, next <= waking { return }
        wakings.append(waking)
        let instant = start + .microseconds(waking)
        begin { [weak self] in
            // Cancelled at the end of `run()`: nothing is to happen any more.
            guard (try? await ContinuousClock().sleep(until: instant, tolerance: .zero)) != nil
            else { return }
            await self?.wake(from: waking)
        }
    }

    private func wake(from waking: Int64) {
        wakings.removeAll { $0 == waking }
        let now = now.inMicroseconds
        while let time = agenda.nextTime, time <= now, let alarm = agenda.removeNext() {
            fire(alarm)
        }
        if let time = agenda.nextTime { wake(at: time) }
    }

    private func fire(_ alarm: Alarm) {
        switch alarm {
        case .timer(let call, let timer, let run):
            guard legs[call]?.timers.end(timer, run: run) == true else { return }
            take(.timerFired(timer), of: call)
        case .queueTimer(let timer, let run):
            guard queueTimers[timer] == run else { return }
            queueTimers[timer] = nil
            take(.timerFired(timer))
        case .script(let call, let input):
            take(input, of: call)
        case .journal: later(.journal)
        }
    }
}

extension Duration {
    /// The span in whole microseconds, towards zero.
    fileprivate var inMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
