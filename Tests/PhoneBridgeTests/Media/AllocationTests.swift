import CAllocations
import Glibc
import Media
import SIP
import Synchronization
import Telephony
import Testing
import Tones

@testable import PhoneBridge

/// What a packet costs its thread: no memory, and no other thread.
@Suite(.serialized, .timeLimit(.minutes(1))) struct AllocationTests {
    /// What the streams of a run do with their packets.
    enum Work: CaseIterable {
        /// A prompt is played to each.
        case prompts
        /// They are joined in pairs, and hear what the other's peer sends.
        case joined
        /// They are joined in pairs that speak different laws.
        case transcoded
        /// They are joined in pairs of which one speaks G.722.
        case wideband
        /// What their peers say is recorded.
        case recorded
        /// Keys are listened for in their sound.
        case inBand
    }

    private let streams = 100
    /// They are looked at in parts of one packet a stream. Between them reports go out, which take
    /// memory now and then (RFC 3550 §6.2): the quietest tenth of the parts tells what packets take.
    private let packets = 4_000

    @Test(arguments: Work.allCases)
    func `packets are sent and received without taking memory or another thread`(work: Work)
        async throws
    {
        let coders: (inout MediaEngine.Settings) -> Void = {
            $0.coders = [.g722: { G722Coder() }]
        }
        let near = try EngineFixture(detector: { ToneDetector() }, change: coders)
        let far = try EngineFixture(change: coders)
        let ends = try (0..<streams).map { number in
            try connect(near.engine, far.engine, work, isOdd: number % 2 == 1)
        }
        let sound = ramp(packets: 60)
        for (number, end) in ends.enumerated() {
            let playback = PlaybackID(rawValue: number)
            far.engine.play(sound, as: playback, on: end.far.id, loops: true)
            switch work {
            case .recorded:
                near.engine.record(end.near.id, on: DeafTrack())
            case .prompts, .inBand:
                near.engine.play(sound, as: playback, on: end.near.id, loops: true)
            case .joined, .transcoded, .wideband:
                if number % 2 == 1 { near.engine.join(ends[number - 1].near.id, end.near.id) }
            }
        }
        let meter = PacketMeter(warmUp: streams * 4, packets: packets, part: streams)
        for end in ends { near.engine.listen(to: end.near.id) { _ in meter.count() } }
        let taken = await meter.allocations()
        #expect(taken.count < streams / 4)
        #expect(taken.threads == 1)
        // As many went out as came in: it was they that cost nothing, too.
        let sent = try #require(await near.engine.statistics(of: ends[0].near.id)).sent
        #expect(sent > packets / streams / 2)
        await near.engine.shutDown()
        await far.engine.shutDown()
    }

    /// A port here and one there that send to each other.
    private func connect(
        _ near: MediaEngine, _ far: MediaEngine, _ work: Work, isOdd: Bool
    ) throws -> (near: MediaPort, far: MediaPort) {
        let (here, there) = (try near.open(on: .loopback), try far.open(on: .loopback))
        let codec: AudioCodec =
            switch work {
            case .transcoded where isOdd: .pcmu
            case .wideband where isOdd: .g722
            case .prompts, .joined, .transcoded, .wideband, .recorded, .inBand: .pcma
            }
        var agreement = MediaAgreement(
            remote: there.endpoint, codec: codec, payloadType: codec.staticPayloadType,
            telephoneEvent: work == .inBand ? nil : 101)
        near.start(here.id, as: agreement)
        agreement.remote = here.endpoint
        far.start(there.id, as: agreement)
        return (here, there)
    }
}

/// A side of a recording of which nothing is kept.
private final class DeafTrack: SoundTrack {
    func put(_ sound: HeardSound) {}
}

/// Counts packets on the thread that takes them, and what that thread allocates meanwhile.
private final class PacketMeter: Sendable {
    struct Taken: Equatable {
        /// How often the thread took memory in a part of the packets: the most in the quietest tenth
        /// of the parts.
        var count = 0
        /// How many threads took packets.
        var threads = 1
    }

    private struct State {
        var counted = 0
        /// The allocations up to the end of each part, the first of them up to the beginning.
        var marks: [Int] = []
        var thread = pthread_t()
        var taken = Taken()
    }

    private let warmUp: Int
    private let packets: Int
    private let part: Int
    private let state = Mutex(State())
    private let end: AsyncStream<Taken>
    private let continuation: AsyncStream<Taken>.Continuation

    /// A meter for so many packets, after those in which everything takes its first memory.
    init(warmUp: Int, packets: Int, part: Int) {
        self.warmUp = warmUp
        self.packets = packets
        self.part = part
        // So that the marks take no memory where it is counted.
        state.withLock { $0.marks.reserveCapacity(packets / part + 1) }
        (end, continuation) = AsyncStream.makeStream()
    }

    /// Another packet came.
    func count() {
        let allocations = Int(allocations_of_this_thread())
        let taken: Taken? = state.withLock { state in
            if state.counted == warmUp { state.thread = pthread_self() }
            if state.counted >= warmUp, (state.counted - warmUp).isMultiple(of: part) {
                state.marks.append(allocations)
            }
            state.counted += 1
            if state.counted > warmUp, state.thread != pthread_self() { state.taken.threads += 1 }
            guard state.counted == warmUp + packets else { return nil }
            let parts = zip(state.marks.dropFirst(), state.marks).map { $0 - $1 }.sorted()
            state.taken.count = parts[parts.count / 10]
            return state.taken
        }
        if let taken { continuation.yield(taken) }
    }

    /// What was allocated once all packets have come.
    func allocations() async -> Taken {
        var iterator = end.makeAsyncIterator()
        return await iterator.next() ?? Taken()
    }
}
