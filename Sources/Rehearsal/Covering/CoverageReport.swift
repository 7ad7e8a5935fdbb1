public import Flows
import Telephony

/// What rehearsals went through of flows, and what they never did.
public struct CoverageReport: Sendable {
    /// One flow, or what queues say.
    public struct Part: Sendable {
        /// The name of the flow; that of the centre for what its queues say.
        public let name: String
        /// The file that it is written in.
        public let file: String
        /// What there is to go through, in the order of the file, and whether it was.
        public let goals: [(goal: CoverageGoal, isMet: Bool)]

        /// How much of a sort was gone through.
        public func share(of kind: CoverageGoal.Kind) -> CoverageShare {
            let goals = goals.filter { $0.goal.kind == kind }
            return CoverageShare(met: goals.count(where: \.isMet), of: goals.count)
        }

        /// What was never gone through, in the order of the file. Keys are told as ways out.
        public var unmet: [CoverageGoal] {
            goals.filter { !$0.isMet && $0.goal.kind != .keys }.map(\.goal).sorted {
                ($0.position, $0.kind.rawValue) < ($1.position, $1.kind.rawValue)
            }
        }
    }

    /// Where the flows stand, as the folder.
    public let name: String
    /// The flows in the order of their names, then what queues say.
    public let parts: [Part]

    /// Reports on the flows of a program.
    public init(name: String, program: FlowProgram, coverage: Coverage) {
        self.name = name
        let met = Set(coverage.passages.map(program.goal(of:)))
        var parts = program.flows.values.sorted { $0.name < $1.name }.map { flow in
            Part(
                name: flow.name, file: flow.steps.first?.position.file ?? "",
                goals: CoverageGoal.all(of: flow, in: program).map {
                    ($0, met.contains($0.passage))
                })
        }
        let announced = program.announcementGoals
        if let first = announced.first {
            // Whichever flow led to the queue.
            let heard = Set(met.map { $0.ofAnyFlow })
            parts.append(
                Part(
                    name: program.centre.name, file: first.position.file,
                    goals: announced.map { ($0, heard.contains($0.passage)) }))
        }
        self.parts = parts
    }

    /// How much of a sort was gone through in all flows.
    public func share(of kind: CoverageGoal.Kind) -> CoverageShare {
        parts.map { $0.share(of: kind) }.reduce(CoverageShare()) { $0 + $1 }
    }

    /// The ways out that no call has taken.
    public var uncoveredExits: [CoverageGoal] {
        parts.flatMap(\.unmet).filter { $0.kind == .exits }
    }
}

/// So many of so many.
public struct CoverageShare: Hashable, Sendable {
    /// How many were gone through.
    public var met = 0
    /// How many there are.
    public var total = 0

    /// None of none.
    public init() {}

    init(met: Int, of total: Int) {
        self.met = met
        self.total = total
    }

    /// Both together.
    public static func + (left: CoverageShare, right: CoverageShare) -> CoverageShare {
        CoverageShare(met: left.met + right.met, of: left.total + right.total)
    }

    /// The share in per cent, rounded down, so that 100 is all; nil of nothing.
    public var percent: Int? { total == 0 ? nil : met * 100 / total }
}

extension FlowProgram {
    /// The goal that a passage meets: a way out that is not written is the one that serves for it.
    func goal(of passage: Passage) -> Passage {
        switch passage.point {
        case .left(let way):
            guard let place = passage.step, let step = flows[passage.flow]?.steps[checked: place],
                let exit = step.exit(by: way), exit.way != way
            else { return passage }
            return Passage(flow: passage.flow, step: place, .left(exit.way))
        case .heard: return Passage(flow: passage.flow, step: nil, passage.point)
        case .entered, .decided: return passage
        }
    }

    /// What queues say in the languages of the flows that lead to them.
    fileprivate var announcementGoals: [CoverageGoal] {
        var seen: Set<Passage> = []
        return centre.queues.values.sorted { $0.name < $1.name }.flatMap { queue in
            let languages = languages(ofQueue: queue.name)
            return queue.announcements.comfort.flatMap {
                CoverageGoal.prompts($0, in: languages, of: "")
            }
        }.filter { seen.insert($0.passage).inserted }
    }

    private func languages(ofQueue queue: String) -> [LanguageTag] {
        let leading = flows.values.filter { flow in
            flow.steps.contains { step in
                if case .queue(let visit) = step.kind { visit.queue == queue } else { false }
            }
        }
        return Set(leading.flatMap(\.languages)).sorted { $0.rawValue < $1.rawValue }
    }
}

extension Passage {
    /// The passage, whatever flow it is of.
    fileprivate var ofAnyFlow: Passage { Passage(flow: "", step: step, point) }
}
