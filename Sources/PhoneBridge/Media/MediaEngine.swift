
public import Telephony

/// Sends and receives the sound of all legs.
public final class MediaEngine: Sendable {
    private let settings: Settings

    /// Starts the threads.
    ///
    /// - Throws: ``PhoneBridgeError`` when no thread can be had.
    public init(_ settings: Settings) throws(PhoneBridgeError) {
        self.settings = settings
    }

    /// Reserves a pair of ports on an address of this machine.
    ///
    /// - Throws: ``PhoneBridgeError``, with the reason `portsExhausted` where none is free.
    public func open(on address: IPAddress) throws(PhoneBridgeError) -> MediaPort {
        throw PhoneBridgeError(.portsExhausted, subject: "\(address)")
    }

    /// Sends to a peer and takes what it sends, as agreed; again after each new agreement.
    ///
    /// What plays goes on.
    public func start(_ port: MediaPort.ID, as agreement: MediaAgreement) {}

    /// Plays a sound in place of what plays now; `loops` until it is stopped.
    public func play(_ sound: Sound, as playback: PlaybackID, on port: MediaPort.ID, loops: Bool) {}

    /// Stops a playback. No notice follows for it.
    public func stop(_ playback: PlaybackID, on port: MediaPort.ID) {}

    /// Presses keys, one after the other.
    public func send(_ digits: [Digit], on port: MediaPort.ID) {}

    /// Lets two ports hear each other.
    public func join(_ first: MediaPort.ID, _ second: MediaPort.ID) {}

    /// Ends what ``join(_:_:)`` began.
    public func part(_ first: MediaPort.ID, _ second: MediaPort.ID) {}

    /// What went over a port so far; nil when it is closed.
    public func statistics(of port: MediaPort.ID) async -> StreamStatistics? { nil }

    /// Ends a port. No notice follows for it once the thread has taken the order.
    public func close(_ port: MediaPort.ID) {}

    /// Ends all ports, then the threads.
    public func shutDown() async {}

    /// What it holds now.
    public var census: MediaCensus { MediaCensus() }
}
