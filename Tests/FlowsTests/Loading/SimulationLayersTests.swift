import Testing

@testable import Flows

/// Simulation files that say only what is otherwise than in another.
@Suite struct SimulationLayersTests {
    private func merged(_ text: String, over base: String) throws -> String {
        func node(_ text: String) throws -> YAMLNode {
            var reader = YAMLReader(SourceText(path: "essai.yaml", text: text))
            let root = reader.read()
            return try #require(root)
        }
        return Self.text(SimulationLayers.merged(try node(text), over: try node(base)))
    }

    private static func text(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): scalar.text
        case .sequence(let items): "[\(items.map(text).joined(separator: " "))]"
        case .mapping(let entries):
            "{\(entries.map { "\($0.key.text):\(text($0.value))" }.joined(separator: " "))}"
        }
    }

    @Test(arguments: [
        // Names for themselves, in each its keys, and of what is pressed its steps.
        (
            "callers: {a: {presses: {m: {1: 5}}}}",
            "callers: {a: {withheld: 3, presses: {m: {1: 2, 2: 8}, n: {1: 1}}}, b: {withheld: 4}}",
            "{callers:{a:{withheld:3 presses:{m:{1:5} n:{1:1}}} b:{withheld:4}}}"
        ),
        (
            "staff: {neu: {count: 1}, a: {count: 2}}", "staff: {a: {count: 1, levels: [x]}}",
            "{staff:{a:{count:2 levels:[x]} neu:{count:1}}}"
        ),
        // The transfers of a queue, and the days of a period, are one thing.
        (
            "transfers: {a: {x: 1}}", "transfers: {a: {y: 2}, b: {z: 3}}",
            "{transfers:{a:{x:1} b:{z:3}}}"
        ),
        (
            "period: {from: 2026-01-01, days: 1}", "period: {from: 2026-01-01, to: 2026-02-01}",
            "{period:{from:2026-01-01 days:1}}"
        ),
        // Keys that tell the same otherwise give way.
        (
            "arrivals: {a: {replay: log}}", "arrivals: {a: {to: n, calls: 3 a day}}",
            "{arrivals:{a:{to:n replay:log}}}"
        ),
        (
            "staff: {a: {shifts: [x]}}", "staff: {a: {count: 3, hours: h, levels: [l]}}",
            "{staff:{a:{levels:[l] shifts:[x]}}}"
        ),
        (
            "destinations: {a: {positions: 3}}", "destinations: {a: {shifts: [x], talk: t}}",
            "{destinations:{a:{talk:t positions:3}}}"
        ),
        (
            "endpoints: {a: {answers: [x]}}", "endpoints: {a: {answers: [y], latency: l}}",
            "{endpoints:{a:{answers:[x] latency:l}}}"
        ),
        // What the file adds to is not in it any more, but what that adds to is.
        ("extends: b\nseed: 2", "extends: c\nseed: 1", "{seed:2 extends:c}"),
    ])
    func `what a file says stands in place of what its base says`(
        _ text: String, _ base: String, _ both: String
    ) throws {
        #expect(try merged(text, over: base) == both)
    }

    @Test func `a part needs only its name, and a whole one everything`() {
        func codes(_ text: String) -> [DiagnosticCode] {
            var loader = DocumentLoader()
            _ = loader.root(SourceText(path: "simulation.yaml", text: text), as: .simulation)
            return loader.diagnostics.map(\.code)
        }
        let part = "format: 1\nsimulation: a\nextends: b\ndestinations: {x: {positions: 3}}\n"
        #expect(codes(part).isEmpty)
        #expect(codes(part.replacing("format: 1\n", with: "")) == [.missingKey])
        // Neither period nor arrivals, nor how long is talked.
        #expect(
            codes(part.replacing("extends: b\n", with: ""))
                == [.missingKey, .missingKey, .missingKey])
        // Two ways to tell the same are wrong in a part too.
        let both = "period: {from: 2026-01-01, to: 2026-01-02, days: 2}\n"
        #expect(codes(part + both) == [.missingKey])
    }
}
