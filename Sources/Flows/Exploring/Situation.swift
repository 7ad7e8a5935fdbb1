import Telephony

/// What decides how a call can go on: two calls in the same situation can go the same ways.
///
/// When it is, and who calls, counts only as far as variables tell it.
public struct Situation: Hashable, Sendable {
    private struct Place: Hashable {
        var flow: String
        var step: Int
        var slots: [Value]
    }

    private let places: [Place]
    private let failures: [Int]
    private let flags: [Bool]
    private let language: LanguageTag
    private let queue: String?

    init(_ state: FlowState) {
        // The time of a call is another in each, and decides by calendars alone.
        let clocks = [BuiltIn.today, .time].map(\.rawValue)
        places = state.frames.map { frame in
            var slots = frame.slots
            for clock in clocks where slots.indices.contains(clock) { slots[clock] = .nothing }
            return Place(flow: frame.flow.name, step: frame.step, slots: slots)
        }
        let question = if case .listening(let question) = state.activity { question } else { 0 }
        failures = [state.noInputs + state.noMatches, state.callFailures, question]
        flags = [
            state.hasFailedTooOften, state.hasProblem, state.visit?.isAside == true,
            state.visit?.wasOffered == true, state.isTalking, state.recordsTalks,
        ]
        language = state.language
        queue = state.visit?.queue
    }
}

extension FlowState {
    /// What decides how the call can go on.
    public var situation: Situation { Situation(self) }

    /// The steps that the call is in, each called by the one before it.
    public var places: [(flow: String, step: Int)] { frames.map { ($0.flow.name, $0.step) } }
}
