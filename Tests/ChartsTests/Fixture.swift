import Flows
import Telephony
import TestSupport
import Testing

@testable import Charts

/// A flow checked from its text.
func flow(
    steps: String, extra: String = "", named name: String = "essai"
) throws -> Flow {
    try #require(try program([name: (steps, extra)]).flows[name])
}

/// Several flows checked together, by name: their steps, and their other keys.
func program(_ flows: [String: (steps: String, extra: String)]) throws -> FlowProgram {
    let centre = """
        format: 1
        centre: essai
        levels: {level1: 1}
        music: {attente: {piece: calme}}
        queues: {level1: {level: level1, music: attente}}

        """
    let sources = flows.map { name, parts in
        let start = parts.steps.prefix { $0 != ":" }
        let indented = parts.steps.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
        let extra = parts.extra.isEmpty ? "" : "\(parts.extra)\n"
        return SourceText(
            path: "\(name).yaml",
            text: "format: 1\nflow: \(name)\nstart: \(start)\n\(extra)steps:\n\(indented)\n")
    }
    let result = FlowChecker.check(
        centre: SourceText(path: "centre.yaml", text: centre), flows: sources,
        resources: ResourceListing(pieces: ["calme"]))
    return try #require(result.program, "\(result.diagnostics.map(\.message))")
}

/// A flow of menus and texts, drawn by chance: each step leads to some of the others.
func randomChart(steps count: Int, seed: UInt64) -> FlowChart {
    var generator = SeededGenerator(seed: seed)
    var chart = FlowChart(flow: "hasard", nodes: [], edges: [], start: 0)
    for index in 0..<count {
        chart.nodes.append(
            .init(
                role: .step(kind: ["say", "menu", "choose", "queue"][index % 4]),
                name: "etape-\(index)", said: index.isMultiple(of: 3) ? "" : "Bonjour à tous."))
        let exits = Int.random(in: 1...4, using: &generator)
        for exit in 0..<exits {
            let near = index + Int.random(in: -3...6, using: &generator)
            let target = exit == 0 ? index + 1 : max(0, near)
            guard target < count,
                !chart.edges.contains(where: { $0.from == index && $0.to == target })
            else { continue }
            chart.edges.append(
                .init(
                    from: index, to: target,
                    exits: [StepExit("\(exit)", .step(target), label: exit == 0 ? "" : "\(exit)")]))
        }
    }
    return chart
}
