/// A bad network: loses packets, alone or in bursts, doubles some and lets some overtake others.
///
/// Pure: packets go in with the time they are sent, and come out with the time they arrive. The
/// same seed gives the same network. Times are in any unit, say microseconds or samples.
///
/// ```swift
/// var relay = LossyRelay<Packet>(.init(loss: 0.05, duplicates: 0.02, disorder: 0.1), seed: 7)
/// relay.send(packet, at: 20_000)
/// while let (packet, time) = relay.arrival(before: 40_000) { receiver.take(packet, at: time) }
/// ```
public struct LossyRelay<Packet> {
    /// How bad the network is. Shares are 0...1.
    public struct Weather: Sendable {
        /// The share of packets lost alone.
        public var loss: Double
        /// The share of packets at which a burst begins, which loses all packets for a while.
        public var bursts: Double
        /// How many packets a burst loses on average.
        public var burstLength: Double
        /// The share of packets that arrive twice.
        public var duplicates: Double
        /// The share of packets that are held up, so that later ones overtake them.
        public var disorder: Double
        /// How long any packet takes at least.
        public var delay: Int
        /// How much longer it takes at most, without being held up.
        public var jitter: Int
        /// How much longer it takes at most when it is held up, or is a second copy.
        public var holdUp: Int

        /// A network that is as bad as is said, and perfect in all else.
        public init(
            loss: Double = 0, bursts: Double = 0, burstLength: Double = 5, duplicates: Double = 0,
            disorder: Double = 0, delay: Int = 0, jitter: Int = 0, holdUp: Int = 0
        ) {
            self.loss = loss
            self.bursts = bursts
            self.burstLength = burstLength
            self.duplicates = duplicates
            self.disorder = disorder
            self.delay = delay
            self.jitter = jitter
            self.holdUp = holdUp
        }
    }

    private struct Travelling {
        let packet: Packet
        let time: Int
    }

    /// How many packets went in, and how many copies came through or will.
    public private(set) var sent = 0
    /// How many packets were lost.
    public private(set) var lost = 0

    private let weather: Weather
    private var generator: SeededGenerator
    private var burst = 0
    /// By the time of arrival, the next one last.
    private var travelling: [Travelling] = []

    /// A network in a weather, whose chance comes from a seed.
    public init(_ weather: Weather, seed: UInt64) {
        self.weather = weather
        generator = SeededGenerator(seed: seed)
    }

    /// Sends a packet.
    ///
    /// - Parameters:
    ///   - packet: what travels.
    ///   - time: when it is sent; never before an earlier one.
    /// - Returns: whether a copy of it arrives.
    @discardableResult
    public mutating func send(_ packet: Packet, at time: Int) -> Bool {
        sent += 1
        if burst > 0 {
            burst -= 1
            lost += 1
            return false
        }
        if happens(weather.bursts) {
            // One to twice the average less one, each as likely.
            burst = Int(unit() * (weather.burstLength * 2 - 1))
            lost += 1
            return false
        }
        if happens(weather.loss) {
            lost += 1
            return false
        }
        let arrival = time + weather.delay + part(of: weather.jitter)
        let isHeldUp = happens(weather.disorder)
        insert(packet, at: isHeldUp ? arrival + part(of: weather.holdUp) : arrival)
        if happens(weather.duplicates) { insert(packet, at: arrival + part(of: weather.holdUp)) }
        return true
    }

    /// The next packet that arrives before a time, and when; nil where there is none.
    public mutating func arrival(before time: Int) -> (packet: Packet, time: Int)? {
        guard let next = travelling.last, next.time < time else { return nil }
        travelling.removeLast()
        return (next.packet, next.time)
    }

    private mutating func insert(_ packet: Packet, at time: Int) {
        travelling.append(Travelling(packet: packet, time: time))
        // Few travel at a time, and the newest is near the beginning.
        var index = travelling.count - 1
        while index > 0, travelling[index - 1].time <= time {
            travelling.swapAt(index, index - 1)
            index -= 1
        }
    }

    /// A number from 0 to below 1.
    private mutating func unit() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    private mutating func happens(_ share: Double) -> Bool { share > 0 && unit() < share }

    private mutating func part(of most: Int) -> Int {
        most > 0 ? Int(generator.next() % UInt64(most + 1)) : 0
    }
}
