import Testing

@testable import SIP

/// What a machine shall do in each state on each event: the pairs that are named, and nothing at
/// all on every other.
struct MachineTable<State: Equatable & Sendable, Event: Equatable & Sendable>: Sendable {
    struct Row: Sendable {
        let state: State
        let event: Event
        let next: State
        let acts: [TransactionAct]

        init(_ state: State, _ event: Event, _ next: State, _ acts: [TransactionAct]) {
            self.state = state
            self.event = event
            self.next = next
            self.acts = acts
        }
    }

    let states: [State]
    let events: [Event]
    let rows: [Row]

    func check(_ step: (inout State, Event) -> [TransactionAct]) {
        for row in rows {
            #expect(states.contains(row.state) && events.contains(row.event), "a row of nothing")
        }
        for state in states {
            for event in events {
                let matching = rows.filter { $0.state == state && $0.event == event }
                #expect(matching.count <= 1, "\(state), \(event): two rows")
                let row = matching.first ?? Row(state, event, state, [])
                var next = state
                let acts = step(&next, event)
                #expect(next == row.next, "\(state), \(event)")
                #expect(acts == row.acts, "\(state), \(event)")
            }
        }
    }
}

extension ClientEvent {
    static let all: [ClientEvent] =
        [.started, .provisional, .success, .failure, .cancelled, .transportFailed]
        + TransactionTimer.allCases.map { .fired($0) }
}

extension ServerEvent {
    static let all: [ServerEvent] =
        [
            .started, .request, .acknowledged, .provisional, .success, .failure, .transportFailed,
        ] + TransactionTimer.allCases.map { .fired($0) }
}
