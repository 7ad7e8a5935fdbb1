public import ArgumentParser
public import Flows

/// Prints the JSON Schema of the flow language.
struct Schema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of a sort of file, for editors.",
        discussion: "The schemas stand beside the flows too, in flows/schema.")

    @Argument(
        help: "The sort of file: \(FlowSchema.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: FlowSchema = .flow

    func run() async throws { Output.text(kind.json) }
}

extension FlowSchema: ExpressibleByArgument {}
