import Foundation
import TestSupport
import Testing

/// A call without a terminal, and those around it.
@Suite struct `A call in a pipe` {
    @Test(arguments: [(SIGINT, "hang up by caller"), (SIGTERM, "end stopped")])
    func `ends in good order on a signal`(signal: Int32, told: String) async throws {
        let keys = Array(repeating: "1", count: 50).joined(separator: " ")
        let (desk, call) = try start(keys: keys)
        #expect(await call.output.reaches("step menu"))
        call.send(signal)
        let remains = try await call.remains()
        #expect(remains.end == .exit(0))
        #expect(remains.errors == "")
        #expect(remains.transcript.last?.hasSuffix(told) == true)
        let name = try #require(await desk.calls().first)
        #expect(try await desk.transcript(of: name) == remains.transcript)
    }

    @Test func `goes on when its reader goes away`() async throws {
        let (desk, call) = try start(keys: "2")
        #expect(await call.output.reaches("step menu"))
        call.output.leave()
        let remains = try await call.remains()
        #expect(remains.end == .exit(0))
        let name = try #require(await desk.calls().first)
        let told = try await desk.transcript(of: name)
        #expect(told.last?.hasSuffix("hang up by flow") == true)
    }

    private func start(keys: String) throws -> (Desk, ChildProcess) {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "boucle.yaml")
        let call = try desk.start(
            ["call", "boucle.yaml", "--no-audio", "--device", "none", "--keys", keys])
        return (desk, call)
    }
}
