public import Telephony

/// One passage through a step of a flow.
public struct StepFacts: Hashable, Sendable {
    /// The flow.
    public var flow: String
    /// The step.
    public var step: String
    /// When the flow went into it.
    public var entered: WallTime
    /// When it left it; nil while the call stands there.
    public var left: WallTime?
    /// The keys of a menu that were pressed in it; entries of several keys are not here.
    public var keys: [Digit] = []
    /// How often nothing was pressed in time.
    public var noInputs = 0
    /// How often something was pressed that the step had no use for.
    public var noMatches = 0
    /// Whether the caller hung up here, without anybody to hear them.
    public var isHungUp = false
    /// Whether the last thing that the caller did in it was to press nothing, or what is of no use.
    public var endsInFailure = false

    /// Begins a passage.
    public init(flow: String, step: String, entered: WallTime) {
        self.flow = flow
        self.step = step
        self.entered = entered
    }

    /// Whether the call went on from it because the caller failed too often.
    public var isGivenUp: Bool { endsInFailure && left != nil && !isHungUp }

    /// The flow and the step, as in `accueil/menu`.
    public var name: String { "\(flow)/\(step)" }
    /// How long the call stood there; nothing while it does.
    public var time: Duration { left.map { $0.since(entered) } ?? .zero }
}

/// A call that moved on.
public struct TransferFacts: Hashable, Sendable {
    /// What a call moved on to.
    public enum Target: Hashable, Sendable {
        /// A queue, with its level.
        case queue(level: String)
        /// A colleague.
        case agent
        /// Somebody outside.
        case external
    }

    /// When.
    public var time: WallTime
    /// How.
    public var kind: CallEvent.TransferKind
    /// The queue, the agent or the destination.
    public var to: String
    /// Which of these it is.
    public var target: Target
    /// Who transferred; nil for the flow.
    public var agent: String?
    /// Whether it leads to a queue of a higher level than that of the visit it left.
    public var isEscalation = false

    /// Describes a transfer.
    public init(
        time: WallTime, kind: CallEvent.TransferKind, to: String, target: Target, agent: String?
    ) {
        self.time = time
        self.kind = kind
        self.to = to
        self.target = target
        self.agent = agent
    }
}

/// What a waiting caller was told.
public struct AnnouncementFacts: Hashable, Sendable {
    /// When.
    public var time: WallTime
    /// The place in the queue, from 1.
    public var position: Int?
    /// How long the wait might yet be.
    public var wait: WaitBand?

    /// Describes an announcement.
    public init(time: WallTime, position: Int?, wait: WaitBand?) {
        self.time = time
        self.position = position
        self.wait = wait
    }

    /// What was announced against what came, in milliseconds: positive where less came.
    ///
    /// A band stands for its middle; "more than" is right for every wait that is longer.
    func error(realWait: Int) -> Int? {
        guard let wait else { return nil }
        let lower = Int(truncatingIfNeeded: wait.lower.inMilliseconds)
        guard let upper = wait.upper.map({ Int(truncatingIfNeeded: $0.inMilliseconds) }) else {
            return max(0, lower &- realWait)
        }
        return (lower &+ upper) / 2 &- realWait
    }
}

/// An answer to a question of a survey.
public struct SurveyFacts: Hashable, Sendable {
    /// The name of the question.
    public var question: String
    /// The answer as written down; nil where it was personal.
    public var answer: String?
    /// When.
    public var time: WallTime
    /// The number of the last answered visit before it; nil where nobody had talked.
    public var visit: Int?
    /// The agent of that visit.
    public var agent: String?
    /// The queue of that visit.
    public var queue: String?
    /// The level of that visit.
    public var level: String?

    /// Describes an answer.
    public init(question: String, answer: String?, time: WallTime) {
        self.question = question
        self.answer = answer
        self.time = time
    }

    /// What the question measures; nil for what is in no figure.
    public var measure: SurveyMeasure? { SurveyMeasure(question: question) }

    /// The answer as a number of its scale; nil where it is none.
    public var score: Int? {
        guard let answer, let number = Int(answer), let measure,
            measure.scales.contains(where: { $0.contains(number) })
        else { return nil }
        return number
    }
}

/// A consent or a refusal.
public struct ConsentFacts: Hashable, Sendable {
    /// What for, as `recording`.
    public var kind: String
    /// Whether the caller agreed.
    public var isGiven: Bool
    /// When.
    public var time: WallTime

    /// Describes a consent.
    public init(kind: String, isGiven: Bool, time: WallTime) {
        self.kind = kind
        self.isGiven = isGiven
        self.time = time
    }
}

/// A recording of the caller's voice.
public struct RecordingFacts: Hashable, Sendable {
    /// The name of the recording.
    public var name: String
    /// When it began.
    public var began: WallTime
    /// How long it is; nil while it goes on.
    public var length: Duration?

    /// Begins a recording.
    public init(name: String, began: WallTime) {
        self.name = name
        self.began = began
    }
}

/// What became of an attempt to call somebody back.
public struct AttemptFacts: Hashable, Sendable {
    /// How an attempt ended.
    public enum Outcome: Hashable, Sendable {
        /// It goes on.
        case open
        /// Agent and caller heard each other.
        case bridged
        /// It brought nobody together.
        case failed(CallEvent.CallbackFailure, isLast: Bool)
    }

    /// The call in which the callback was accepted.
    public var callback: CallID
    /// Which attempt it is, from 1.
    public var attempt: Int
    /// The queue in which the place was kept.
    public var queue: String
    /// The level of that queue.
    public var level: String
    /// The rank of the level; nil where nobody knows.
    public var rank: Int?
    /// When it began.
    public var began: WallTime
    /// How it ended.
    public var outcome = Outcome.open
    /// The agents who were rung to call.
    public var offers: [OfferFacts] = []

    /// Begins an attempt.
    public init(callback: CallID, attempt: Int, queue: String, level: String, began: WallTime) {
        self.callback = callback
        self.attempt = attempt
        self.queue = queue
        self.level = level
        self.began = began
    }
}
