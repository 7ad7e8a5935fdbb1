import CallCentre
import Flows
import Telephony

/// Ringing those who are to be called back; once they answer, their lines are those of calls.
extension Switchboard {
    func arrange(_ act: CallbackAct, ofCallback call: CallID) {
        switch act {
        case .ring:
            callbackRings.insert(call)
            deferred.append(.callback(call, act))
        case .hangUp:
            callbackRings.remove(call)
            guard let line = callbackLines.removeValue(forKey: call) else { return }
            deferred.append(.closing(line))
        case .becomesCall(let name):
            guard let line = callbackLines[call] else { return }
            legs[name] = Leg(line: line, caller: nil, refuse: nil)
            calledBack[call] = name
            callbackLines[call] = nil
        }
    }

    func carryOut(_ act: CallbackAct, ofCallback call: CallID) {
        // Whoever was let go before it was written down is never rung.
        guard case .ring(let ring) = act, callbackRings.contains(call) else { return }
        defer { callbackRings.remove(call) }
        guard outage == nil else { return take(.callback(call, .notRung)) }
        guard let exchange = parts.exchange else {
            return take(.callback(call, .notReached(.unreachable)))
        }
        let line = exchange.ring(
            ring.route.address, through: ring.route.trunk,
            as: ShownCaller(number: ring.from), within: ring.route.patience)
        callbackLines[call] = line
        begin { [weak self] in await self?.follow(callback: call, on: line) }
    }

    /// Brings to the core what happens on the line of somebody who is rung; once they have
    /// answered, all that happens to their call.
    private func follow(callback call: CallID, on line: any Line) async {
        for await event in line.events {
            switch event {
            case .reached:
                take(.callback(call, .reached))
                guard let name = calledBack[call] else {
                    later(.closing(line))
                    continue
                }
                await stay(with: name, on: line)
                calledBack[call] = nil
                return
            case .notReached(let reason, _):
                guard callbackLines[call]?.id == line.id else { continue }
                take(.callback(call, .notReached(CallEvent.NoAnswerReason(reason))))
            case .hungUp, .otherPartyHungUp: later(.hangUpNoted(line))
            case .deviceLost(let reason): parts.report(reason)
            case .played, .digit, .held, .retrieved, .transferAsked: break
            }
        }
        if callbackLines[call]?.id == line.id {
            callbackLines[call] = nil
            take(.callback(call, .notReached(.unreachable)))
        }
    }
}
