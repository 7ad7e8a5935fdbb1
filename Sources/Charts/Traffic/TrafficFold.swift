public import Telephony

/// Follows calls through their flows, event by event, and counts.
///
/// Events of several calls may come mixed, as a journal has them; those of one call in order.
public struct TrafficFold<Call: Hashable & Sendable>: Sendable {
    /// What has been counted.
    public private(set) var traffic = ChartTraffic()
    /// Where each call that goes on is: its flows, the one that runs last.
    private var places: [Call: [ChartPlace]] = [:]

    /// Counts nothing yet.
    public init() {}

    /// Goes on with a call.
    public mutating func add(_ event: CallEvent, of call: Call) {
        switch event {
        case .arrived:
            traffic.countCall()
            places[call] = []
        case .stepEntered(let flow, let step):
            enter(ChartPlace(flow: flow, step: step), call)
        case .abandoned:
            if let place = places[call]?.last { traffic.count(place) { $0.abandoned += 1 } }
        case .ended(let reason): end(reason, call)
        default: break
        }
    }

    private mutating func enter(_ place: ChartPlace, _ call: Call) {
        var stack = places[call] ?? []
        traffic.count(place) { $0.entered += 1 }
        if stack.contains(where: { $0.flow == place.flow }) {
            // The flows that have ended by this went back to the one before.
            while let last = stack.last, last.flow != place.flow {
                traffic.count(from: last, to: .back)
                stack.removeLast()
            }
            if let last = stack.popLast() { traffic.count(from: last, to: .step(place.step)) }
        }
        stack.append(place)
        places[call] = stack
    }

    private mutating func end(_ reason: CallEvent.EndReason, _ call: Call) {
        guard let place = places.removeValue(forKey: call)?.last else { return }
        switch reason {
        case .caller: traffic.count(place) { $0.hungUp += 1 }
        case .flow: traffic.count(from: place, to: .hangUp)
        case .agent, .transferred, .flowError, .stopped, .engineCrash: break
        }
    }
}
