public import Telephony

/// Something of its flow that a call went through: what coverage is made of.
///
/// It is told by the interpreter itself, and only to those who ask; no journal holds it.
public struct Passage: Hashable, Sendable {
    /// What of the flow it is.
    public enum Point: Hashable, Sendable {
        /// The step was entered.
        case entered
        /// The step was left by this way.
        case left(Exit.Way)
        /// A condition of the step, by its place, came out so.
        case decided(Int, holds: Bool)
        /// This began to be heard in this language.
        case heard(SpokenLine, LanguageTag)
    }

    /// The name of the flow.
    public var flow: String
    /// The step by its place; nil for what is the flow's own.
    public var step: Int?
    /// What of it.
    public var point: Point

    /// Describes a passage.
    public init(flow: String, step: Int?, _ point: Point) {
        self.flow = flow
        self.step = step
        self.point = point
    }
}

/// What tells one thing that is said from another.
public indirect enum SpokenLine: Hashable, Sendable {
    /// A named prompt, wherever it is said.
    case prompt(String)
    /// A text that is written at this place.
    case text(SourcePosition)
}

extension PromptLine {
    /// What tells it from other lines; nil for a text of no file.
    public var line: SpokenLine? { prompt.map { .prompt($0) } ?? position.map { .text($0) } }
}

extension FlowState {
    /// Tells those who ask what the call goes through.
    mutating func pass(_ point: @autoclosure () -> Passage.Point) {
        guard isTraced, let frame = frames.last else { return }
        outbox.append(
            .passed(Passage(flow: frame.flow.name, step: frame.step, point())))
    }

    /// Tells those who ask by which way of its own the flow was left.
    mutating func passAlarm(_ way: Exit.Way) {
        guard isTraced, let frame = frames.first else { return }
        outbox.append(.passed(Passage(flow: frame.flow.name, step: nil, .left(way))))
    }

    /// The way on from the step, told to those who ask.
    mutating func leave(by way: Exit.Way, to next: Transition) -> Transition {
        pass(.left(way))
        return next
    }
}
