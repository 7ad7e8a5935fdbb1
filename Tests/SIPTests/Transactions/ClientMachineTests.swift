import Testing

@testable import SIP

private let t1 = Duration.milliseconds(500)
private let t2 = Duration.seconds(4)
private let t4 = Duration.seconds(5)
private let patience = Duration.seconds(32)

@Suite struct ClientMachineTests {
    typealias State = ClientMachine.State
    typealias Row = MachineTable<State, ClientEvent>.Row

    static let trying = State.trying(pause: t1)
    static let tryingLong = State.trying(pause: t2)
    static let states: [State] = [
        .idle, trying, tryingLong, .proceeding, .completed, .terminated,
    ]
    static let waiting = [trying, tryingLong, State.proceeding]

    static let common: [Row] =
        [
            Row(trying, .fired(.e), .trying(pause: t1 * 2), [.send, .set(.e, t1 * 2)]),
            Row(tryingLong, .fired(.e), tryingLong, [.send, .set(.e, t2)]),
            Row(.proceeding, .fired(.e), .proceeding, [.send, .set(.e, t2)]),
            Row(.completed, .fired(.k), .terminated, [.end]),
            Row(.completed, .transportFailed, .terminated, [.end]),
        ]
        + waiting.flatMap { state in
            [
                Row(state, .provisional, .proceeding, [.pass]),
                Row(state, .fired(.f), .terminated, [.timedOut, .end]),
                Row(state, .transportFailed, .terminated, [.failed, .end]),
            ]
        }

    @Test func `over UDP every state does on every event what the RFC says`() {
        let rows =
            Self.common + [
                Row(.idle, .started, Self.trying, [.send, .set(.e, t1), .set(.f, patience)])
            ] + finals(.completed, .set(.k, t4))
        check(rows, isReliable: false)
    }

    @Test func `over TCP nothing is sent again, and an answer ends it at once`() {
        let rows =
            Self.common + [Row(.idle, .started, Self.trying, [.send, .set(.f, patience)])]
            + finals(.terminated, .end)
        check(rows, isReliable: true)
    }

    private func finals(_ next: State, _ last: TransactionAct) -> [Row] {
        Self.waiting.flatMap { state in
            [ClientEvent.success, .failure].map {
                Row(state, $0, next, [.cancel(.e), .cancel(.f), .pass, last])
            }
        }
    }

    private func check(_ rows: [Row], isReliable: Bool) {
        let machine = ClientMachine(timers: TransactionTimers(), isReliable: isReliable)
        MachineTable(states: Self.states, events: ClientEvent.all, rows: rows).check {
            machine.step(&$0, on: $1)
        }
    }
}
