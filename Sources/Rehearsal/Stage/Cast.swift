import CallCentre
import Flows
import Telephony

extension Stage {
    /// What runs for one call: its timers and what it hears. When the call is over another takes
    /// the place, in which runs are counted on: what is left on the agenda is of no run then.
    struct Cast: Sendable {
        var id: CallID
        var timers = TimerRuns()
        var prompt: PlaybackID?
        /// Which of the prompts in this place is heard.
        var promptRun = 0
        var request: RequestID?
        var silentSince: Int64

        mutating func leave() {
            timers.cancelAll()
            prompt = nil
            request = nil
        }

        mutating func enter(_ call: CallID, at time: Int64) {
            id = call
            silentSince = time
        }
    }
}
