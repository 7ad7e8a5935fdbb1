/// Turns sound that arrives unevenly into sound that goes on evenly: as late as it must be, no
/// later.
///
/// Samples lie in a ring by their timestamps, so that packets may be of any length, come twice or
/// overtake one another. How late sound is played follows the jitter: at once when packets come
/// later, slowly back when they come evenly again. When the sender's clock is the faster one, or
/// jitter falls, a packet time is left out, in silence if there is any.
///
/// ```
///             put                      held for `delay`             nothing left
///   empty ───────────▶ filling ─────────────────────────▶ playing ───────────────▶ empty
///                       ▲                                     │ a gap is concealed
///                       └─── timestamps jump ─────────────────┘
/// ```
/// The ring is allocated once; putting and taking allocate nothing.
public struct JitterBuffer: Sendable {
    private enum State: Equatable, Sendable {
        case empty
        /// Waits until enough is there.
        case filling
        case playing
    }

    /// Stands for a sample that has not come; sound never has it, as G.711 can't.
    private static let absent = Int16.min
    /// So many packets that come too late one after the other are a sender's that has set its
    /// timestamps back.
    private static let lateBeforeJump = 10

    /// Packets that came too late to be heard.
    public private(set) var late: UInt64 = 0
    /// How late sound is played after the earliest that it could be, in samples.
    public var delay: Int { target.samples }

    private var ring: [Int16]
    private let mask: UInt32
    private let packetTime: UInt32
    private let rate: UInt32
    private var state = State.empty
    private var target: PlayoutDelay
    /// The timestamp of the next sample to be taken.
    private var position: UInt32 = 0
    /// The timestamp after the newest sample.
    private var end: UInt32 = 0
    /// Up to where everything has been taken; nil where nothing has.
    private var floor: UInt32?
    private var lateInRow = 0
    /// For how many samples the first of them has been held.
    private var held = 0
    /// For how many samples more has been waiting than need be.
    private var tooMuch = 0
    private var concealment = LossConcealment()

    /// An empty buffer.
    ///
    /// - Parameters:
    ///   - packetTime: the usual time of a packet, in samples; positive.
    ///   - longest: the longest delay, in samples; what is further ahead than twice that begins
    ///     anew.
    ///   - rate: samples per second, in hertz; positive.
    public init(packetTime: Int = 160, longest: Int = 1_600, rate: Int = 8_000) {
        precondition(packetTime > 0 && longest >= packetTime && rate > 0)
        var capacity = 1
        while capacity < longest * 2 + packetTime { capacity *= 2 }
        ring = [Int16](repeating: JitterBuffer.absent, count: capacity)
        mask = UInt32(capacity - 1)
        self.packetTime = UInt32(packetTime)
        self.rate = UInt32(rate)
        target = PlayoutDelay(shortest: packetTime, longest: longest)
    }

    /// How much is waiting, gaps included, in samples.
    public var waiting: Int { state == .empty ? 0 : Int(end &- position) }

    /// Puts in the samples of a packet.
    ///
    /// - Parameters:
    ///   - samples: its sound; beyond half of what the buffer holds it is left alone.
    ///   - timestamp: the timestamp of its header.
    ///   - now: when it came.
    public mutating func put(
        _ samples: UnsafeBufferPointer<Int16>, timestamp: UInt32, now: Duration
    ) {
        guard !samples.isEmpty, samples.count <= ring.count / 2 else { return }
        let stop = timestamp &+ UInt32(samples.count)
        if isFar(timestamp, stop) || lateInRow >= JitterBuffer.lateBeforeJump {
            floor = nil
            target.beginAnew()
            fill(from: timestamp)
        }
        target.measure(timestamp: timestamp, arrival: now.samples(at: rate))
        if let floor, stop.isUpTo(floor) {
            late &+= 1
            lateInRow += 1
            return
        }
        if state == .empty { fill(from: timestamp) }
        lateInRow = 0
        if state == .filling, timestamp.isUpTo(position) {
            // Nothing has been taken since the first packet came, and this one is before it.
            position = floor.map { timestamp.isUpTo($0) ? $0 : timestamp } ?? timestamp
        }
        let skipped = timestamp.isUpTo(position) ? Int(position &- timestamp) : 0
        for index in min(skipped, samples.count)..<samples.count {
            ring[Int((timestamp &+ UInt32(index)) & mask)] = max(samples[index], -Int16.max)
        }
        if end.isUpTo(stop) { end = stop }
    }

    /// Whether a packet doesn't fit in beside what is there: the sender's timestamps have jumped.
    private func isFar(_ timestamp: UInt32, _ stop: UInt32) -> Bool {
        guard state != .empty || floor != nil else { return false }
        return Int32(bitPattern: stop &- position) > Int32(ring.count)
            || Int32(bitPattern: end &- timestamp) > Int32(ring.count)
    }

    private mutating func fill(from timestamp: UInt32) {
        for index in ring.indices { ring[index] = JitterBuffer.absent }
        position = timestamp
        end = timestamp
        tooMuch = 0
        lateInRow = 0
        held = 0
        state = .filling
    }

    /// Takes out the next samples; gaps are concealed, and silence is given while nothing is there.
    ///
    /// - Returns: how many of them are sound that arrived.
    @discardableResult
    public mutating func take(_ samples: UnsafeMutableBufferPointer<Int16>) -> Int {
        if state == .filling, max(waiting, held) >= target.samples { state = .playing }
        guard state == .playing else {
            held += samples.count
            concealment.fill(samples)
            return 0
        }
        shorten(by: samples.count)
        var heard = 0
        var start = 0
        while start < samples.count {
            // A run of samples that are all there, or all missing.
            let isThere = peek(start) != JitterBuffer.absent
            var stop = start + 1
            while stop < samples.count, (peek(stop) != JitterBuffer.absent) == isThere { stop += 1 }
            let run = UnsafeMutableBufferPointer(rebasing: samples[start..<stop])
            if isThere {
                for index in start..<stop { samples[index] = peek(index) }
                concealment.hear(run)
                heard += run.count
            } else {
                concealment.fill(run)
            }
            start = stop
        }
        advance(by: samples.count)
        return heard
    }

    private func peek(_ offset: Int) -> Int16 {
        ring[Int((position &+ UInt32(offset)) & mask)]
    }

    private mutating func advance(by count: Int) {
        for offset in 0..<min(count, ring.count) {
            ring[Int((position &+ UInt32(offset)) & mask)] = JitterBuffer.absent
        }
        position &+= UInt32(count)
        floor = position
        if end.isUpTo(position) { state = .empty }
    }

    /// Leaves a packet time out where more than the delay has been waiting: after a second if it
    /// is quiet, after two in any case.
    private mutating func shorten(by count: Int) {
        guard waiting > target.samples + Int(packetTime) + count else {
            tooMuch = 0
            return
        }
        tooMuch += count
        let second = Int(rate)
        guard tooMuch > second, tooMuch > 2 * second || isQuiet else { return }
        tooMuch = 0
        advance(by: Int(packetTime))
    }

    private var isQuiet: Bool {
        var loudness = 0
        for offset in 0..<Int(packetTime) {
            let sample = peek(offset)
            if sample != JitterBuffer.absent { loudness += abs(Int(sample)) }
        }
        return loudness < Int(packetTime) * 100
    }
}

extension UInt32 {
    /// Whether a timestamp lies before another or is the same; both wrap around.
    @inline(__always)
    fileprivate func isUpTo(_ other: UInt32) -> Bool { Int32(bitPattern: self &- other) <= 0 }
}
