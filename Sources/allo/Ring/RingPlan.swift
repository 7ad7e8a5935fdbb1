import CallCentre
import Media
import PhoneBridge
import Telephony

/// What `allo ring` is asked to do.
struct RingPlan: Sendable {
    /// Who is called: a `sip:` address.
    var target: String
    /// When each call is placed.
    var arrivals: ArrivalPlan
    /// How calls are placed.
    var settings: PhoneBridge.CallSettings
    /// How long a call lasts at most, from its answer.
    var hold: Duration
    /// How keys are sent.
    var method = KeyMethod.telephoneEvent
    /// What the caller presses, and when; nil where nothing is.
    var keys: KeyScript?
    /// What the caller says from the answer on; nil where nothing is.
    var speech: Sound?
    /// What the caller is to hear and does, line by line; nil where nothing is expected.
    var expected: ExpectedCall?
}
