import NIOCore
import NIOSSL
public import SIP
public import Telephony

/// The telephone of Allo: takes calls and places them, over UDP, TCP and TLS.
///
/// All that is decided is decided on one event loop, which is this actor's executor: a message
/// that comes in is answered without a change of thread. Sound flows on threads of its own.
///
/// ```swift
/// let bridge = try await PhoneBridge(configuration, detector: { ToneDetector() }) { print($0) }
/// for await call in bridge.incoming {
///     call.line.play(welcome, as: PlaybackID(rawValue: 1), loops: false)
///     call.line.answer()
/// }
/// ```
public actor PhoneBridge {
    /// Whether it takes calls.
    enum Phase {
        /// It does.
        case open
        /// Those that run go on; new ones are refused.
        case draining
        /// Calls are being ended.
        case ending
        /// It is over.
        case over
    }

    /// The calls that arrive. Can be iterated once; ends when the bridge is shut down. Calls that
    /// nobody looks at are refused once there are more of them than the configuration allows.
    public nonisolated let incoming: AsyncStream<IncomingCall>
    nonisolated let arrivals: AsyncStream<IncomingCall>.Continuation
    nonisolated let loop: any EventLoop
    /// Runs tasks on the thread of the signalling, for what is short and has much to do with it.
    public nonisolated let taskExecutor: any TaskExecutor
    nonisolated let media: MediaEngine
    nonisolated let lines: LineTable
    nonisolated let resolver: Resolver
    nonisolated let report: @Sendable (String) -> Void
    /// What makes tags and nonces unpredictable.
    nonisolated let secret: UInt64

    var configuration: Configuration
    var phase = Phase.open
    var chance = SystemChance()
    var log = LogLimiter<Complaint>()

    // Sockets.
    var sockets: [OpenListener] = []
    var socketAddresses = SocketAddressCache()
    var needsFlush = false
    /// How each listener for datagrams keeps up.
    var congestion: [UInt8: Congestion] = [:]
    var connections = ConnectionTable()
    var connectionWatch: Scheduled<Void>?
    /// The names that certificates at these ends must bear.
    var serverNames: [IPEndpoint: ServerName] = [:]
    var clientContexts: [ContextKey: NIOSSLContext] = [:]
    /// The contexts of those listeners that speak TLS, by their numbers.
    var serverContexts: [UInt8: NIOSSLContext] = [:]

    // SIP.
    var gate: Gate
    var verifier: DigestVerifier
    var registrar = Registrar()
    /// Which telephones can be rung, for those who ask from elsewhere.
    nonisolated let phoneBook: PhoneBook
    /// Telephones that are registered and gave no sign of life, by their contacts.
    var silentPhones: [SIPURI: SilentPhone] = [:]
    /// Legs whose party has given no sign of life yet and must soon, by where they are.
    var quietRings: [IPEndpoint: Set<LegID>] = [:]
    /// Our places in the registers of trunks, by the names of these.
    var registrations: [String: TrunkRegistration] = [:]
    /// Registrations whose registrar is looked for, or was not found, by the names of the trunks.
    var registrationTries: [String: RegistrationTry] = [:]
    var lastToken: UInt64 = 0
    /// What is being found out of ends that calls went to, a moment ago.
    var knocks: [IPEndpoint: Knock] = [:]
    /// With whom calls that run exchange messages, listed or not.
    var visits = VisitTable()
    var userAgent: UserAgent
    var state: UserAgent.State
    var waitingEvents: [UserAgent.Event] = []
    var isStepping = false
    /// The peer whose new call was counted and has not become a leg yet.
    var ticket: PeerID?
    var wakeUp: WakeUp?

    /// What goes on once a name is found.
    var lookUps: [UInt64: @Sendable (isolated PhoneBridge, [Location]) -> Void] = [:]
    var lastLookUp: UInt64 = 0

    // Calls.
    var legs: [LegID: BridgeLeg] = [:]
    /// When legs have rung, or talked, long enough.
    var patience = TimerQueue<LegID>()
    var drained: [CheckedContinuation<Void, Never>] = []
    var stopped: [CheckedContinuation<Void, Never>] = []
    /// Who waits for the last words of ended calls.
    var settling: CheckedContinuation<Void, Never>?

    /// The loop of the signalling is the executor.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.executor.asUnownedSerialExecutor()
    }

    /// Listens, and takes calls from then on.
    ///
    /// - Parameters:
    ///   - configuration: where, whom, how much.
    ///   - detector: makes what hears keys in sound, for callers who can't send them otherwise.
    ///   - coders: make the coders of codecs beside G.711; a codec without is never offered.
    ///   - keySound: makes the tones of keys, for parties who take no telephone events.
    ///   - report: takes lines for the log, a few a minute at most for each cause.
    /// - Throws: ``PhoneBridgeError`` where an address can't be listened on, a certificate can't
    ///   be used or the configuration contradicts itself; nothing stays open then.
    public init(
        _ configuration: Configuration,
        detector: @escaping @Sendable () -> any DigitDetector,
        coders: [AudioCodec: @Sendable () -> any SoundCoder] = [:],
        keySound: (@Sendable ([Digit]) -> Sound)? = nil,
        report: @escaping @Sendable (String) -> Void
    ) async throws(PhoneBridgeError) {
        try configuration.check()
        let lines = LineTable()
        secret = chance.next()
        (incoming, arrivals) = AsyncStream.makeStream(
            of: IncomingCall.self,
            bufferingPolicy: .bufferingOldest(configuration.limits.waitingArrivals))
        loop = SignallingLoop.loop
        taskExecutor = LoopTaskExecutor(loop)
        var sound = MediaEngine.Settings(
            ports: configuration.mediaPorts, threads: configuration.soundThreads,
            detector: detector,
            handle: { notices in
                for notice in notices { lines[notice.port]?.heard(notice.event) }
            })
        sound.patience = configuration.limits.silence
        sound.coders = coders
        sound.keySound = keySound
        sound.realTime = configuration.realTime
        media = try MediaEngine(sound)
        self.lines = lines
        self.report = report
        self.configuration = configuration
        resolver = Resolver(
            servers: configuration.nameServers, patience: configuration.limits.lookUp,
            clock: { .sinceBoot })
        phoneBook = PhoneBook(configuration.phones)
        gate = Gate(configuration.gate)
        verifier = DigestVerifier(configuration.phones)
        userAgent = UserAgent(configuration.userAgent(listeners: [], secret: secret))
        state = userAgent.makeState()
        do {
            try await openListeners()
        } catch {
            await media.shutDown()
            throw error
        }
        userAgent = UserAgent(configuration.userAgent(listeners: sockets, secret: secret))
        state = userAgent.makeState()
        settleRegistrations()
    }

    /// Where it listens, in the order of the configuration.
    public var listeners: [Listener] {
        sockets.map { Listener(transport: $0.transport, endpoint: $0.endpoint) }
    }

    /// What it holds now.
    public var census: Census {
        let counts = state.census
        var census = Census()
        census.listeners = sockets.count
        census.connections = connections.count
        census.legs = legs.count
        census.dialogs = counts.dialogs
        census.transactions = counts.transactions
        census.timers = counts.timers + patience.count
        census.mediaPorts = media.census.ports
        census.lookUps = lookUps.count
        return census
    }

    /// The time on the clock of everything here.
    var now: Duration { .sinceBoot }

    /// Whether calls run, if only those that do already.
    var letsCallsRun: Bool {
        switch phase {
        case .open, .draining: true
        case .ending, .over: false
        }
    }

    /// Whether it has ended.
    var isOver: Bool {
        switch phase {
        case .open, .draining, .ending: false
        case .over: true
        }
    }
}

extension Duration {
    /// The time of the system's monotonic clock.
    static var sinceBoot: Duration {
        .nanoseconds(Int64(clamping: NIODeadline.now().uptimeNanoseconds))
    }
}
