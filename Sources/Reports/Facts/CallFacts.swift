public import Telephony

/// What is known of one call, as its events tell it: what every figure is counted from.
///
/// An attempt to call somebody back has facts of its own, told apart by ``attempt``.
public struct CallFacts: Hashable, Sendable {
    /// The call.
    public var call: CallID
    /// The person who calls or is called back, under a random name.
    public var caller: CallerID?
    /// What was called: a number, or the name of a flow.
    public var called = ""
    /// The flow that took the call.
    public var flow = ""
    /// The version of that flow.
    public var version = ""
    /// The language that the call began in.
    public var language: LanguageTag?
    /// When the call came in, or the attempt began.
    public var arrived: WallTime
    /// What the clocks of the centre showed then.
    public var localTime: CivilTime?
    /// The zone of those clocks.
    public var zone = ""
    /// When Allo took the call.
    public var answered: WallTime?
    /// When the call was over; nil while it goes on.
    public var ended: WallTime?
    /// Why the call is over; nil while it goes on.
    public var endReason: CallEvent.EndReason?
    /// The kind of customer, where the caller was recognised.
    public var segment: String?
    /// What the caller called for, as last told.
    public var motive: String?
    /// What the caller got without an agent.
    public var selfService: [String] = []
    /// The steps that the flow went through, in order.
    public var steps: [StepFacts] = []
    /// How often the caller pressed nothing in time.
    public var noInputs = 0
    /// How often the caller pressed what the flow had no use for.
    public var noMatches = 0
    /// The visits to queues, in order; that of a callback's talk before all others.
    public var visits: [VisitFacts] = []
    /// The transfers by the flow itself, to destinations outside.
    public var transfers: [TransferFacts] = []
    /// The answers to survey questions.
    public var surveys: [SurveyFacts] = []
    /// What the caller consented to or refused.
    public var consents: [ConsentFacts] = []
    /// The recordings of the caller's voice.
    public var recordings: [RecordingFacts] = []
    /// What became of an attempt to call somebody back; nil for a call that came in.
    public var attempt: AttemptFacts?

    /// A call of which nothing is known but when it began.
    public init(call: CallID, arrived: WallTime) {
        self.call = call
        self.arrived = arrived
    }

    /// Whether the call goes on.
    public var isOpen: Bool { ended == nil }

    /// Whether the call came in, as against an attempt to call somebody back.
    public var isIncoming: Bool { attempt == nil }

    /// Whether an agent or a provider talked with the caller.
    public var isHandled: Bool { visits.contains { $0.outcome == .answered } }

    /// Whether the caller hung up before a queue, a transfer or the end of a self-service.
    public var isAbandonedInMenu: Bool {
        endReason == .caller && visits.isEmpty && transfers.isEmpty && selfService.isEmpty
    }

    /// Whether the caller got what they came for without a queue or a transfer.
    public var isContained: Bool {
        !isOpen && !selfService.isEmpty && visits.isEmpty && transfers.isEmpty
    }

    /// Whether the caller got something: a talk, the end of a self-service, or the promise of a
    /// callback.
    public var isServed: Bool {
        isHandled || !selfService.isEmpty || visits.contains { $0.outcome == .callback }
    }

    /// The step in which the caller hung up without having been heard by anybody.
    public var hungUpIn: StepFacts? { steps.last.flatMap { $0.isHungUp ? $0 : nil } }

    /// The visit that stands for the talk of a callback; nil where there was none.
    public var callbackVisit: VisitFacts? { visits.first.flatMap { $0.isCallback ? $0 : nil } }

    /// Takes in that an agent was done with what a talk left to do.
    ///
    /// The event stands in the agent's shift, so it comes from outside the call's own stream.
    ///
    /// - Parameters:
    ///   - visit: the number of the visit.
    ///   - agent: whose shift tells it; nil for the last agent who talked in the visit.
    ///   - time: when.
    /// - Returns: how long it took; nil where no talk of the visit waits for it.
    @discardableResult
    public mutating func wrapEnded(
        visit: Int, agent: String? = nil, at time: WallTime
    ) -> Duration? {
        guard let place = visits.lastIndex(where: { $0.number == visit }),
            let talk = visits[place].talks.lastIndex(where: { $0.awaitsWrap(of: agent) })
        else { return nil }
        return visits[place].talks[talk].wrapEnded(agent: agent, at: time)
    }
}
