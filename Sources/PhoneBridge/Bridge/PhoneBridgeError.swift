/// Why the bridge could not do what it was asked.
public struct PhoneBridgeError: Error, Equatable {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// The configuration contradicts itself, or names what it does not have.
        case configuration
        /// An address can't be listened on.
        case listening
        /// A certificate or a key can't be used.
        case certificate
        /// No port for sound is free.
        case portsExhausted
        /// A socket or a thread for sound can't be had.
        case media
        /// The keys of SRTP can't be used.
        case encryption
        /// An address that is to be rung is not listed.
        case notAllowed
        /// An address is not one that can be rung.
        case address
        /// A host name leads nowhere.
        case unresolved
        /// The bridge takes no more calls: it is full, or about to end.
        case closed
    }

    /// What went wrong.
    public let reason: Reason
    /// What it is about: an address, a file, the name of a trunk.
    public let subject: String
    /// What the system or the library said; may be empty.
    public let detail: String

    /// Describes a failure.
    public init(_ reason: Reason, subject: String, detail: String = "") {
        self.reason = reason
        self.subject = subject
        self.detail = detail
    }
}

extension PhoneBridgeError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        let sentence =
            switch reason {
            case .configuration: "\(subject) can't be used as configured"
            case .listening: "can't listen on \(subject)"
            case .certificate: "the certificate \(subject) can't be used"
            case .portsExhausted: "no port for sound is free in \(subject)"
            case .media: "no socket for sound on \(subject)"
            case .encryption: "SRTP can't be set up with \(subject)"
            case .notAllowed: "\(subject) is not in the list of destinations"
            case .address: "\(subject) is not an address that can be rung"
            case .unresolved: "\(subject) leads to no address"
            case .closed: "\(subject) takes no more calls"
            }
        return detail.isEmpty ? sentence : "\(sentence): \(detail)"
    }
}
