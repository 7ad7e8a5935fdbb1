extension TransactionLayer {
    /// Does what both sides do alike; passing on, ACK and CANCEL are the business of each.
    mutating func perform(
        _ act: TransactionAct, of id: TransactionID, now: Duration,
        into effects: inout [TransactionEffect]
    ) {
        switch act {
        case .send:
            guard let bytes = table[id]?.stored, !bytes.isEmpty, let hop = table[id]?.hop else {
                return
            }
            effects.append(.send(bytes, hop))
        case .set(let timer, let span):
            table[id]?.timers |= timer.bit
            timers.set(TimerName(id: id, timer: timer), at: now + span)
        case .cancel(let timer):
            guard let running = table[id]?.timers, running & timer.bit != 0 else { return }
            table[id]?.timers &= ~timer.bit
            timers.cancel(TimerName(id: id, timer: timer))
        case .timedOut:
            if table[id]?.isSilent == false { effects.append(.timedOut(id)) }
        case .failed:
            if table[id]?.isSilent == false { effects.append(.failed(id, .transport)) }
        case .end:
            end(id)
        case .pass, .acknowledge, .takeBack:
            break
        }
    }

    /// Forgets a transaction with all that leads to it.
    mutating func end(_ id: TransactionID) {
        guard let transaction = table[id] else { return }
        for timer in TransactionTimer.allCases where transaction.timers & timer.bit != 0 {
            timers.cancel(TimerName(id: id, timer: timer))
        }
        places.remove(id, transaction.key, hash: transaction.key.hashValue)
        if let mergeKey = transaction.mergeKey {
            merges.remove(id, mergeKey, hash: mergeKey.hashValue)
        }
        if transaction.hop.transport.isReliable {
            hops[transaction.hop]?.remove(id)
            if hops[transaction.hop]?.isEmpty == true {
                hops.removeValue(forKey: transaction.hop)
            }
        }
        if transaction.isServer { serverCount -= 1 }
        if transaction.isResting { restingCount -= 1 }
        table.remove(id)
    }

    mutating func fire(
        _ timer: TransactionTimer, of id: TransactionID, now: Duration,
        into effects: inout [TransactionEffect]
    ) {
        guard let isServer = table[id]?.isServer else { return }
        if isServer {
            step(id, on: .fired(timer), bringing: nil, now: now, into: &effects)
        } else {
            step(id, on: .fired(timer), carrying: nil, now: now, into: &effects)
        }
    }

    mutating func fail(
        _ id: TransactionID, now: Duration, into effects: inout [TransactionEffect]
    ) {
        guard let isServer = table[id]?.isServer else { return }
        if isServer {
            step(id, on: .transportFailed, bringing: nil, now: now, into: &effects)
        } else {
            step(id, on: .transportFailed, carrying: nil, now: now, into: &effects)
        }
    }
}
