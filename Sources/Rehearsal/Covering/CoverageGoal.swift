public import Flows
public import Telephony

/// One thing of a flow that rehearsals should go through.
public struct CoverageGoal: Hashable, Sendable {
    /// What sort of thing it is.
    public enum Kind: String, CaseIterable, Sendable {
        /// A step that is to be entered.
        case steps
        /// A way out of a step, or of a flow that can't go on.
        case exits
        /// A key of a menu, or one that leaves a step.
        case keys
        /// Something that is said, in one language.
        case prompts
        /// A condition that is to hold, or is not to.
        case conditions
    }

    /// What sort of thing it is.
    public let kind: Kind
    /// What meets it.
    public let passage: Passage
    /// What it is called, as `key 3 of menu-principal`.
    public let name: String
    /// Where it is written.
    public let position: SourcePosition
}

extension CoverageGoal {
    /// All that there is to go through in the steps of a flow, in the order of the file.
    static func all(of flow: Flow, in program: FlowProgram) -> [CoverageGoal] {
        var goals: [CoverageGoal] = []
        for exit in flow.alarms {
            goals.append(
                CoverageGoal(
                    kind: .exits, passage: Passage(flow: flow.name, step: nil, .left(exit.way)),
                    name: "\(exit.way.name) of the flow", position: exit.position))
        }
        var spoken: Set<Passage> = []
        for (index, step) in flow.steps.enumerated() {
            func goal(
                _ kind: Kind, _ point: Passage.Point, _ name: String, _ position: SourcePosition
            ) {
                let passage = Passage(flow: flow.name, step: index, point)
                goals.append(
                    CoverageGoal(kind: kind, passage: passage, name: name, position: position))
            }
            goal(.steps, .entered, "step \(step.name)", step.position)
            for exit in step.exits {
                let name = "\(exit.way.name(in: step, of: program)) of \(step.name)"
                goal(.exits, .left(exit.way), name, exit.position)
                if exit.way.isKey { goal(.keys, .left(exit.way), name, exit.position) }
            }
            for (place, condition) in step.conditions.enumerated() {
                for holds in [true, false] {
                    goal(
                        .conditions, .decided(place, holds: holds),
                        "\(condition.text) of \(step.name) is \(holds ? "true" : "false")",
                        condition.position)
                }
            }
            for goal in prompts(of: step, in: flow) where spoken.insert(goal.passage).inserted {
                goals.append(goal)
            }
        }
        return goals
    }

    private static func prompts(of step: Step, in flow: Flow) -> [CoverageGoal] {
        step.kind.promptLines.flatMap { prompts($0, in: flow.languages, of: flow.name) }
    }

    /// A line in each of its languages. Wherever in the flow it is heard, it is heard.
    static func prompts(
        _ line: PromptLine, in languages: [LanguageTag], of flow: String
    ) -> [CoverageGoal] {
        guard let spoken = line.line, let position = line.position else { return [] }
        return languages.filter { line.texts[$0] != nil }.map { language in
            CoverageGoal(
                kind: .prompts, passage: Passage(flow: flow, step: nil, .heard(spoken, language)),
                name: "\(line.name(in: language)) in \(language.rawValue)", position: position)
        }
    }
}

extension PromptLine {
    /// What people call it.
    fileprivate func name(in language: LanguageTag) -> String {
        prompt.map { "prompt \($0)" } ?? "‘\(texts[language]?.beginning ?? "")’"
    }
}

extension Step {
    /// The conditions that it decides by, in order.
    fileprivate var conditions: [(text: String, position: SourcePosition)] {
        switch kind {
        case .choose(let choose):
            choose.cases.enumerated().map { place, option in
                (
                    "when \(option.text)",
                    exits.first { $0.way == .branch(place) }?.position ?? position
                )
            }
        case .collect(let collect):
            collect.validity.map { [("valid \($0.text)", position)] } ?? []
        case .say, .menu, .set, .request, .lookUp, .hours, .call, .record, .queue, .callback,
            .agent, .transfer, .survey, .hangUp:
            []
        }
    }
}
