public import Telephony

/// One letter or e-mail, from its coming to its answer.
///
/// It is no call: it counts in the figures that begin with `written`, in the occupancy that is told
/// with writing, and in no others.
public struct WrittenFacts: Hashable, Sendable {
    /// What became of it.
    public enum Outcome: Hashable, Sendable {
        /// It is to be answered.
        case open
        /// It was answered.
        case answered(WallTime)
        /// It needed no answer.
        case dropped(WallTime)
    }

    /// A time in which an agent wrote, and no caller came between.
    public struct Span: Hashable, Sendable {
        /// The agent.
        public var agent: String
        /// When it began.
        public var begin: WallTime
        /// When it ended; nil while it goes on.
        public var end: WallTime?
    }

    /// Its name.
    public var contact: CallID
    /// What came.
    public var receipt: WrittenEvent.Receipt
    /// When it came.
    public var received: WallTime
    /// What became of it.
    public var outcome = Outcome.open
    /// The agent who answered it, or who has it in hand or had it last.
    public var agent: String?
    /// The people outside who answered it, or are to do so; nil for the house.
    public var provider: String?
    /// When somebody wrote.
    public var spans: [Span] = []

    /// Describes what came.
    public init(contact: CallID, receipt: WrittenEvent.Receipt, received: WallTime) {
        self.contact = contact
        self.receipt = receipt
        self.received = received
        provider = receipt.provider
    }

    /// When it is to be answered.
    public var due: WallTime {
        WallTime(milliseconds: received.milliseconds &+ receipt.due.inMilliseconds)
    }

    /// Whether it is still to be answered.
    public var isOpen: Bool { outcome == .open }

    /// When it was answered; nil where it was not.
    public var answered: WallTime? {
        if case .answered(let time) = outcome { time } else { nil }
    }

    /// How long agents wrote in all, as far as that has ended.
    public var handling: Duration {
        spans.reduce(.zero) { $0 + ($1.end?.since($1.begin) ?? .zero) }
    }
}
