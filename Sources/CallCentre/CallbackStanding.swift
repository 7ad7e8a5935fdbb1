import Queues
public import Telephony

/// Somebody who is to be called back.
public struct CallbackStanding: Equatable, Sendable {
    /// The call in which they accepted.
    public var call: CallID
    /// Where they are to be called.
    public var number: PhoneNumber
    /// The queue in which their place is kept.
    public var queue: String
    /// When they first began to wait: their place.
    public var since: Duration
    /// How often it was tried, an attempt that goes on included.
    public var attempts: Int
}

extension CallCentre.State {
    /// Those who are to be called back, who waits longest first; those included who have accepted
    /// it and are still on the line.
    public var callbackStandings: [CallbackStanding] {
        callbacks.map { call, callback in
            CallbackStanding(
                call: call, number: callback.number, queue: callback.queue,
                since: queues.waiting(of: call)?.since ?? calls[call]?.since ?? callback.accepted,
                attempts: callback.attempts)
        }.sorted { ($0.since, $0.call.rawValue) < ($1.since, $1.call.rawValue) }
    }
}
