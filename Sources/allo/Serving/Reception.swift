import CallLog
import Flows
import Foundation
import PhoneBridge
import SIP
import ServiceLifecycle
import Switchboard
import Synchronization
import Telephony

/// Takes the calls that arrive: finds their flow and their caller, and stays with each to its end.
///
/// When it is asked to shut down it takes no more, waits for those that run, and ends them after
/// the longest wait.
final class Reception: Service {
    private let bridge: PhoneBridge
    private let switchboard: Switchboard
    /// Knows callers by their numbers; nil where nothing is written down.
    private let journal: Journal?
    private let start: ContinuousClock.Instant
    private let drainLimit: Duration
    private let notifier: SystemdNotifier
    private let program: Mutex<FlowProgram>
    private let editions = Mutex(Editions())
    /// Drops what only calls of editions before another needed.
    private let letGo: @Sendable (_ edition: Int) async -> Void
    /// What trunks have dialled that nobody has; by their names.
    private let refusals = Mutex(LogLimiter<String>())

    init(
        bridge: PhoneBridge, switchboard: Switchboard, journal: Journal?,
        start: ContinuousClock.Instant, drainLimit: Duration, notifier: SystemdNotifier,
        program: FlowProgram, letGo: @escaping @Sendable (_ edition: Int) async -> Void
    ) {
        self.bridge = bridge
        self.switchboard = switchboard
        self.journal = journal
        self.start = start
        self.drainLimit = drainLimit
        self.notifier = notifier
        self.program = Mutex(program)
        self.letGo = letGo
    }

    /// The edition that ``reload(_:)`` begins.
    var nextEdition: Int { editions.withLock(\.newest) + 1 }

    /// Gives calls that arrive from now on another program: the next edition begins.
    func reload(_ program: FlowProgram, pins: [AgentID: Secret]) async {
        await switchboard.reload(program, pins: pins)
        self.program.withLock { $0 = program }
        editions.withLock { $0.begin() }
        await letGo(editions.withLock(\.oldest))
    }

    func run() async {
        // On the thread that calls arrive on: none has to be woken for each.
        await withTaskExecutorPreference(bridge.taskExecutor) { await takeCalls() }
    }

    private func takeCalls() async {
        await withDiscardingTaskGroup { limit in
            await withDiscardingTaskGroup { calls in
                await withGracefulShutdownHandler {
                    for await call in bridge.incoming {
                        calls.addTask { await self.follow(call) }
                    }
                } onGracefulShutdown: {
                    self.bridge.endArrivals()
                }
                await bridge.drain()
                await switchboard.drain()
                let open = await switchboard.openCalls
                notifier.stopping("draining: \(open) calls")
                Output.message("no more calls are taken; \(open.calls(goOn: true))")
                limit.addTask { await self.endCallsAfterLimit() }
            }
            await switchboard.callbacksEnd()
            limit.cancelAll()
            Output.message("all calls are over")
            await switchboard.endShifts()
        }
    }

    private func endCallsAfterLimit() async {
        // Cancelled once the last call is over.
        guard (try? await Task.sleep(for: drainLimit)) != nil else { return }
        let open = await switchboard.openCalls
        if open > 0 { Output.message("the time to drain is over: \(open.calls(goOn: false))") }
        await switchboard.stopCalls()
    }

    // MARK: One call

    /// Takes a call; what was loaded when it came stays until its end.
    private func follow(_ call: IncomingCall) async {
        let edition = editions.withLock { $0.enter() }
        await take(call)
        if editions.withLock({ $0.leave(edition) }) { await letGo(editions.withLock(\.oldest)) }
    }

    private func take(_ call: IncomingCall) async {
        guard let flow = program.withLock({ flow(of: call, in: $0) }) else {
            if let user = call.user { return await connect(call, of: user) }
            tell(refused: call)
            return call.reject(status: 404)
        }
        let refuse: @Sendable () -> Void = {
            call.reject(status: 503, retryAfter: Reception.retryAfter)
        }
        guard await switchboard.takesCalls(within: Reception.longestDelay) else { return refuse() }
        // Anybody can claim to be anybody: a number that nobody vouches for is not taken, so that it
        // can neither open an account nor jump a queue (DESIGN.md §9).
        let number = call.identityIsAsserted ? call.from : nil
        let caller: CallerID
        do {
            caller = try await self.caller(number)
        } catch {
            return refuse()
        }
        let arrival = Arrival(
            flow: flow, caller: caller, from: number, to: call.to,
            unixMilliseconds: Int64(Date().timeIntervalSince1970 * 1_000), phone: call.user)
        await switchboard.answer(
            arrival, as: CallID(rawValue: Reception.newName()), on: call.line, refuse: refuse)
    }

    /// An agent calls a colleague or a queue; else nobody has what was dialled.
    private func connect(_ call: IncomingCall, of user: String) async {
        let dialled = DialledCall(
            phone: user, number: call.to, line: call.line, ring: { call.ring() },
            refuse: { status in
                if status == 404 { self.tell(refused: call) }
                call.reject(status: status)
            })
        await switchboard.consult(dialled, as: CallID(rawValue: Reception.newName()))
    }

    /// Nobody has what was dialled: one line a minute for each trunk.
    private func tell(refused call: IncomingCall) {
        let decision = refusals.withLock {
            $0.decide(call.trunk, from: nil, now: ContinuousClock.now - start)
        }
        guard case .write(let heldBack) = decision else { return }
        let before = heldBack > 0 ? " (and \(heldBack) like it before)" : ""
        Output.message(
            "refused a call of \(call.trunk) with 404: no number and no flow that it may ring is "
                + "‘\(LogText.escaped(call.to, limit: 40))’\(before)")
    }

    /// The flow of the number that was dialled; callers of this machine may name a flow itself.
    private func flow(of call: IncomingCall, in program: FlowProgram) -> String? {
        if let flow = program.centre.flow(called: call.to) { return flow }
        let isLocal = program.centre.trunks[call.trunk]?.isLoopback ?? false
        return isLocal && program.flows[call.to] != nil ? call.to : nil
    }

    private func caller(_ number: PhoneNumber?) async throws -> CallerID {
        let make: @Sendable () -> CallerID = { CallerID(rawValue: Reception.newName()) }
        guard let journal else { return make() }
        return try await journal.callerID(
            for: number?.text, at: ContinuousClock.now - start, making: make)
    }

    /// How far the journal may be behind before callers are turned away: they would wait in
    /// silence, more of them each second, and give up.
    private static let longestDelay = Duration.seconds(1)

    /// When a caller who is turned away may try again.
    private static let retryAfter = Duration.seconds(30)

    private static func newName() -> String { RandomName.make() }
}

extension Int {
    /// So many calls go on, or are ended.
    fileprivate func calls(goOn: Bool) -> String {
        switch (self, goOn) {
        case (1, true): "1 call goes on"
        case (_, true): "\(self) calls go on"
        case (1, false): "1 call is ended"
        case (_, false): "\(self) calls are ended"
        }
    }
}
