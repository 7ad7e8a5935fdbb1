import Testing

@testable import SIP

private let t1 = Duration.milliseconds(500)
private let patience = Duration.seconds(32)

@Suite struct InviteClientMachineTests {
    typealias State = InviteClientMachine.State
    typealias Row = MachineTable<State, ClientEvent>.Row

    static let calling = State.calling(pause: t1, isCancelled: false)
    static let callingCancelled = State.calling(pause: t1 * 4, isCancelled: true)
    static let proceeding = State.proceeding(isCancelled: false)
    static let proceedingCancelled = State.proceeding(isCancelled: true)
    static let states: [State] = [
        .idle, calling, callingCancelled, proceeding, proceedingCancelled, .completed, .accepted,
        .terminated,
    ]
    static let waiting = [calling, callingCancelled, proceeding, proceedingCancelled]
    static let hushed: [TransactionAct] = [.cancel(.a), .cancel(.b)]
    static let ended: [TransactionAct] = hushed + [.cancel(.giveUp)]

    /// What is the same over every transport.
    static let common: [Row] =
        [
            Row(calling, .provisional, proceeding, hushed + [.pass]),
            Row(
                callingCancelled, .provisional, proceedingCancelled,
                hushed + [.pass, .takeBack, .set(.giveUp, patience)]),
            Row(calling, .cancelled, .calling(pause: t1, isCancelled: true), []),
            Row(calling, .fired(.a), .calling(pause: t1 * 2, isCancelled: false), resend(t1 * 2)),
            Row(
                callingCancelled, .fired(.a), .calling(pause: t1 * 8, isCancelled: true),
                resend(t1 * 8)),
            Row(calling, .fired(.b), .terminated, [.timedOut, .end]),
            Row(callingCancelled, .fired(.b), .terminated, [.timedOut, .end]),
            Row(proceeding, .provisional, proceeding, [.pass]),
            Row(proceedingCancelled, .provisional, proceedingCancelled, [.pass]),
            Row(
                proceeding, .cancelled, proceedingCancelled, [.takeBack, .set(.giveUp, patience)]),
            Row(proceeding, .fired(.giveUp), .terminated, [.timedOut, .end]),
            Row(proceedingCancelled, .fired(.giveUp), .terminated, [.timedOut, .end]),
            Row(.completed, .failure, .completed, [.acknowledge]),
            Row(.completed, .fired(.d), .terminated, [.end]),
            Row(.completed, .transportFailed, .terminated, [.end]),
            Row(.accepted, .success, .accepted, [.pass]),
            Row(.accepted, .fired(.m), .terminated, [.end]),
        ]
        + waiting.flatMap { state in
            [
                Row(state, .success, .accepted, ended + [.pass, .set(.m, patience)]),
                Row(state, .transportFailed, .terminated, [.failed, .end]),
            ]
        }

    static func resend(_ pause: Duration) -> [TransactionAct] { [.send, .set(.a, pause)] }

    @Test func `over UDP every state does on every event what the RFCs say`() {
        let rows =
            Self.common + [
                Row(
                    .idle, .started, Self.calling,
                    [.send, .set(.a, t1), .set(.b, patience)])
            ]
            + Self.waiting.map {
                Row(
                    $0, .failure, .completed,
                    Self.ended + [.acknowledge, .pass, .set(.d, patience)])
            }
        check(rows, isReliable: false)
    }

    @Test func `over TCP nothing is sent again, and a refusal ends it at once`() {
        let rows =
            Self.common + [Row(.idle, .started, Self.calling, [.send, .set(.b, patience)])]
            + Self.waiting.map {
                Row($0, .failure, .terminated, Self.ended + [.acknowledge, .pass, .end])
            }
        check(rows, isReliable: true)
    }

    private func check(_ rows: [Row], isReliable: Bool) {
        let machine = InviteClientMachine(timers: TransactionTimers(), isReliable: isReliable)
        MachineTable(states: Self.states, events: ClientEvent.all, rows: rows).check {
            machine.step(&$0, on: $1)
        }
    }
}
