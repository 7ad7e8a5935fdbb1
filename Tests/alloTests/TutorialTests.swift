import Foundation
import TestSupport
import Testing

/// The tutorial of the documentation, followed step by step by the command itself.
@Suite struct `the tutorial` {
    private static let catalog = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/Flows/Flows.docc")

    private static func snippet(_ name: String) throws -> String {
        try String(
            contentsOf: catalog.appendingPathComponent("Resources/\(name)"), encoding: .utf8)
    }

    private let desk: Desk

    init() throws { desk = try Desk() }

    @Test(arguments: 1...4)
    func `each version of the flow is without fault and in its form`(number: Int) async throws {
        try desk.write(Self.snippet("florist-\(number).yaml"), to: "flows/florist.yaml")
        // The centre file comes with the last of them.
        if number == 4 {
            try desk.write(Self.snippet("florist-centre.yaml"), to: "flows/centre.yaml")
        }
        let checked = try await desk.run("check", "flows/florist.yaml", "--strict")
        #expect(checked.end == .exit(0), "\(checked.errors)")
        let formatted = try await desk.run("format", "--check", "flows")
        #expect(formatted.end == .exit(0), "\(formatted.output)")
    }

    @Test func `the first call goes as it is written before there is a centre file`() async throws {
        try desk.write(Self.snippet("florist-3.yaml"), to: "flows/florist.yaml")
        try desk.write(Self.snippet("florist-hours.call"), to: "flows/tests/hours.call")
        let tested = try await desk.run("test", "flows", "--no-audio")
        #expect(tested.end == .exit(0), "\(tested.output)\(tested.errors)")
    }

    @Test func `the calls go as they are written`() async throws {
        try desk.write(Self.snippet("florist-4.yaml"), to: "flows/florist.yaml")
        try desk.write(Self.snippet("florist-centre.yaml"), to: "flows/centre.yaml")
        for call in ["hours", "counter"] {
            try desk.write(Self.snippet("florist-\(call).call"), to: "flows/tests/\(call).call")
        }
        let checked = try await desk.run("check", "flows")
        #expect(checked.end == .exit(0), "\(checked.errors)")
        let tested = try await desk.run("test", "flows", "--no-audio")
        #expect(tested.end == .exit(0), "\(tested.output)\(tested.errors)")
    }

    @Test func `each snippet is shown, and each one shown is there`() throws {
        let text = try String(
            contentsOf: Self.catalog.appendingPathComponent("Tutorials/YourFirstFlow.tutorial"),
            encoding: .utf8)
        let shown = Set(text.matches(of: /[fF]ile: "([^"]+)"/).map { String($0.1) })
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Self.catalog.appendingPathComponent("Resources").path
        ).filter { $0.hasPrefix("florist") && !$0.hasSuffix(".svg") }
        #expect(shown == Set(files))
    }
}
