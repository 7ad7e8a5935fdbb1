import CallCentre
import Flows
import Telephony

/// The caller's side of a call: the line, and what runs for it.
///
/// The ``Switchboard`` alone touches a leg. What is brought back for one that is gone, or for a
/// playback that was stopped, is dropped.
struct Leg {
    let line: any Line
    var caller: ScriptedCaller?
    /// How to turn the call away that has not been answered; nil for a line that was taken before.
    var refuse: (@Sendable () -> Void)?
    /// Playbacks whose sound is being made ready.
    var renderings: Set<PlaybackID> = []
    var timers = TimerRuns()
    /// The ring that is wanted, by its number; nil where none is.
    var ring: Int?
    /// The agent whose line is joined with this one.
    var agent: AgentID?
    /// Whether the call is over, and that is written down.
    var isOver = false
    var whenOver: CheckedContinuation<Void, Never>?
    private var rings = 0

    init(line: any Line, caller: ScriptedCaller?, refuse: (@Sendable () -> Void)?) {
        self.line = line
        self.caller = caller
        self.refuse = refuse
    }

    /// Numbers a ring that is wanted from now on.
    mutating func nextRing() -> Int {
        rings += 1
        ring = rings
        return rings
    }
}
