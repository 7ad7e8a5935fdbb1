import SIP
import Telephony

/// Who calls, as far as can be told.
struct CallerIdentity: Equatable, Sendable {
    /// The number; nil where it is withheld or there is none.
    var number: PhoneNumber?
    /// Whether somebody whose word is taken vouches for it.
    var isAsserted: Bool

    /// Reads who calls out of an INVITE.
    ///
    /// - Parameters:
    ///   - invite: the INVITE.
    ///   - trusted: whether the trunk's word is taken: only then does its `P-Asserted-Identity`
    ///     count (RFC 3325 §4), before `From`.
    init(_ invite: Request, trusted: Bool) {
        if trusted, let asserted = invite.assertedIdentities {
            // A SIP address and a telephone number may both be there (RFC 3325 §9.1).
            if let number = asserted.lazy.compactMap({ CallerIdentity.number($0.uri) }).first {
                self.number = number
                isAsserted = true
                return
            }
        }
        number = invite.from.flatMap { CallerIdentity.number($0.uri) }
        isAsserted = trusted && number != nil
    }

    /// The number that a URI names: a `tel:` one, or the user part of a `sip:` one.
    static func number(_ uri: URI) -> PhoneNumber? {
        guard let user = uri.user else { return nil }
        // Parameters of a number stand behind a semicolon (RFC 3966 §3).
        return PhoneNumber(user.prefix { $0 != ";" })
    }
}

extension URI {
    /// What was dialled: the user part without the parameters of a number; empty where there is
    /// none.
    var dialled: String { String((user ?? "").prefix { $0 != ";" }) }
}
