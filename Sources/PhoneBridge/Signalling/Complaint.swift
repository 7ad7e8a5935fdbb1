/// What is worth a line in the log, now and then.
enum Complaint: Hashable, Sendable {
    /// Somebody sends who may not, or too much.
    case ignored(String)
    /// Bytes that are no message.
    case unreadable
    /// A call was refused because of a limit.
    case refused(String)
    /// A socket or a connection failed.
    case transport
    /// A password was wrong.
    case password
    /// Somebody is not heard any more because of wrong passwords.
    case ban
    /// A caller fell silent.
    case silent
    /// A trunk could not be registered with.
    case registration
    /// A name leads nowhere.
    case unresolved
}
