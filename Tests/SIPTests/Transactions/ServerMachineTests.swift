import Testing

@testable import SIP

private let patience = Duration.seconds(32)

@Suite struct ServerMachineTests {
    typealias State = ServerMachine.State
    typealias Row = MachineTable<State, ServerEvent>.Row

    static let states: [State] = [.idle, .trying, .proceeding, .completed, .terminated]
    static let waiting: [State] = [.trying, .proceeding]

    static let common: [Row] =
        [
            Row(.idle, .started, .trying, [.set(.giveUp, patience), .pass]),
            Row(.proceeding, .request, .proceeding, [.send]),
            Row(.completed, .request, .completed, [.send]),
            Row(.completed, .fired(.j), .terminated, [.end]),
            Row(.completed, .transportFailed, .terminated, [.end]),
        ]
        + waiting.flatMap { state in
            [
                Row(state, .provisional, .proceeding, [.send]),
                Row(state, .fired(.giveUp), .terminated, [.timedOut, .end]),
                Row(state, .transportFailed, .terminated, [.failed, .end]),
            ]
        }

    @Test func `over UDP every state does on every event what the RFC says`() {
        check(Self.common + finals(.completed, .set(.j, patience)), isReliable: false)
    }

    @Test func `over TCP an answer ends it at once`() {
        check(Self.common + finals(.terminated, .end), isReliable: true)
    }

    private func finals(_ next: State, _ last: TransactionAct) -> [Row] {
        Self.waiting.flatMap { state in
            [ServerEvent.success, .failure].map {
                Row(state, $0, next, [.cancel(.giveUp), .send, last])
            }
        }
    }

    private func check(_ rows: [Row], isReliable: Bool) {
        let machine = ServerMachine(timers: TransactionTimers(), isReliable: isReliable)
        MachineTable(states: Self.states, events: ServerEvent.all, rows: rows).check {
            machine.step(&$0, on: $1)
        }
    }
}
