import NIOCore
import NIOPosix
public import Telephony

/// The telephone of Allo.
public actor PhoneBridge {
    /// The calls that arrive. Can be iterated once; ends when the bridge is shut down.
    public nonisolated let incoming: AsyncStream<IncomingCall>

    /// Listens.
    public init(
        _ configuration: Configuration,
        detector: @escaping @Sendable () -> any DigitDetector,
        report: @escaping @Sendable (String) -> Void
    ) async throws(PhoneBridgeError) {
        incoming = AsyncStream { $0.finish() }
    }

    /// Runs until ``shutDown()``.
    public func run() async {}
    /// Takes no new calls from now on; those that run go on.
    public func drain() {}
    /// Ends all calls, then everything else.
    public func shutDown() async {}
    /// Takes over another configuration; calls that run go on as they are.
    public func update(_ configuration: Configuration) throws(PhoneBridgeError) {}
    /// Where it listens.
    public var listeners: [Listener] { [] }
    /// What it holds now.
    public var census: Census { Census() }

    /// Rings an address.
    public func call(
        _ target: String, from caller: String, through trunk: String?, within patience: Duration
    ) async throws(PhoneBridgeError) -> PhoneLine { PhoneLine() }
}
