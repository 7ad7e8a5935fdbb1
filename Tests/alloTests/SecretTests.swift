import Foundation
import TestSupport
import Testing

/// What a caller types as a secret is on no screen and in no file, in whatever way the call ends.
@Suite struct `A secret` {
    private static let digits = "97531864"

    @Test(arguments: [[Self.digits], [String(Self.digits.prefix(7))], ["@0.1:\(Self.digits)99"]])
    func `is in nothing that a call leaves behind`(keys: [String]) async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.secret, to: "secret.yaml")
        let arguments = ["call", "secret.yaml", "--save", "secret.call"]
        let call = try await desk.start(
            arguments + ["--fast", "--no-audio", "--keys"] + keys
        ).remains()
        #expect(call.end == .exit(0))
        #expect(call.output.contains(", secret"), "\(call.output)")
        let shown = try await [
            call, desk.run("log", "--json", "--personal"), desk.run("replay", "--personal"),
        ]
        for text in shown.flatMap({ [$0.output, $0.errors] }) {
            #expect(!text.contains(Self.digits.prefix(4)))
        }
        for file in try FileManager.default.subpathsOfDirectory(atPath: desk.folder) {
            // A folder has no contents.
            guard let data = FileManager.default.contents(atPath: desk.path(file)) else { continue }
            #expect(data.range(of: Data(Self.digits.prefix(4).utf8)) == nil, "\(file)")
        }
    }
}
