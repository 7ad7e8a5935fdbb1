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
    /// Whether our contact is being taken back. Out: the registrar's word, or its silence.
    var isLeaving = false
    /// Wakes it for the next refresh or try; while it leaves, for the end of that.
    var wakeUp: Scheduled<Void>?
}

/// A registration that can't begin yet. Out: a registrar that was found, or a change of its trunk.
struct RegistrationTry: Sendable {
    /// What it was told.
    let trunk: Trunk
    /// Looks again; nil while the registrar is being looked for.
    var retry: Scheduled<Void>?
}
