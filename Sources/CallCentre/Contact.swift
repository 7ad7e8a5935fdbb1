import Queues
public import Telephony

/// A written contact that is to be answered.
struct Contact: Sendable {
    let receipt: WrittenEvent.Receipt
    /// When it came, on the clock of the process: before its start it is negative.
    let received: Duration
    /// Whether the agent who has it in hand has a caller now.
    var isPaused = false
    private var records: Int

    init(_ receipt: WrittenEvent.Receipt, received: Duration, records: Int = 0) {
        self.receipt = receipt
        self.received = received
        self.records = records
    }

    /// When it is to be answered.
    var due: Duration { received + receipt.due }

    /// Makes a record of the contact.
    mutating func record(
        _ event: WrittenEvent, of contact: CallID, at now: Duration
    ) -> JournalRecord {
        records += 1
        return JournalRecord(call: contact, number: records, time: now, event: .written(event))
    }
}

/// A written contact that is to be answered, as lists show it.
public struct ContactStanding: Equatable, Sendable {
    /// Its name.
    public var contact: CallID
    /// What came.
    public var receipt: WrittenEvent.Receipt
    /// When it came, on the clock of the process.
    public var received: Duration
    /// When it is to be answered, on the same clock.
    public var due: Duration
    /// The agent who has it in hand; nil while it waits.
    public var agent: AgentID?
}

extension CallCentre.State {
    /// The written contacts that are to be answered, what is due first first.
    public var contactStandings: [ContactStanding] {
        let writers = Dictionary(
            desks.keys.compactMap { agent in queues.written(of: agent).map { ($0, agent) } },
            uniquingKeysWith: { $1 })
        return contacts.map { name, contact in
            ContactStanding(
                contact: name, receipt: contact.receipt, received: contact.received,
                due: contact.due, agent: writers[name])
        }.sorted { ($0.due, $0.contact.rawValue) < ($1.due, $1.contact.rawValue) }
    }
}
