import CallCentre
import Media
import PhoneBridge
import SIP
import Synchronization
import Telephony
import TestSupport
import Testing

@testable import allo

/// A voice server in a few lines: welcomes, and says goodbye after a key.
private final class SmallServer: Sendable {
    let bridge: PhoneBridge
    private let heard = Mutex<[Digit]>([])

    /// The keys of all calls.
    var keys: [Digit] { heard.withLock { $0 } }

    init() async throws {
        var configuration = Configuration(
            listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))],
            mediaPorts: 24_000...28_000)
        var trunk = Trunk(name: "test", networks: [IPNetwork(.loopback)])
        trunk.callsPerSecond = 1_000
        configuration.trunks = [trunk]
        bridge = try await PhoneBridge(configuration, detector: { Deaf() }) { _ in }
    }

    /// Where it is called.
    var address: String {
        get async { "sip:accueil@\(await bridge.listeners[0].endpoint)" }
    }

    /// Takes calls until it is shut down.
    func serve(welcome: Sound, goodbye: Sound) async {
        await withDiscardingTaskGroup { group in
            for await call in bridge.incoming {
                group.addTask {
                    await self.take(call.line, welcome: welcome, goodbye: goodbye)
                }
            }
        }
    }

    /// Refuses calls until it is shut down.
    func refuse(status: Int) async {
        for await call in bridge.incoming { call.reject(status: status) }
    }

    private func take(_ line: PhoneLine, welcome: Sound, goodbye: Sound) async {
        line.play(welcome, as: PlaybackID(rawValue: 1), loops: false)
        line.answer()
        for await event in line.events {
            switch event {
            case .digit(let digit):
                heard.withLock { $0.append(digit) }
                line.play(goodbye, as: PlaybackID(rawValue: 2), loops: false)
            case .played(PlaybackID(rawValue: 2)):
                await line.close()
            default:
                continue
            }
        }
        // Whoever hung up is answered.
        await line.close()
    }
}

@Suite struct RingRunTests {
    /// Noise in syllables, like no other.
    private func prompt(_ seed: UInt64, seconds: Double) -> Sound {
        var chance = SeededGenerator(seed: seed)
        let samples = (0..<Int(seconds * 8_000)).map { index -> Int16 in
            index / 1_200 % 3 == 2 ? 0 : Int16.random(in: -6_000...6_000, using: &chance)
        }
        return Sound(samples: samples, rate: 8_000)
    }

    private func plan(_ target: String, calls: Int, hold: Duration) -> RingPlan {
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        settings.patience = .seconds(10)
        return RingPlan(
            target: target, arrivals: ArrivalPlan(calls: calls, rate: 50), settings: settings,
            hold: hold)
    }

    private func run(_ plan: RingPlan) async throws -> RingTally {
        let caller = try await PhoneBridge(
            Configuration(
                listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))],
                mediaPorts: 28_002...32_000), detector: { Deaf() }
        ) { _ in }
        return await RingRun(plan: plan, bridge: caller).run().tally
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [KeyMethod.telephoneEvent, .info])
    func `a caller hears both prompts and presses a key between them`(
        method: KeyMethod
    ) async throws {
        let server = try await SmallServer()
        let (welcome, goodbye) = (prompt(1, seconds: 1.2), prompt(2, seconds: 1))
        let serving = Task { await server.serve(welcome: welcome, goodbye: goodbye) }
        var plan = plan(await server.address, calls: 1, hold: .seconds(20))
        plan.method = method
        plan.expected = ExpectedCall(lines: [
            .hear(ExpectedCall.Heard(name: "welcome", sound: welcome)),
            .press([.seven], at: nil),
            .hear(ExpectedCall.Heard(name: "goodbye", sound: goodbye)),
        ])
        let tally = try await run(plan)
        await server.bridge.shutDown()
        await serving.value
        #expect(tally.faults(tolerance: 0) == [])
        #expect(tally.promptsHeard == 2)
        #expect(server.keys == [.seven])
        #expect(tally.packets > 100)
        #expect(tally.keyToSound.count == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `many calls are placed at their rate, and all of them end`() async throws {
        let server = try await SmallServer()
        let sound = prompt(1, seconds: 0.5)
        let serving = Task { await server.serve(welcome: sound, goodbye: sound) }
        var plan = plan(await server.address, calls: 40, hold: .seconds(30))
        plan.keys = try KeyScript("1")
        let tally = try await run(plan)
        #expect(tally.calls == 40)
        #expect(tally.faults(tolerance: 0) == [])
        #expect(server.keys == Array(repeating: .one, count: 40))
        #expect(await server.bridge.census.legs == 0)
        await server.bridge.shutDown()
        await serving.value
    }

    @Test(.timeLimit(.minutes(1)))
    func `refused calls are counted by their status`() async throws {
        let server = try await SmallServer()
        let serving = Task { await server.refuse(status: 486) }
        let tally = try await run(plan(await server.address, calls: 3, hold: .seconds(5)))
        await server.bridge.shutDown()
        await serving.value
        #expect(tally.failed == 3)
        #expect(tally.failures.keys.map(\.status) == [486])
    }

    @Test(.timeLimit(.minutes(1)))
    func `cancelling hangs up every call`() async throws {
        let server = try await SmallServer()
        let sound = prompt(1, seconds: 60)
        let serving = Task { await server.serve(welcome: sound, goodbye: sound) }
        let plan = plan(await server.address, calls: 1_000, hold: .seconds(600))
        let caller = try await PhoneBridge(
            Configuration(
                listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))],
                mediaPorts: 28_002...32_000), detector: { Deaf() }
        ) { _ in }
        let ringing = Task { await RingRun(plan: plan, bridge: caller).run().tally }
        while await server.bridge.census.legs < 3 { await Task.yield() }
        ringing.cancel()
        let tally = await ringing.value
        #expect(tally.calls < 1_000)
        #expect(tally.withoutSound <= tally.calls)
        while await server.bridge.census.legs > 0 { await Task.yield() }
        await server.bridge.shutDown()
        await serving.value
    }
}
