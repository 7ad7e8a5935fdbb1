public import Telephony

/// What happens to a letter or an e-mail.
public enum WrittenInput: Equatable, Sendable {
    /// It came.
    case received(Letter)
    /// It came before Allo was started anew, or before it died: it has its place again.
    case kept(KeptContact)
    /// It is answered: by people outside, named here, or by whoever has it.
    case answered(provider: String?)
    /// It needs no answer.
    case dropped
    /// So many have come to a queue in all: what several have shares of goes on where it was. Said
    /// of no contact, at the beginning and where others wrote into the journal; those that have come
    /// here count among them.
    case counted(queue: String, count: Int)

    /// A letter or an e-mail as it comes.
    public struct Letter: Equatable, Sendable {
        /// The queue in which it is to wait.
        public var queue: String
        /// Who wrote it, under a random name.
        public var caller: CallerID
        /// Their address or number.
        public var from: String?
        /// What it is about, in the writer's words.
        public var subject: String?
        /// The kind of customer.
        public var segment: String?
        /// What it is about, in a word of the centre's.
        public var motive: String?
        /// What tells it from all others, where it came from a file.
        public var source: String?
        /// When it came, in milliseconds since 1970-01-01 00:00:00 UTC.
        public var received: Int64
        /// Now, by the same clock.
        public var now: Int64

        /// Describes what comes.
        public init(
            queue: String, caller: CallerID, from: String? = nil, subject: String? = nil,
            segment: String? = nil, motive: String? = nil, source: String? = nil, received: Int64,
            now: Int64
        ) {
            self.queue = queue
            self.caller = caller
            self.from = from
            self.subject = subject
            self.segment = segment
            self.motive = motive
            self.source = source
            self.received = received
            self.now = now
        }
    }
}

/// A written contact that the journal knows and that is not answered.
public struct KeptContact: Equatable, Sendable {
    /// What came.
    public var receipt: WrittenEvent.Receipt
    /// When it came, on the clock of this process: before its start it is negative.
    public var received: Duration
    /// The number of its last record.
    public var records: Int

    /// Describes what is kept.
    public init(receipt: WrittenEvent.Receipt, received: Duration, records: Int) {
        self.receipt = receipt
        self.received = received
        self.records = records
    }
}

/// Why something can't be done with a written contact.
public enum ContactRefusal: Error, Hashable, Sendable {
    /// There is no such queue.
    case unknownQueue(String)
    /// No such contact is to be answered.
    case unknown(CallID)
    /// There is one of this name already.
    case known(CallID)
    /// There is no such destination.
    case unknownProvider(String)
}

extension ContactRefusal: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .unknownQueue(let queue): "the centre file has no queue ‘\(queue)’"
        case .unknown(let contact): "no written contact ‘\(contact)’ is to be answered"
        case .known(let contact): "there is a written contact ‘\(contact)’ already"
        case .unknownProvider(let name): "the centre file has no destination ‘\(name)’"
        }
    }
}
