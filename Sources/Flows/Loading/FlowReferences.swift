/// The flows that a flow file calls: what must be read with it.
///
/// Nothing is judged here; a flow that can't be read calls none.
public struct FlowReferences: Equatable, Sendable {
    /// The names in the order of the file, each as often as it is called.
    public var flows: [String]

    /// Reads what a flow calls.
    public init(of flow: SourceText) {
        var loader = DocumentLoader()
        flows = loader.flow(flow)?.steps.compactMap { $0.fields.text(.call) } ?? []
    }
}
