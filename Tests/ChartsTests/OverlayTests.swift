import Flows
import Telephony
import Testing

@testable import Charts

@Suite struct OverlayTests {
    private static let chart = FlowChart(
        flow: "a",
        nodes: [
            .init(role: .step(kind: "menu"), name: "menu"),
            .init(role: .step(kind: "queue"), name: "file"),
            .init(role: .hangUp, name: "hang-up"),
        ],
        edges: [
            .init(from: 0, to: 1, exits: [StepExit("1", .step(1)), StepExit("2", .step(1))]),
            .init(from: 0, to: 2, exits: [StepExit("exhausted", .hangUp)]),
        ], start: 0)

    private static func traffic(_ calls: [[CallEvent]]) -> ChartTraffic {
        var fold = TrafficFold<Int>()
        for (call, events) in calls.enumerated() {
            fold.add(.arrived(.example), of: call)
            for event in events { fold.add(event, of: call) }
        }
        return fold.traffic
    }

    private static func entered(_ flow: String, _ step: String) -> CallEvent {
        .stepEntered(flow: flow, step: step)
    }

    @Test func `traffic tells who came, who hung up, and which way the others took`() {
        let traffic = Self.traffic([
            [Self.entered("a", "menu"), Self.entered("a", "file"), .ended(.agent)],
            [
                Self.entered("a", "menu"), Self.entered("a", "file"), .abandoned(queue: "level1"),
                .ended(.caller),
            ],
            [Self.entered("a", "menu"), .ended(.flow)],
            [Self.entered("a", "menu"), .ended(.caller)],
        ])
        let overlay = ChartOverlay.traffic(traffic)
        let chart = Self.chart
        #expect(traffic.calls == 4)
        #expect(overlay.note(of: chart.nodes[0], in: chart) == "4 calls, 1 hung up (25 %)")
        #expect(
            overlay.note(of: chart.nodes[1], in: chart) == "2 calls, 1 hung up (50 %, 1 waiting)")
        #expect(overlay.note(of: chart.nodes[2], in: chart) == nil)
        #expect(overlay.note(of: chart.edges[0], in: chart) == "50 %")
        #expect(overlay.note(of: chart.edges[1], in: chart) == "25 %")
        #expect(overlay.warmth(of: chart.nodes[1], in: chart) == 0.5)
    }

    @Test func `a call that comes back from another flow goes on from the step that called`() {
        let traffic = Self.traffic([
            [
                Self.entered("a", "menu"), Self.entered("b", "debut"), Self.entered("b", "suite"),
                Self.entered("a", "fin"), .ended(.flow),
            ]
        ])
        #expect(traffic.passages(flow: "a", from: "menu", to: .step("fin")) == 1)
        #expect(traffic.passages(flow: "b", from: "debut", to: .step("suite")) == 1)
        #expect(traffic.passages(flow: "b", from: "suite", to: .back) == 1)
        #expect(traffic.passages(flow: "a", from: "fin", to: .hangUp) == 1)
    }

    @Test func `calls that come mixed are kept apart`() {
        var fold = TrafficFold<Int>()
        for call in 0..<2 { fold.add(.arrived(.example), of: call) }
        for step in ["un", "deux"] {
            for call in 0..<2 { fold.add(Self.entered("a", step), of: call) }
        }
        #expect(fold.traffic.passages(flow: "a", from: "un", to: .step("deux")) == 2)
        #expect(fold.traffic.passages(flow: "a", from: "un", to: .step("un")) == 0)
    }

    @Test func `what was never visited is told at the step and at the exit`() {
        let overlay = ChartOverlay.unvisited([
            ChartPlace(flow: "a", step: "menu", exit: "2"), ChartPlace(flow: "a", step: "file"),
            ChartPlace(flow: "b", step: "menu"),
        ])
        let chart = Self.chart
        #expect(overlay.note(of: chart.nodes[0], in: chart) == nil)
        #expect(overlay.note(of: chart.nodes[1], in: chart) == "never visited")
        #expect(overlay.note(of: chart.edges[0], in: chart) == "never: 2")
        #expect(overlay.note(of: chart.edges[1], in: chart) == nil)
        #expect(ChartSVG([chart], overlay: overlay).text.contains("url(#hatch)"))
        #expect(ChartDOT([chart], overlay: overlay).text.contains("rounded,dashed"))
    }
}

extension CallEvent.Arrival {
    fileprivate static let example = CallEvent.Arrival(
        caller: CallerID(rawValue: "somebody"), from: nil, to: "a", flow: "a", version: "0",
        language: .french, time: CivilTime(secondsSince1970: 0), zone: "Europe/Paris")
}
