import Charts
import Flows
import Rehearsal

extension CoverageReport {
    /// Its flows drawn as SVG with what was never gone through, by their files.
    func drawings(of program: FlowProgram) -> [String: String] {
        let places = unvisited(in: program)
        var drawings: [String: String] = [:]
        for part in parts {
            guard let flow = program.flows[part.name] else { continue }
            let chart = FlowChart(of: flow, program: program)
            drawings[part.file] = ChartSVG([chart], overlay: .unvisited(places)).text
        }
        return drawings
    }

    /// What was never gone through, by its names in charts.
    private func unvisited(in program: FlowProgram) -> Set<ChartPlace> {
        Set(
            parts.flatMap(\.unmet).compactMap { goal in
                guard let index = goal.passage.step, let flow = program.flows[goal.passage.flow],
                    flow.steps.indices.contains(index)
                else { return nil }
                let step = flow.steps[index]
                return switch goal.passage.point {
                case .entered: ChartPlace(flow: flow.name, step: step.name)
                case .left(let way):
                    ChartPlace(
                        flow: flow.name, step: step.name, exit: way.chartName(in: step, program))
                case .decided, .heard: nil
                }
            })
    }
}

extension Exit.Way {
    /// What charts call it.
    fileprivate func chartName(in step: Step, _ program: FlowProgram) -> String {
        let written = name(in: step, of: program)
        switch self {
        case .choice, .escape:
            let key = String(written.dropFirst("key ".count))
            return ["*": "star", "#": "hash"][key] ?? key
        case .branch(let place): return "when \(place + 1)"
        case .exit: return String(written.dropFirst("exit ".count))
        default: return written
        }
    }
}
