import CallCentre
import CallLog
import Telephony

extension Unfinished {
    /// What brings agents back to work, and those who are to be called back to their places.
    ///
    /// - Parameters:
    ///   - pause: from a failed attempt to the next.
    ///   - unixNow: the time since 1970-01-01 00:00:00 UTC.
    ///   - now: the same moment on the clock of the process.
    /// - Returns: what happens to the centre.
    func happenings(
        pause: Duration, unixNow: Duration, now: Duration
    ) -> [CentreInput.Happening] {
        let agents = agents.map { agent in
            let away: String? =
                switch agent.presence {
                case .ready: nil
                case .away(let reason): reason
                }
            return CentreInput.Happening.agent(
                agent.agent,
                .login(
                    AgentInput.Login(
                        phone: agent.phone, away: away,
                        shift: CallID(rawValue: RandomName.make()),
                        unixMilliseconds: unixNow.inMilliseconds)))
        }
        let callbacks = callbacks.compactMap { callback -> CentreInput.Happening? in
            // Who was erased can't be called any more.
            guard let number = callback.number.flatMap({ PhoneNumber($0) }) else { return nil }
            let due = callback.lastFailed.map { $0 + pause } ?? unixNow
            return .callback(
                callback.call,
                .kept(
                    KeptCallback(
                        queue: callback.queue, caller: callback.caller, number: number,
                        since: callback.place - unixNow + now,
                        accepted: callback.accepted - unixNow + now,
                        language: callback.language, recordsTalks: callback.recordsTalks,
                        attempts: callback.attempts, pause: max(.zero, due - unixNow))))
        }
        return agents + callbacks + contactHappenings(unixNow: unixNow, now: now)
    }

    /// What brings letters and e-mails to their places.
    func contactHappenings(unixNow: Duration, now: Duration) -> [CentreInput.Happening] {
        let counts = contactCounts.sorted { $0.key < $1.key }.map { queue, count in
            CentreInput.Happening.written(
                CallID(rawValue: ""), .counted(queue: queue, count: count))
        }
        return counts
            + kept(unixNow: unixNow, now: now).map { .written($0.contact, .kept($0.kept)) }
    }

    /// The letters and e-mails, with their times on the clock of the process.
    func kept(unixNow: Duration, now: Duration) -> [(contact: CallID, kept: KeptContact)] {
        contacts.map { contact in
            (
                contact.contact,
                KeptContact(
                    receipt: contact.receipt, received: contact.received - unixNow + now,
                    records: contact.records)
            )
        }
    }

    /// Whether there is nothing to go on with.
    var isEmpty: Bool { agents.isEmpty && callbacks.isEmpty && contacts.isEmpty }
}
