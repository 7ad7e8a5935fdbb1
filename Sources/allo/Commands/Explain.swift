import ArgumentParser
import Flows

/// Explains a diagnostic of the checker.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain a diagnostic code, with an example.")

    @Argument(help: "The code, as F012; all codes in one line each without it.")
    var code: String?

    func run() async throws {
        guard let code else {
            for code in DiagnosticCode.allCases {
                Output.line("\(code.rawValue)  \(code.explanation.title)")
            }
            return
        }
        guard let known = DiagnosticCode(rawValue: code.uppercased()) else {
            throw ValidationError("there is no code \(code); allo explain lists them")
        }
        Output.text(known.explanation.text(known))
    }
}
