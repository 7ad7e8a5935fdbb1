public import Telephony

/// One call as its flow sees it: where it is, what its variables hold, what it waits for.
///
/// A value; ``FlowInterpreter`` alone changes it.
public struct FlowState: Sendable {
    /// What a call waits for, and what leads out of it.
    enum Activity: Equatable, Sendable {
        /// The call has not come in. Left by its arrival, or by the answer of who is called back.
        case new
        /// A say step speaks. Left when all is said.
        case speaking
        /// A menu, a collect step or a question of a survey listens. Left by an entry, or by the
        /// last failure allowed.
        case listening(question: Int)
        /// A question is asked outside. Left when the answer is there and all is said.
        case asking(RequestID, answer: OutsideAnswer?)
        /// The prompt of a record step is heard. Left when all is said.
        case announcingRecording
        /// The caller is recorded. Left by a key or the longest time.
        case recording(since: Duration)
        /// A queue is asked to take the call, whose caller will hear these. Left by its answer.
        case joining(queue: String, prompts: [Listening.Prompt])
        /// The caller waits in a queue. Left by an agent, a key, an offer or the longest wait, or
        /// when the queue lets the call go.
        case queueing(queue: String, music: PlaybackID?)
        /// The core is asked to keep the caller's place for a callback. Left by its answer.
        case callingBack(queue: String, number: PhoneNumber)
        /// The core is asked to change what an agent does. Left by its answer.
        case changingAgent
        /// The caller talks with an agent. Left when one of them ends it.
        case talking(queue: String, agent: String, held: PlaybackID?)
        /// The prompt of a transfer is heard. Left when all is said.
        case announcingTransfer
        /// A destination is asked to take the call. Left by its answer.
        case transferring(music: PlaybackID?)
        /// The destination and the caller talk. Left when one of them hangs up.
        case transferred
        /// The last words are heard. Left when all is said.
        case leaving(CallEvent.EndReason)
        /// The call is over. Nothing leads out.
        case over
    }

    /// What the caller knows and says of being recorded.
    enum RecordingConsent: Equatable, Sendable {
        /// They know nothing of it. Left by a step that tells them.
        case untold
        /// They were told, and did not refuse.
        case told
        /// They refused. Left when they agree after all.
        case refused
    }

    /// One flow that runs, with its variables.
    struct Frame: Sendable {
        var flow: Flow
        var step: Int
        var slots: [Value]
        /// The call step of the flow below that runs this one.
        var caller: SubFlow?
    }

    /// A visit to a queue, from the place that was given until it ends; it outlives steps that the
    /// caller hears meanwhile.
    struct Visit: Equatable, Sendable {
        var queue: String
        var since: Duration
        /// Whether the caller hears something else, and keeps the place.
        var isAside = false
        var wasOffered = false
        /// How long the music plays until the next announcement.
        var pause: Duration
        /// Whether the position and the wait are asked for, to be told.
        var awaitsEstimate = false
        /// Whether it is the turn of a comfort message, and of which.
        var isComfortNext = false
        var comfort = 0
        /// What was told last, so that none of it ever grows.
        var position: Int?
        var wait: WaitBand?
    }

    /// What is known of a call that is replayed from its log.
    public struct Hidden: Equatable, Sendable {
        /// How the comparisons with secrets came out, in order.
        public var outcomes: [Bool]
        /// What other calls decided of it; nil where they are there themselves.
        public var past: QueuePast?

        /// Describes what is known.
        public init(outcomes: [Bool], past: QueuePast? = nil) {
            self.outcomes = outcomes
            self.past = past
        }
    }

    /// The flows and their centre that the call began with, whatever is loaded later.
    public let program: FlowProgram
    var frames: [Frame] = []
    /// The language that the caller hears.
    public internal(set) var language = LanguageTag.french
    var activity = Activity.new
    var listening = Listening()
    /// What plays, or played last, and the name of its prompt.
    var heard: (playback: PlaybackID, prompt: String?)?
    var noInputs = 0
    var noMatches = 0
    var callFailures = 0
    var stepsTaken = 0
    var variableBytes = 0
    var requests = 0
    var hasFailedTooOften = false
    var hasProblem = false
    /// The visit to a queue that has not ended.
    var visit: Visit?
    /// Whom an agent has sent the caller to, while the step is entered in which they wait for them.
    var colleague: AgentID?
    /// What the customer is called, where a customer file said so.
    public internal(set) var customerName: String?
    /// When the call came in, on the clock of the process and in milliseconds since 1970 UTC.
    var arrival: (now: Duration, unixMilliseconds: Int64) = (.zero, 0)
    var now = Duration.zero
    var hidden: Hidden?
    var recording = RecordingConsent.untold
    /// Whether somebody wants to know what the call goes through.
    let isTraced: Bool
    /// Whether transitions are being followed, and the one to follow next.
    var isFollowing = false
    var pending: Transition?
    /// What the step that runs has done so far; empty between steps.
    var outbox: [CallEffect] = []

    /// A call that has not come in yet.
    ///
    /// - Parameters:
    ///   - program: the flows and their centre.
    ///   - hidden: for a call replayed from its log: its secrets are not known, but what came of
    ///     them is.
    ///   - isTraced: whether each ``Passage`` of it is told.
    public init(program: FlowProgram, hidden: Hidden? = nil, isTraced: Bool = false) {
        self.isTraced = isTraced
        self.program = program
        self.hidden = hidden
    }

    /// Whether talks with agents may be recorded: the caller was told so, and has not refused.
    public var recordsTalks: Bool { recording == .told }

    /// Whether the caller talks with an agent.
    public var isTalking: Bool {
        if case .talking = activity { true } else { false }
    }

    /// Whether the call is over.
    public var isOver: Bool { activity == .over }

    /// The queue that the caller waits in.
    public var queue: String? {
        if case .queueing(let queue, _) = activity { return queue }
        return nil
    }

    /// The queue in which the caller has a place that they don't wait at, since they hear something
    /// else.
    public var queueKept: String? {
        guard let visit, visit.isAside else { return nil }
        return visit.queue
    }

    /// Whether something is being said.
    public var isSpeaking: Bool {
        if case .speaking = listening.phase { return true }
        return false
    }

    /// Whether the prompt has ended and the call waits for a key.
    public var awaitsKeys: Bool { listening.phase == .waiting }

    /// How many failures (no-input and no-match) the call has had.
    public var failureCount: Int { callFailures }

    /// Where in its file the step stands that the call is in.
    public var position: SourcePosition? { currentStep?.position }

    var currentStep: Step? {
        guard let frame = frames.last, frame.flow.steps.indices.contains(frame.step) else {
            return nil
        }
        return frame.flow.steps[frame.step]
    }
}
