import NIOCore
import SIP

/// Our place in the register of a trunk.
struct TrunkRegistration: Sendable {
    /// What it was told.
    let trunk: Trunk
    /// What decides.
    let client: RegistrationClient
    /// Where that stands.
    var state: RegistrationClient.State
    /// The way its requests take; nil: not known yet, or known to fail.
    var hop: Hop?
    /// Which answer it waits for.
    var token: RequestToken?
    /// Whether calls find us by it, as far as we know.
    var isThere = false
    /// Wakes it for the next refresh or try.
    var wakeUp: Scheduled<Void>?
}
