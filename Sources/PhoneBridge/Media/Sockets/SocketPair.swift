import Glibc
import Telephony

/// The two sockets of a port: RTP, and RTCP on the port after it.
///
/// They close, and their ports go back to the pool, when nobody holds the pair any more. The system
/// lets any thread use them; the engine has one do so at a time.
final class SocketPair: Sendable {
    /// Where RTP is taken.
    let endpoint: IPEndpoint
    /// The descriptor of the socket for RTP.
    let media: Int32
    /// The descriptor of the socket for RTCP.
    let control: Int32
    private let pool: PortPool

    /// Binds both.
    ///
    /// - Throws: ``SystemFailure`` where one of them can't be had; the port is then still the
    ///   caller's.
    init(address: IPAddress, port: UInt16, pool: PortPool) throws(SystemFailure) {
        let mediaSocket = try DatagramSocket(at: IPEndpoint(address, port: port))
        let controlSocket = try DatagramSocket(at: IPEndpoint(address, port: port | 1))
        media = mediaSocket.giveUp()
        control = controlSocket.giveUp()
        endpoint = IPEndpoint(address, port: port)
        self.pool = pool
    }

    deinit {
        close(media)
        close(control)
        pool.giveBack(endpoint.port)
    }
}
