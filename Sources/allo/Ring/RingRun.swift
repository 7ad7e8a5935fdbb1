import Foundation
import PhoneBridge
import Synchronization
import Telephony
import UnixSignals

/// Places all calls of a plan, and waits for their ends.
struct RingRun {
    /// How long ends of calls may take to be confirmed.
    private static let farewell = Duration.seconds(2)

    let plan: RingPlan
    let bridge: PhoneBridge

    /// Runs to the end; Ctrl-C places no more calls and hangs up all that run, a second one leaves
    /// at once.
    ///
    /// - Returns: what became of the calls, and how long all took.
    func run() async -> (tally: RingTally, elapsed: Duration) {
        let tally = SharedTally()
        let began = ContinuousClock.now
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let (interruption, interrupt) = AsyncStream.makeStream(of: Never.self)
        await withTaskGroup { group in
            group.addTask { await obey(signals, interrupt) }
            await ring(from: began, until: interruption) { call in tally.add(call) }
            group.cancelAll()
        }
        let elapsed = ContinuousClock.now - began
        await leave()
        return (tally.tally, elapsed)
    }

    /// The first signal interrupts, a second one leaves at once.
    private func obey(
        _ signals: UnixSignalsSequence, _ interrupt: AsyncStream<Never>.Continuation
    ) async {
        var isInterrupted = false
        for await _ in signals {
            guard !isInterrupted else { exit(130) }
            isInterrupted = true
            interrupt.finish()
        }
    }

    /// Places the calls, until all are over or the stream ends.
    private func ring(
        from began: ContinuousClock.Instant, until interruption: AsyncStream<Never>,
        _ note: @escaping @Sendable (CallOutcome) -> Void
    ) async {
        await withTaskGroup { group in
            group.addTask { await ring(from: began, note) }
            group.addTask { for await _ in interruption {} }
            await group.next()
            group.cancelAll()
        }
    }

    private func ring(
        from began: ContinuousClock.Instant, _ note: @escaping @Sendable (CallOutcome) -> Void
    ) async {
        await withDiscardingTaskGroup { group in
            for number in 0..<plan.arrivals.calls {
                let time = began + plan.arrivals.time(of: number)
                if time > .now {
                    do { try await Task.sleep(until: time) } catch { break }
                }
                let call = RingCall(plan: plan, bridge: bridge)
                group.addTask { note(await call.run()) }
            }
        }
    }

    /// Waits for the last calls to be confirmed as over, then closes everything.
    private func leave() async {
        await withTaskGroup { group in
            group.addTask { await bridge.drained() }
            // Cancelled when all are over: nothing is lost.
            group.addTask { try? await Task.sleep(for: RingRun.farewell) }
            await group.next()
            group.cancelAll()
            await bridge.shutDown()
        }
    }
}

/// The tally that all calls add to.
private final class SharedTally: Sendable {
    private let state = Mutex(RingTally())

    var tally: RingTally { state.withLock { $0 } }

    func add(_ call: CallOutcome) { state.withLock { $0.add(call) } }
}
