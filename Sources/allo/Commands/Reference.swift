public import ArgumentParser
public import Flows

/// Prints the reference of the language.
struct Reference: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the reference of the language: every step, key, function, diagnostic.",
        discussion: "Made from the same tables that files are read by.")

    @Argument(
        help: """
            The part: \(LanguageReference.allCases.map(\.rawValue).joined(separator: ", ")); all \
            without it.
            """)
    var part: LanguageReference?

    func run() async throws {
        let parts = part.map { [$0] } ?? LanguageReference.allCases
        Output.text(parts.map(\.text).joined(separator: "\n"))
    }
}

extension LanguageReference: ExpressibleByArgument {}
