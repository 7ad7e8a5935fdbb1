import Media
import SIP
import Telephony

/// What one thread does: it obeys orders, sends what is due, takes what came, tells what happened,
/// and sleeps until the next tick.
///
/// Belongs to its thread; others reach it through its mailbox only.
final class MediaLoop {
    /// Stands for the mailbox where sockets are told.
    private static let mailboxTag = UInt64.max
    /// How often sockets are asked for in one tick at most, so that sending is never late for
    /// packets that come in masses.
    private static let watchRounds = 40

    let mailbox: Mailbox
    private let settings: MediaEngine.Settings
    private let silence: SilenceTable
    private let encoders: SoundEncoders
    var bench: Workbench
    private let watch: Watch
    var table = StreamTable()
    private var wheel = TimingWheel()
    private var pace: Pace
    /// Orders for ports that are on their way here.
    var expected: [MediaPort.ID: [MediaOrder]] = [:]
    private let lateness: LatenessMeter

    /// A loop whose first tick is at `epoch`, in nanoseconds.
    ///
    /// - Throws: ``SystemFailure`` when there is no descriptor left.
    init(
        _ mailbox: Mailbox, settings: MediaEngine.Settings, silence: SilenceTable,
        lateness: LatenessMeter, epoch: Int64
    ) throws(SystemFailure) {
        self.mailbox = mailbox
        self.settings = settings
        self.silence = silence
        self.lateness = lateness
        encoders = SoundEncoders(settings.coders)
        bench = Workbench(patience: settings.patience)
        let step = min(max(settings.step.inMilliseconds, 1), 10)
        pace = Pace(from: epoch, stride: step)
        watch = try Watch()
        try watch.add(mailbox.descriptor, as: MediaLoop.mailboxTag)
    }

    /// Runs until it is ordered to shut down.
    func run() {
        var isOver = false
        while !isOver {
            bench.now = MonotonicClock.now
            for order in mailbox.take() { isOver = obey(order) || isOver }
            if wheel.count == 0 {
                tell()
                if !isOver { waitForever() }
                pace.resume(now: MonotonicClock.now)
            } else {
                sendDue()
                receive()
                tell()
                MonotonicClock.sleep(until: pace.wakeTime)
            }
        }
        tell()
    }

    // MARK: Packets

    func sendDue() {
        bench.now = MonotonicClock.now
        let wakeTime = pace.wakeTime
        let due = pace.take(now: bench.now)
        if !due.isEmpty { lateness.note(bench.now - wakeTime) }
        for tick in due {
            var rest = wheel.take(at: tick)
            while let slot = rest {
                rest = wheel.follower(of: slot)
                guard let stream = table[slot] else { continue }
                guard let terms = stream.pointee.terms else {
                    // It may be started again.
                    stream.pointee.dueTick = nil
                    continue
                }
                stream.pointee.sendDue(&bench, skipped: pace.skipped)
                stream.pointee.dueTick = tick + terms.ticks
                wheel.put(slot, at: tick + terms.ticks)
            }
        }
    }

    private func receive() {
        for _ in 0..<MediaLoop.watchRounds {
            bench.now = MonotonicClock.now
            let count = watch.wait(milliseconds: 0) { takeOne($0) }
            // Those that were told first are told again before others had their turn.
            if count < Watch.batch { return }
        }
    }

    /// Nothing is to be sent: sleeps until an order or a packet comes.
    private func waitForever() {
        mailbox.wait { _ = watch.wait(milliseconds: -1) { takeOne($0) } }
    }

    @inline(__always)
    private func takeOne(_ tag: UInt64) {
        guard tag != MediaLoop.mailboxTag, let stream = table[Int(tag >> 1)] else { return }
        if tag & 1 == 1 { return stream.pointee.receiveControl(&bench) }
        // The stream is being changed all the while: what is passed on says all of it.
        stream.pointee.receive(&bench) { passed, bench in
            table[passed.partner]?.pointee.pass(passed, &bench)
        }
    }

    private func tell() {
        guard !bench.notices.isEmpty else { return }
        let notices = bench.notices
        bench.notices.removeAll()
        settings.handle(notices)
    }

    // MARK: Streams

    func open(_ port: MediaPort.ID, on sockets: SocketPair) {
        let stream = UnsafeMutablePointer<MediaStream>.allocate(capacity: 1)
        stream.initialize(
            to: MediaStream(port, on: sockets, skipped: pace.skipped, bench: &bench))
        insert(stream)
    }

    func insert(_ stream: UnsafeMutablePointer<MediaStream>) {
        table.insert(stream)
        let tag = UInt64(stream.pointee.slot) << 1
        do throws(SystemFailure) {
            try watch.add(stream.pointee.media, as: tag)
            try watch.add(stream.pointee.control, as: tag | 1)
        } catch {
            bench.tell(stream.pointee.id, .failed("the sound of the peer can't be heard: \(error)"))
        }
        stream.pointee.skipped = pace.skipped
        schedule(stream)
    }

    /// Takes a stream out, parted from its partner; its memory is the caller's.
    func remove(_ stream: UnsafeMutablePointer<MediaStream>) {
        part(stream)
        if let tick = stream.pointee.dueTick { wheel.remove(stream.pointee.slot, at: tick) }
        stream.pointee.dueTick = nil
        watch.remove(stream.pointee.media)
        watch.remove(stream.pointee.control)
        table.remove(stream)
    }

    func destroy(_ stream: UnsafeMutablePointer<MediaStream>) {
        if let terms = stream.pointee.terms {
            stream.pointee.sendReport(terms, isGoodbye: true, &bench)
        }
        remove(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Lets a stream that was started send from a tick on at which there is little else to do.
    private func schedule(_ stream: UnsafeMutablePointer<MediaStream>) {
        guard stream.pointee.terms != nil, stream.pointee.dueTick == nil else { return }
        if wheel.count == 0 { pace.resume(now: bench.now) }
        let tick = wheel.quietTick(from: pace.next)
        stream.pointee.dueTick = tick
        wheel.put(stream.pointee.slot, at: tick)
    }

    func start(
        _ stream: UnsafeMutablePointer<MediaStream>, as terms: StreamTerms,
        security: MediaSecurity?
    ) {
        do throws(PhoneBridgeError) {
            let old = stream.pointee.protection
            stream.pointee.protection = try security.map { security throws(PhoneBridgeError) in
                try StreamProtection(security, replacing: old)
            }
        } catch {
            // Nothing may be sent in the clear that was to be secret.
            stream.pointee.terms = nil
            return bench.tell(stream.pointee.id, .failed("\(error)"))
        }
        stream.pointee.start(
            terms, silence: silence.bytes(of: terms.codec), encoders: encoders,
            detector: settings.detector, &bench)
        schedule(stream)
    }

    func play(_ playback: Playback, on stream: UnsafeMutablePointer<MediaStream>) {
        stream.pointee.playback = playback
        // Another codec may have been agreed on since the bytes were made.
        guard let codec = stream.pointee.terms?.codec, codec != playback.codec else { return }
        stream.pointee.change(to: codec, encoders, &bench)
    }

    func send(_ digits: [Digit], on stream: UnsafeMutablePointer<MediaStream>) {
        if stream.pointee.terms?.telephoneEvent != nil {
            return stream.pointee.keys.send(digits)
        }
        guard let makeSound = settings.keySound, let codec = stream.pointee.terms?.codec,
            case let sound = makeSound(digits),
            let payload = encoders.payload(of: sound, as: codec)
        else { return bench.tell(stream.pointee.id, .failed("keys can't be sent on this leg")) }
        stream.pointee.playback = Playback(
            sound, as: nil, loops: false, codec: codec, payload: payload)
    }

    func record(_ stream: UnsafeMutablePointer<MediaStream>, on track: (any SoundTrack)?) {
        let codec = stream.pointee.terms?.codec ?? .pcma
        stream.pointee.track = track.map { TrackFeed($0, from: codec, encoders) }
    }

    func join(
        _ first: UnsafeMutablePointer<MediaStream>, _ second: UnsafeMutablePointer<MediaStream>
    ) {
        guard first != second else { return }
        part(first)
        part(second)
        first.pointee.partner = second.pointee.slot
        second.pointee.partner = first.pointee.slot
    }

    func part(_ stream: UnsafeMutablePointer<MediaStream>) {
        guard let slot = stream.pointee.partner else { return }
        stream.pointee.unjoin()
        table[slot]?.pointee.unjoin()
    }
}
