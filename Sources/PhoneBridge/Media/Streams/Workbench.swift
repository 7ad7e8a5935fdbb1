import Telephony

/// What the streams of a thread work with, one after the other.
struct Workbench: ~Copyable {
    /// The longest datagram that is looked at; what is longer is no packet of speech.
    static let byteCount = 2_048

    /// Where packets to be sent are put together.
    let outgoing: UnsafeMutableRawBufferPointer
    /// Where packets come in.
    let incoming: UnsafeMutableRawBufferPointer
    /// Where sound lies on its way from one codec to another: a sample for each byte of a packet.
    let samples: UnsafeMutableBufferPointer<Int16>
    /// The time of the tick or of the packets that are looked at, in nanoseconds.
    var now: Int64 = 0
    /// What happened since it was last told.
    var notices: [MediaNotice] = []
    /// Where streams get their numbers from.
    var generator = SystemChance()

    /// How long a peer may be silent before it is told, in nanoseconds; nil: for ever.
    let patience: Int64?
    /// What reports call us (CNAME): says nothing of who and where we are (RFC 7022).
    let name: String

    init(patience: Duration?) {
        self.patience = patience.map { $0.inMilliseconds * 1_000_000 }
        name = String(generator.next(), radix: 36)
        outgoing = .allocate(byteCount: Workbench.byteCount, alignment: 16)
        incoming = .allocate(byteCount: Workbench.byteCount, alignment: 16)
        samples = .allocate(capacity: Workbench.byteCount)
        samples.initialize(repeating: 0)
    }

    deinit {
        outgoing.deallocate()
        incoming.deallocate()
        samples.deallocate()
    }

    /// The time as `Media` takes it.
    var time: Duration { .nanoseconds(now) }

    mutating func tell(_ port: MediaPort.ID, _ event: MediaNotice.Event) {
        notices.append(MediaNotice(port: port, event: event))
    }
}
