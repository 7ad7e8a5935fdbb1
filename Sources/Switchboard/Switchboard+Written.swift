public import CallCentre
import Flows
public import Telephony

/// Letters and e-mails that come to the centre.
extension Switchboard {
    /// Brings in what happens to a letter or an e-mail; returns once it is written down.
    ///
    /// - Throws: ``CallCentre/ContactRefusal`` where it can't be done, ``CallCentre/AgentRefusal``
    ///   where it can't be written down; with ``CallCentre/AgentRefusal/notYetWritten(_:)`` it is
    ///   done and will be.
    public func take(_ input: WrittenInput, ofWritten contact: CallID) async throws {
        try checkJournal()
        if let objection = objection(to: input, of: contact) { throw objection }
        take(.written(contact, input))
        if await !written() { throw unwritten }
    }

    /// Takes over what others wrote into the journal: what is to be answered, and whose turn it is.
    ///
    /// - Parameters:
    ///   - contacts: what is to be answered.
    ///   - counts: how many have come to each queue in all.
    public func adopt(
        _ contacts: [(contact: CallID, kept: KeptContact)], counts: [String: Int]
    ) {
        for (queue, count) in counts.sorted(by: { $0.key < $1.key }) {
            take(.written(CallID(rawValue: ""), .counted(queue: queue, count: count)))
        }
        for (contact, kept) in contacts where objection(to: .kept(kept), of: contact) == nil {
            take(.written(contact, .kept(kept)))
        }
    }
}
