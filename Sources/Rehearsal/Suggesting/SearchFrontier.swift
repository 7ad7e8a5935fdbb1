import Flows
import Transcripts

/// The calls that a search may go on from, the most promising first.
struct SearchFrontier {
    /// Two calls in the same of these go the same ways.
    private struct Place: Hashable {
        var situation: Situation
        var moment: Int
        var outcomes: [Bool]?
        var crowds: [Transcript.Crowd]
        var isDeserted: Bool
        var question: Question.Ask?
    }

    private var seen: Set<Place> = []
    private var waiting: [[SearchPath]] = []
    /// No call waits below.
    private var lowest = 0
    private let rank: (SearchPath) -> Int

    /// Ranks calls: the lowest first, of equals the last that came.
    init(by rank: @escaping (SearchPath) -> Int) { self.rank = rank }

    /// Adds a call that goes on, if it is the first in its situation.
    mutating func add(_ path: SearchPath) {
        guard let flow = path.flow else { return }
        let place = Place(
            situation: flow.situation, moment: path.start.moment, outcomes: path.start.outcomes,
            crowds: path.start.crowds, isDeserted: path.start.isDeserted,
            question: path.question.map(Question.Ask.init))
        guard seen.insert(place).inserted else { return }
        let rank = max(0, rank(path))
        while waiting.count <= rank { waiting.append([]) }
        waiting[rank].append(path)
        lowest = min(lowest, rank)
    }

    /// Takes the most promising; nil where none is left.
    mutating func next() -> SearchPath? {
        while lowest < waiting.count {
            if let path = waiting[lowest].popLast() { return path }
            lowest += 1
        }
        return nil
    }
}

extension Question {
    /// What is asked, whoever asks.
    fileprivate struct Ask: Hashable {
        private let directory: String?
        private let value: String?

        init(_ question: Question) {
            if case .lookUp(_, let directory, _, let value) = question.kind {
                (self.directory, self.value) = (directory, value)
            } else {
                (directory, value) = (nil, nil)
            }
        }
    }
}
