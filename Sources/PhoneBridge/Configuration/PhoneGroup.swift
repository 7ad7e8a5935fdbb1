public import SIP
public import Telephony

/// The telephones of agents, which register here and are challenged for all they ask.
public struct PhoneGroup: Equatable, Sendable {
    /// Where their messages come from.
    public var networks: [IPNetwork]
    /// What they are challenged for.
    public var realm: String
    /// The passwords by user name.
    public var passwords: [String: String]
    /// How they may prove that they know theirs, the best first.
    public var digests: [DigestAlgorithm]

    /// Describes the telephones.
    public init(
        networks: [IPNetwork], realm: String, passwords: [String: String],
        digests: [DigestAlgorithm] = DigestAlgorithm.usual
    ) {
        self.networks = networks
        self.realm = realm
        self.passwords = passwords
        self.digests = digests
    }
}

extension PhoneGroup: CustomStringConvertible, CustomReflectable {
    /// The realm and the number of users; no password.
    public var description: String { "\(passwords.count) phones of \(realm)" }
    /// Shows no more than the description.
    public var customMirror: Mirror { Mirror(self, children: ["phones": description]) }
}
