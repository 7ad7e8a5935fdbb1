import ArgumentParser
import Flows
import Foundation

/// Begins a service with one that works.
struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Begin a service of your own with one that works.",
        discussion: """
            Without arguments, lists what there is to begin with. The new folder holds all that the \
            service needs: flows, centre file, prompts, tests. Nothing is ever overwritten.
            """)

    @Argument(help: "What to begin with, as accueil.")
    var template: String?

    @Argument(help: "The folder to make; its name becomes that of the service.")
    var folder: String?

    func validate() throws {
        guard template == nil || folder != nil else {
            throw ValidationError("name the folder to make: allo new \(template ?? "") my-service")
        }
    }

    func run() async throws {
        guard let template, let folder else {
            let width = Template.all.map(\.name.count).max() ?? 0
            for template in Template.all {
                let name = template.name.padding(toLength: width, withPad: " ", startingAt: 0)
                Output.line("\(name)  \(template.summary)")
            }
            return
        }
        guard let known = Template.all.first(where: { $0.name == template }) else {
            let names = Template.all.map(\.name)
            let near =
                Spelling.suggestion(for: template, among: names)
                .map { "; did you mean \($0)?" } ?? ": there are \(names.joined(separator: ", "))"
            throw Failure("there is no \(template) to begin with\(near)")
        }
        let service = try NewService(known, in: folder)
        try service.write()
        Output.text(service.advice)
    }
}
