import Testing

@testable import SIP

private let t1 = Duration.milliseconds(500)
private let t2 = Duration.seconds(4)
private let t4 = Duration.seconds(5)
private let patience = Duration.seconds(32)

@Suite struct InviteServerMachineTests {
    typealias State = InviteServerMachine.State
    typealias Row = MachineTable<State, ServerEvent>.Row

    static let completed = State.completed(pause: t1)
    static let completedLong = State.completed(pause: t2)
    static let states: [State] = [
        .idle, .proceeding, completed, completedLong, .confirmed, .accepted, .terminated,
    ]

    static let common: [Row] =
        [
            Row(.proceeding, .request, .proceeding, [.cancel(.trying), .send]),
            Row(.proceeding, .fired(.trying), .proceeding, [.cancel(.trying), .send]),
            Row(.proceeding, .provisional, .proceeding, [.cancel(.trying), .send]),
            Row(
                .proceeding, .success, .accepted,
                [.cancel(.trying), .send, .set(.l, patience)]),
            Row(.proceeding, .transportFailed, .proceeding, [.failed]),
            Row(completed, .fired(.g), .completed(pause: t1 * 2), [.send, .set(.g, t1 * 2)]),
            Row(completedLong, .fired(.g), completedLong, [.send, .set(.g, t2)]),
            Row(.confirmed, .fired(.i), .terminated, [.end]),
            Row(.accepted, .success, .accepted, [.send]),
            Row(.accepted, .acknowledged, .accepted, [.pass, .set(.l, t4)]),
            Row(.accepted, .fired(.l), .terminated, [.end]),
            Row(.accepted, .transportFailed, .accepted, [.failed]),
        ]
        + [completed, completedLong].flatMap { state in
            [
                Row(state, .request, state, [.send]),
                Row(state, .fired(.h), .terminated, [.timedOut, .end]),
            ]
        }

    static let udp: [Row] =
        common + [
            Row(
                .proceeding, .failure, completed,
                [.cancel(.trying), .send, .set(.g, t1), .set(.h, patience)])
        ] + acknowledged(.confirmed, .set(.i, t4))

    static let tcp: [Row] =
        common + [
            Row(
                .proceeding, .failure, completed, [.cancel(.trying), .send, .set(.h, patience)])
        ] + acknowledged(.terminated, .end)

    static func acknowledged(_ next: State, _ last: TransactionAct) -> [Row] {
        [completed, completedLong].map {
            Row($0, .acknowledged, next, [.cancel(.g), .cancel(.h), last])
        }
    }

    static let atOnce = [Row(.idle, .started, .proceeding, [.send, .pass])]

    @Test func `over UDP every state does on every event what the RFCs say`() {
        check(Self.udp + Self.atOnce, isReliable: false)
    }

    @Test func `over TCP no refusal is sent again, and its ACK ends it at once`() {
        check(Self.tcp + Self.atOnce, isReliable: true)
    }

    @Test func `a user agent that is quick enough spares the 100 Trying`() {
        let delay = Duration.milliseconds(200)
        let row = Row(.idle, .started, .proceeding, [.set(.trying, delay), .pass])
        check(Self.udp + [row], isReliable: false, trying: delay)
    }

    private func check(_ rows: [Row], isReliable: Bool, trying: Duration = .zero) {
        let timers = TransactionTimers(trying: trying)
        let machine = InviteServerMachine(timers: timers, isReliable: isReliable)
        MachineTable(states: Self.states, events: ServerEvent.all, rows: rows).check {
            machine.step(&$0, on: $1)
        }
    }
}
