public import Telephony

/// A letter or an e-mail that begins to wait in a queue.
public struct WrittenWaiting: Hashable, Sendable {
    /// Its name.
    public var contact: CallID
    /// The name of the queue.
    public var queue: String
    /// When it is to be answered: the order goes by it. It may lie before zero.
    public var due: Duration

    /// Describes what waits.
    public init(contact: CallID, queue: String, due: Duration) {
        self.contact = contact
        self.queue = queue
        self.due = due
    }
}
