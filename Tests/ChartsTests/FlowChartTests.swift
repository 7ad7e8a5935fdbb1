import Flows
import Telephony
import Testing

@testable import Charts

@Suite struct FlowChartTests {
    private static let menu = """
        accueil:
          menu:
            1: {say: les ventes, next: file}
            2: {say: le service, next: file}
            star: {next: accueil}
          exhausted: fin
        file:
          queue: level1
          next: fin
          timeout: fin
        fin:
          hang-up: Au <revoir> & "merci".
        """

    @Test func `exits that lead to the same step are one way`() throws {
        let chart = FlowChart(of: try flow(steps: Self.menu))
        #expect(chart.nodes.prefix(3).map(\.name) == ["accueil", "file", "fin"])
        #expect(chart.edges(from: 0).map(\.label) == ["1, 2", "*", "exhausted"])
        #expect(chart.edges(from: 0).map(\.to) == [1, 0, 2])
        #expect(chart.edges(from: 0).map(\.isFailure) == [false, false, true])
        #expect(chart.edges(from: 1).map(\.label) == ["next, timeout"])
        #expect(!chart.edges(from: 1).contains { $0.isFailure })
    }

    @Test func `a step tells what it does and what it says`() throws {
        let chart = FlowChart(of: try flow(steps: Self.menu))
        #expect(chart.nodes[0].role == .step(kind: "menu"))
        #expect(chart.nodes[0].said.hasPrefix("Pour les ventes, tapez 1."))
        #expect(chart.nodes[1].subject == "level1")
        #expect(chart.nodes[2].said == #"Au <revoir> & "merci"."#)
    }

    @Test func `each step that ends the call has an end of its own`() throws {
        let chart = FlowChart(
            of: try flow(
                steps: """
                    un:
                      menu:
                        1: {say: rien, next: hang-up}
                        2: {say: la suite, next: deux}
                      exhausted: hang-up
                    deux:
                      say: Bonjour.
                      next: hang-up
                    """))
        let ends = chart.nodes.indices.filter { chart.nodes[$0].role == .hangUp }
        #expect(ends.count == 2)
        #expect(chart.edges.filter { ends.contains($0.to) }.map(\.label) == ["1, exhausted", ""])
    }

    @Test func `what leads on from every step stands by itself`() throws {
        let chart = FlowChart(
            of: try flow(
                steps: "un:\n  say: Bonjour.\n  next: fin\nfin:\n  hang-up: Au revoir.",
                extra: "too-many-failures: fin"))
        let guardian = try #require(chart.nodes.firstIndex { $0.role == .safeguard })
        #expect(chart.nodes[guardian].name == "too many failures")
        #expect(chart.edges(from: guardian).map(\.to) == [1])
        #expect(chart.nodes.count == 3)
    }

    @Test func `a called flow lends its exits, and gives them back`() throws {
        let checked = try program([
            "a": (
                "un:\n  call: b\n  exits: {oui: fin, non: fin}\nfin:\n  hang-up: Au revoir.", ""
            ),
            "b": (
                """
                debut:
                  menu:
                    1: {say: oui, next: return oui}
                    2: {say: non, next: return non}
                  exhausted: return non
                """, "exits: [oui, non]"
            ),
        ])
        let calling = FlowChart(of: try #require(checked.flows["a"]), program: checked)
        #expect(calling.edges(from: 0).map(\.label) == ["oui, non"])
        #expect(calling.nodes[0].calledFlow == "b")
        let called = FlowChart(of: try #require(checked.flows["b"]), program: checked)
        #expect(
            called.nodes.filter { $0.role == .back }.map(\.name) == ["return oui", "return non"])
    }

    @Test func `conditions stand at their ways as they are written`() throws {
        let checked = try flow(
            steps: """
                un:
                  choose:
                    - when: time < time
                      next: fin
                  otherwise: deux
                deux:
                  say: Bonjour.
                  next: fin
                fin:
                  hang-up: Au revoir.
                """)
        #expect(FlowChart(of: checked).edges(from: 0).map(\.label) == ["time < time", "otherwise"])
        #expect(checked.steps[0].exits { _ in nil }.map(\.name) == ["when 1", "otherwise"])
    }
}
