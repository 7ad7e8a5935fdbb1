import Glibc
import Media
import SIP
import Telephony

/// The stream of one port, both ways.
///
/// It lives at one address in the memory of the thread that owns it, and nothing of it is touched
/// by another. A packet is sent without a lock, an allocation or a count of references; that nobody
/// copies a stream, not even the compiler for a call, is a part of this.
struct MediaStream: ~Copyable {
    // What each packet that is sent needs lies together, for the caches.
    /// The descriptor for RTP; open as long as ``sockets``.
    let media: Int32
    /// How many packet times until it looks around.
    var slotsToLook = MediaStream.slotsBetweenLooks
    /// How many ticks the thread had given up when it last sent.
    var skipped: Int64
    /// When it sends next; nil before it was started.
    var dueTick: Int64?
    /// What was agreed; nil before it was started.
    var terms: StreamTerms?
    var sender: RTPSender
    /// Whether nothing was sent in the packet time before.
    var begins = true
    var playback: Playback?
    /// Silence in the codec that was agreed, of one packet.
    var silence = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The slot of the stream it is joined with.
    var partner: Int?
    var protection: StreamProtection?
    /// What codes the sound that its partner sends and receives; nil where that needs no memory of
    /// what came before.
    var coder: (any SoundCoder)?
    var listener: InBandListener?
    /// Whether a key is pressed whose end may never come.
    var isPressed = false
    var keys = TelephoneEventSender()
    /// When the last key was let go, and whether the one that is sent has been.
    var keyEnd: ContinuousClock.Instant?
    var isKeyOver = false
    var path: PeerPath

    // What each packet that comes needs.
    var receiver: RTPReceiver
    var lastSign: Int64
    var hasToldSilence = false
    var spacing = SpacingCounter()
    var tap: SoundTap?
    /// Records what its peer says.
    var track: TrackFeed?
    var early = EarlyPackets()
    var events = TelephoneEventReceiver()

    // What is needed now and then.
    let id: MediaPort.ID
    let sockets: SocketPair
    /// The descriptor for RTCP.
    let control: Int32
    /// Its place among the thread's streams.
    var slot = 0
    var relay = RTPRelay()
    var schedule: ControlSchedule
    var farReport: FarReport?
    var sendFailures = 0
    var ignored = 0

    static let slotsBetweenLooks = 50

    /// What the peer reported last.
    struct FarReport {
        var loss: Double
        var roundTrip: Duration?
    }

    /// A stream of sockets that are open, not started yet, on a thread that has given up so many
    /// ticks so far.
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
