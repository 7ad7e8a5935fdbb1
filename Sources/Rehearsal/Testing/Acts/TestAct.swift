import CallCentre
import Flows
import Telephony

/// What somebody does by a line of a transcript.
enum TestAct {
    /// A caller calls.
    case call
    /// Keys are pressed, one after the other.
    case press([Digit])
    /// Something else happens to the call.
    case input(CallInput)
    /// Queues and agents who are believed did something that is only to be written down.
    case note(CallEvent)
    /// An agent at work does something.
    case agent(AgentID, AgentInput, Effect)
    /// Something happens to somebody who is called back.
    case callback(CallbackInput)
    /// An agent calls a colleague or a queue.
    case dial(AgentID, number: String, phone: String)
    /// Something happens to a letter.
    case letter(CallID, WrittenInput)
    /// Something that only has to be so by then, as it is.
    case pass

    /// When what an agent does can be seen.
    enum Effect {
        /// At once.
        case now
        /// Later, as the agent hears first who calls.
        case later
        /// Never: nothing of it is a moment of the call.
        case none
        /// Never, and there is more to do before the line is met.
        case more
    }
}

/// An act that is next in a part, with its time.
struct PlannedAct {
    var act: TestAct
    /// The caller whose it is; nil for what agents do alone.
    var role: Int?
    var time: Duration
    /// The place of its line among all lines.
    var place: Int
}
