import Glibc
import Media
import SIP
import Telephony

/// The stream of one port, both ways.
///
/// It lives at one address in the memory of the thread that owns it, and nothing of it is touched
/// by another. A packet is sent without a lock, an allocation or a count of references.
struct MediaStream {
    let id: MediaPort.ID
    let sockets: SocketPair
    /// The descriptor for RTP; open as long as ``sockets``.
    let media: Int32
    /// The descriptor for RTCP.
    let control: Int32

    // Its place among the thread's streams.
    var slot = 0
    /// When it sends next; nil before it was started.
    var dueTick: Int64?
    /// The slot of the stream it is joined with.
    var partner: Int?

    /// What was agreed; nil before it was started.
    var terms: StreamTerms?
    var silence = UnsafeRawBufferPointer(start: nil, count: 0)
    var protection: StreamProtection?

    // Sending.
    var sender: RTPSender
    /// Whether nothing was sent in the packet time before.
    var begins = true
    var playback: Playback?
    var keys = TelephoneEventSender()
    var relay = RTPRelay()
    var skipped: Int64
    var sendFailures = 0

    // Receiving.
    var path: PeerPath
    var receiver: RTPReceiver
    var events = TelephoneEventReceiver()
    var spacing = SpacingCounter()
    var ignored = 0
    var listener: InBandListener?
    var tap: SoundTap?

    // Watching.
    var slotsToLook = MediaStream.slotsBetweenLooks
    var schedule: ControlSchedule
    var lastSign: Int64
    var hasToldSilence = false
    var farReport: FarReport?

    static let slotsBetweenLooks = 50

    /// What the peer reported last.
    struct FarReport {
        var loss: Double
        var roundTrip: Duration?
    }

    /// A stream of sockets that are open, not started yet.
    ///
    /// - Parameter skipped: how many ticks the thread has given up so far.
    init(
        _ id: MediaPort.ID, on sockets: SocketPair, skipped: Int64, bench: inout Workbench
    ) {
        self.id = id
        self.sockets = sockets
        media = sockets.media
        control = sockets.control
        self.skipped = skipped
        sender = RTPSender(using: &bench.generator)
        path = PeerPath(to: sockets.endpoint, now: bench.now)
        receiver = RTPReceiver(from: sockets.endpoint)
        schedule = ControlSchedule(now: bench.time, using: &bench.generator)
        lastSign = bench.now
    }

    /// Whether it sends what its partner receives.
    var isRelaying: Bool { partner != nil && playback == nil }
}
