extension DiagnosticCode {
    /// A centre with one queue, a flow that leads there, and a simulation of them.
    private static func simulation(
        from period: String = "period: {from: 2026-11-23, days: 5}",
        arrivals: String = "  clients: {flow: exemple, calls: 100 a day}",
        staff: String = "staff:\n  operateurs: {count: 5, levels: [level1]}",
        talk: String = "talk: {level1: exponential 3m}", more: String = "", name: String = "exemple"
    ) -> [CodeExplanation.File] {
        [
            .centre(
                """
                levels: {level1: 1}
                music: {attente: {piece: calme}}
                queues:
                  level1: {level: level1, music: attente}
                """),
            .steps(
                """
                menu:
                  menu: {1: {say: un conseiller, next: attente}}
                  no-input: [Je n'entends rien.]
                  no-match: [Cette touche ne sert à rien.]
                  exhausted: fin
                attente:
                  queue: level1
                  timeout: fin
                fin:
                  hang-up: Au revoir.
                """),
            .init(
                path: "flows/simulation.yaml",
                text: [
                    "format: 1\nsimulation: \(name)", period, "arrivals:\n\(arrivals)", staff, talk,
                    more,
                ].filter { !$0.isEmpty }.joined(separator: "\n") + "\n"),
        ]
    }

    var simulationExplanation: CodeExplanation? {
        switch self {
        case .badPeriod:
            CodeExplanation(
                "a period that is none",
                "A simulation goes from a first day to a last one, ten years at most.",
                wrong: Self.simulation(
                    from: "period:\n  from: 2026-11-23\n  to: 2026-11-22  # here"),
                right: Self.simulation(
                    from: "period:\n  from: 2026-11-23\n  to: 2026-11-27"))
        case .badArrivals:
            CodeExplanation(
                "callers who call nothing",
                "Each stream of callers calls a number of the centre file, or a flow.",
                wrong: Self.simulation(
                    arrivals: "  clients: {to: \"+33188000099\", calls: 100 a day}  # here"),
                right: Self.simulation())
        case .unknownProfile:
            CodeExplanation(
                "callers of whom nothing is told",
                "Where there are several profiles of callers, each stream says who calls.",
                wrong: Self.simulation(
                    arrivals:
                        "  clients: {flow: exemple, calls: 100 a day, callers: presses}  # here",
                    more: "callers:\n  press\u{E9}s: {patience: exponential 1m}"),
                right: Self.simulation(
                    arrivals: "  clients: {flow: exemple, calls: 100 a day, callers: press\u{E9}s}",
                    more: "callers:\n  press\u{E9}s: {patience: exponential 1m}"))
        case .badPress:
            CodeExplanation(
                "something that nobody can do at a step",
                "Callers press keys that the step has, or nothing, or a wrong one; where a step does "
                    + "not listen, they stay or hang up.",
                wrong: Self.simulation(
                    more: "callers:\n  clients:\n    presses:\n      menu: {1: 60, 7: 40}  # here"),
                right: Self.simulation(
                    more:
                        "callers:\n  clients:\n    presses:\n      menu: {1: 60, nothing: 40}"))
        case .noStaff:
            CodeExplanation(
                "a queue that nobody serves",
                "The staff of a simulation stands in place of the agents of the centre file: without "
                    + "any of them all callers would wait in vain.",
                wrong: Self.simulation(staff: "").marking("arrivals:"),
                right: Self.simulation())
        case .badShifts:
            CodeExplanation(
                "shifts or breaks that don't add up",
                "The shifts of a group are of as many agents as the group has, and a break fits in its "
                    + "window.",
                wrong: Self.simulation(
                    staff: """
                        staff:
                          operateurs:
                            count: 5
                            levels: [level1]
                            shifts: [{count: 4, hours: {monday-friday: "09:00-17:00"}}]  # here
                        """),
                right: Self.simulation(
                    staff: """
                        staff:
                          operateurs:
                            count: 5
                            levels: [level1]
                            shifts: [{count: 5, hours: {monday-friday: "09:00-17:00"}}]
                        """))
        case .noTalkTime:
            CodeExplanation(
                "talks of which nobody knows how long they take",
                "How long agents talk decides how many are needed: it is told for each queue or "
                    + "level, or for a group of agents.",
                wrong: Self.simulation(talk: "").marking("staff:"), right: Self.simulation())
        case .badChange:
            CodeExplanation(
                "a “what if” that changes nothing",
                "It names what is there: groups of staff, calendars, queues, streams of callers.",
                wrong: Self.simulation(
                    more: "what-if:\n  plus: \"operateur=6\"  # here"),
                right: Self.simulation(more: "what-if:\n  plus: \"operateurs=6\""))
        default: nil
        }
    }
}

extension [CodeExplanation.File] {
    /// The files with the mark at a line of the last of them.
    fileprivate func marking(_ line: String) -> [CodeExplanation.File] {
        guard let file = last else { return self }
        return dropLast() + [
            CodeExplanation.File(
                path: file.path,
                text: file.text.replacing("\(line)\n", with: "\(line)  # here\n"))
        ]
    }
}
