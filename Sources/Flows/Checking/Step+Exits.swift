import Telephony

extension [FlowDraft.Edge] {
    /// The ways out of a step, of its edges in the order in which they were compiled.
    func exits(of step: StepDocument) -> [Exit] {
        var counts: [Word: Int] = [:]
        var exits: [Exit] = compactMap { edge in
            let place = counts[edge.word, default: 0]
            counts[edge.word] = place + 1
            return edge.way(at: place, in: step).map {
                Exit($0, to: edge.to, at: edge.place.position)
            }
        }
        // A talk that nothing follows ends the call.
        if step.kind == .queue, !exits.contains(where: { $0.way == .next }) {
            exits.append(Exit(.next, to: .hangUp, at: step.name.position))
        }
        return exits
    }
}

extension FlowDraft.Edge {
    /// Which way out it is, as the `place`-th of its word.
    fileprivate func way(at place: Int, in step: StepDocument) -> Exit.Way? {
        switch word {
        case .menu: .choice(place)
        case .escape: .escape(place)
        case .next: step.kind == .choose ? .branch(place) : .next
        case .otherwise: .otherwise
        case .exhausted: .exhausted
        case .found: .found
        case .missing: .missing
        case .failed: .failed
        case .open: .open
        case .closed: .closed
        case .holiday: .holiday
        case .timeout: .timeout
        case .full: .full
        case .empty: .empty
        case .offer: .offer
        case .accepted: .accepted
        case .refused: .refused
        case .locked: .locked
        case .exits: exit.map { .exit($0) }
        case .transferred: queue.map { .transferred(to: $0) }
        case .tooManyFailures: .tooManyFailures
        case .technicalProblem: .technicalProblem
        default: nil
        }
    }
}
