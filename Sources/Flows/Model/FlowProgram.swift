public import Telephony

/// Flows and their centre, checked together: what calls run.
///
/// A call keeps the program it began with, whatever is loaded later.
public final class FlowProgram: Sendable {
    /// The centre.
    public let centre: Centre
    /// The flows by name.
    public let flows: [String: Flow]

    /// The recordings that prompts files name for their prompts, by language and prompt: paths
    /// relative to the folder of the prompts.
    public let recordings: [LanguageTag: [String: String]]

    /// Joins flows with their centre; for the checker and for tests.
    public init(
        centre: Centre, flows: [Flow], recordings: [LanguageTag: [String: String]] = [:]
    ) {
        self.centre = centre
        self.recordings = recordings
        self.flows = Dictionary(flows.map { ($0.name, $0) }) { first, _ in first }
    }

    private init(centre: Centre, flowsOf other: FlowProgram) {
        self.centre = centre
        flows = other.flows
        recordings = other.recordings
    }

    /// The same flows in another centre, as one with other hours or other people.
    public func with(centre: Centre) -> FlowProgram { FlowProgram(centre: centre, flowsOf: self) }
}
