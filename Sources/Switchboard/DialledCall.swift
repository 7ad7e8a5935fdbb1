public import Telephony

/// A call that an agent made, to a colleague or a queue.
public struct DialledCall: Sendable {
    /// The user of the telephone, as it has proved.
    public var phone: String
    /// What was dialled.
    public var number: String
    /// Its line.
    public var line: any Line
    /// Says that somebody is rung.
    public var ring: @Sendable () -> Void
    /// Turns the call away, with an answer of SIP.
    public var refuse: @Sendable (_ status: Int) -> Void

    /// Describes a call.
    public init(
        phone: String, number: String, line: any Line, ring: @escaping @Sendable () -> Void,
        refuse: @escaping @Sendable (_ status: Int) -> Void
    ) {
        self.phone = phone
        self.number = number
        self.line = line
        self.ring = ring
        self.refuse = refuse
    }
}
