/// What a question of a survey measures, told by the question's name: flows ask by it, and figures
/// count by it.
public enum SurveyMeasure: Hashable, Sendable, CaseIterable {
    /// Would you recommend us? Named `nps`.
    case nps
    /// How satisfied are you? Named `csat`.
    case csat
    /// Is your request settled? 1 for yes. Named `resolved` or `resolu`.
    case resolved

    /// The measure that a question is for; nil where it is in no figure. A name may go on after a
    /// hyphen, as in `nps-2027`.
    public init?(question: String) {
        switch question.prefix(while: { $0 != "-" }) {
        case "nps": self = .nps
        case "csat": self = .csat
        case "resolved", "resolu", "résolu": self = .resolved
        default: return nil
        }
    }

    /// The answers that it can be made of, the usual ones first.
    public var scales: [ClosedRange<Int>] {
        switch self {
        case .nps: [0...10]
        case .csat: [1...5]
        case .resolved: [1...2, 0...1]
        }
    }
}
