import NIOCore
import SIP
import Telephony

/// A socket that listens.
struct OpenListener: Sendable {
    /// How messages travel.
    let transport: Transport
    /// The address and port, as the system gave it.
    let endpoint: IPEndpoint
    /// What peers are told: the advertised address, else one of this machine.
    let advertised: IPEndpoint
    /// The socket.
    let channel: any Channel
}
