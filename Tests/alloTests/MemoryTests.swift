import Foundation
import TestSupport
import Testing

/// What `allo serve` keeps of calls that are over.
@Suite struct `The memory of allo serve` {
    private static let centre = """
        format: 1
        centre: essai
        telephone: {listen: ["udp:127.0.0.1:0"], media: 40000..40999}
        trunks:
          local: {from: [127.0.0.0/8], sessions: 400, calls-per-second: 1000}
        """

    private static let flow = """
        format: 1
        flow: accueil
        start: menu
        steps:
          menu:
            menu: {1: {say: les horaires, next: fin}}
            exhausted: fin
          fin: {hang-up: Au revoir.}
        """

    @Test(.timeLimit(.minutes(3))) func `a second load adds little memory`() async throws {
        let desk = try Desk()
        try desk.write(Self.flow, to: "accueil.yaml")
        try desk.write(Self.centre, to: "centre.yaml")
        let server = try await AlloServer(desk, listeners: ["udp"], patience: .seconds(180))
        func load() async throws -> Int {
            let ring = try await desk.run(
                "ring", server.uri(), "--calls", "300", "--rate", "60", "--hold", "0.5")
            #expect(ring.end == .exit(0), "\(ring.output)\(ring.errors)")
            try await server.untilIdle()
            return try server.memory()
        }
        let first = try await load()
        let second = try await load()
        #expect(second * 100 < first * 105, "\(first) KiB, then \(second) KiB")
        try await server.stop()
    }
}
