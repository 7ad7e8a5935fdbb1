public import Telephony

/// A call that has arrived: it rings until it is answered or rejected.
public struct IncomingCall: Sendable {
    /// The name of the trunk it came through; for an agent's telephone, what it is challenged for.
    public let trunk: String
    /// The user whose password an agent's telephone has shown; nil for callers of trunks.
    public let user: String?
    /// The caller's number; nil where it is withheld or no number.
    public let from: PhoneNumber?
    /// Whether the number is one that the trunk vouches for.
    public let identityIsAsserted: Bool
    /// What was dialled: the user part of the request's address, or the digits of a `tel:` one.
    public let to: String
    /// How the caller is heard and answered. Its ``PhoneLine/answer()`` takes the call.
    public let line: PhoneLine

    /// Says that somebody is rung for it: 180.
    public func ring() { line.ring() }

    /// Refuses the call.
    ///
    /// - Parameters:
    ///   - status: the answer of SIP, 300 to 699: 404 for a number that is not there.
    ///   - retryAfter: when the caller may try again, in whole seconds; nil: not said.
    public func reject(status: Int, retryAfter: Duration? = nil) {
        line.reject(status: status, retryAfter: retryAfter)
    }
}
