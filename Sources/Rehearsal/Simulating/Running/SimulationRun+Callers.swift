import CallCentre
import Flows
import Telephony

// What callers do.
extension SimulationRun {
    // MARK: Calling

    mutating func planArrival(_ stream: Int) {
        guard let time = arrivals[stream].next() else { return }
        intend(.arrival(stream: stream), at: time - origin)
    }

    mutating func arrive(in stream: Int) {
        let caller = population.next(in: stream)
        planArrival(stream)
        arrive(caller)
    }

    mutating func arrive(_ caller: SimulatedCaller) {
        guard isTaken() else { return }
        calls += 1
        let call = CallID(rawValue: "call-\(calls)")
        callers[call] = caller
        let stream = plan.streams[caller.identity.stream]
        happen(
            .arrived(
                Arrival(
                    flow: stream.flow, caller: caller.identity.caller, from: caller.identity.phone,
                    to: stream.called, unixMilliseconds: origin + clock)), to: call)
    }

    /// Whether a call that comes is one of those that count, and there is a process to take it.
    private mutating func isTaken() -> Bool {
        guard let reduction = ordeal?.plan.reduction else { return true }
        let number = ordeal?.comers ?? 0
        ordeal?.comers += 1
        guard reduction.calls?.contains(number) ?? true, clock <= reduction.until ?? .max else {
            return false
        }
        guard ordeal?.isDown == true else { return true }
        ordeal?.turnedAway += 1
        return false
    }

    // MARK: Steps

    mutating func enter(_ step: String, of flow: String, in call: CallID) {
        let press = callers.access(call) { $0?.enter(step, of: flow) }
        if press == .hangUp { planHangUp(call) }
    }

    private mutating func planHangUp(_ call: CallID) {
        guard var caller = callers[call] else { return }
        caller.intention = .settled
        let span = caller.habits.profile.reaction.draw(from: &caller.keys) ?? 0
        intend(.hangUp(call, mind: caller.mind), after: span)
        callers[call] = caller
    }

    /// A prompt begins: who knows what it says may press a key during it.
    mutating func promptBegins(_ text: LoggedText, in call: CallID) {
        guard callers.access(call, { $0?.mayBargeIn }) == true, var caller = callers[call] else {
            return
        }
        guard caller.keys.happens(caller.habits.profile.bargeIn), let press = caller.decide() else {
            caller.intention = .attentive
            callers[call] = caller
            return
        }
        let characters: Int =
            switch text {
            case .common(let text), .personal(let text): PromptLengths.characters(of: text)
            default: 0
            }
        let span = Double(65 * characters) * caller.keys.unit()
        callers[call] = caller
        carryOut(press, in: call, after: Int64(span))
    }

    /// A prompt was heard to its end.
    mutating func hearEnd(in call: CallID) {
        // A key that nothing heard, as during a prompt without barge-in, is pressed again.
        callers.access(call) { if $0?.hasPressedInVain == true { $0?.change() } }
        guard callers.access(call, { $0?.meansToEscape }) == true, let caller = callers[call] else {
            return
        }
        var keys = caller.keys
        let span = caller.habits.profile.reaction.draw(from: &keys) ?? 0
        callers.access(call) { $0?.keys = keys }
        intend(.escape(call, wait: caller.wait), after: span)
    }

    /// Looks whether a call waits for keys of somebody who has not decided.
    mutating func consider(_ call: CallID) {
        guard callers.access(call, { $0?.isUndecided }) == true, stage.awaitsKeys(call),
            var deciding = callers[call]
        else { return }
        let press = deciding.decide() ?? .nothing
        let span = deciding.habits.profile.reaction.draw(from: &deciding.keys) ?? 0
        callers[call] = deciding
        carryOut(press, in: call, after: span)
    }

    private mutating func carryOut(
        _ press: SimulationPlan.Press, in call: CallID, after span: Int64
    ) {
        guard var caller = callers[call] else { return }
        caller.intention = .settled
        let keys = caller.digits(for: press, in: program)
        callers[call] = caller
        if press == .hangUp {
            intend(.hangUp(call, mind: caller.mind), after: span)
        } else if let keys, !keys.isEmpty {
            intend(.press(call, keys[...], mind: caller.mind), after: span)
        }
    }

    /// From one key to the next.
    private static let keySpacing: Int64 = 200

    mutating func press(_ keys: ArraySlice<Digit>, in call: CallID, mind: Int) {
        guard callers.access(call, { $0?.mind }) == mind, let key = keys.first else { return }
        if keys.count > 1 {
            intend(.press(call, keys.dropFirst(), mind: mind), after: Self.keySpacing)
        }
        happen(.digit(key), to: call)
        guard keys.count == 1 else { return }
        callers.access(call) { if $0?.mind == mind { $0?.intention = .done } }
    }

    mutating func speak(in call: CallID) {
        guard var caller = callers[call], case .speaking = caller.step else { return }
        let span = caller.habits.profile.speech.draw(from: &caller.keys) ?? 0
        callers[call] = caller
        intend(.stopSpeaking(call, mind: caller.mind), after: span)
    }

    // MARK: Waiting

    mutating func beginWait(_ queue: String, in call: CallID) {
        guard var caller = callers[call] else { return }
        figures.noteWait(
            in: queue, profile: caller.identity.profile, of: population.habits.count)
        caller.wait += 1
        caller.isWaiting = true
        caller.queue = queue
        caller.escape = nil
        if case .waiting(let lots) = caller.step {
            switch lots.draw(from: &caller.keys) {
            case .keys(let keys): caller.escape = keys
            case .hangUp:
                let span = caller.habits.profile.reaction.draw(from: &caller.keys) ?? 0
                intend(.giveUp(call, wait: caller.wait), after: span)
            default: break
            }
        }
        if let patience = caller.habits.profile.patience.draw(from: &caller.patience) {
            intend(.giveUp(call, wait: caller.wait), after: patience)
        }
        callers[call] = caller
    }

    mutating func escape(_ call: CallID, wait: Int) {
        guard let caller = callers[call], caller.wait == wait, caller.isWaiting,
            let keys = caller.escape
        else { return }
        callers[call]?.escape = nil
        press(keys[...], in: call, mind: caller.mind)
    }

    mutating func leaveQueue(_ call: CallID) {
        callers.access(call) {
            $0?.isWaiting = false
            $0?.wait += 1
        }
    }

    /// A caller has hung up in a queue, and may call again.
    mutating func abandon(_ call: CallID) {
        leaveQueue(call)
        guard var caller = callers[call], let again = caller.habits.profile.repetition,
            !replayed.contains(caller.identity.stream),
            caller.identity.attempt < again.most, caller.patience.happens(again.share),
            let span = again.after.draw(from: &caller.patience), clock + span < end
        else { return }
        var identity = caller.identity
        identity.attempt += 1
        identity.matter = identity.attempt
        intend(.callAgain(identity), after: span)
    }

    /// A call is over in which somebody talked with the caller: they may call again, where that did
    /// not settle what they called for, at a time at which others call as well.
    mutating func leave(_ call: CallID) {
        guard var caller = callers[call], caller.hasTalked,
            let again = caller.habits.profile.unresolved,
            !replayed.contains(caller.identity.stream),
            caller.identity.attempt < again.most, caller.talk.happens(again.share),
            let span = again.after.draw(from: &caller.talk), clock + span < end
        else { return }
        let part = caller.talk.unit()
        let stream = caller.identity.stream
        guard let time = arrivals[stream].moment(from: origin + clock + span, part: part) else {
            return
        }
        var identity = caller.identity
        identity.attempt += 1
        intend(.callAgain(identity), at: time - origin)
    }
}
