extension DiagnosticCode {
    private static let end = "\nfin:\n  hang-up: Au revoir."

    /// What a fault of steps and flows means.
    var stepExplanation: CodeExplanation? {
        switch self {
        case .unknownStepKind:
            CodeExplanation(
                "a step that says nothing of what it does",
                "A step has one of the words say, menu, collect and so on.",
                wrong: "debut:\n  sya: Bonjour.  # here\n  next: fin" + Self.end,
                right: "debut:\n  say: Bonjour.\n  next: fin" + Self.end)
        case .twoStepKinds:
            CodeExplanation(
                "a step that does two things",
                "Each step does one thing, so that the journal can tell what happened. Make two "
                    + "steps of it.",
                wrong: "debut:\n  say: Bonjour.\n  next: menu\nmenu:\n"
                    + "  menu: {1: {say: en finir, next: fin}}\n  hours: boutique  # here\n"
                    + "  exhausted: fin" + Self.end,
                right: "debut:\n  say: Bonjour.\n  next: menu\nmenu:\n"
                    + "  menu: {1: {say: en finir, next: fin}}\n  exhausted: fin" + Self.end)
        case .unknownStep:
            CodeExplanation(
                "there is no such step",
                "The call could not go on. Names of steps count capitals and accents.",
                wrong: "debut:\n  say: Bonjour.\n  next: fim  # here" + Self.end,
                right: "debut:\n  say: Bonjour.\n  next: fin" + Self.end)
        case .unreachableStep:
            CodeExplanation(
                "no call can come to this step",
                "A step that nothing leads to is forgotten work, or a target that leads elsewhere "
                    + "by mistake.",
                wrong: "debut:\n  say: Bonjour.\n  next: fin\nmenu:  # here\n  say: Un choix.\n"
                    + "  next: fin" + Self.end,
                right: "debut:\n  say: Bonjour.\n  next: menu\nmenu:\n  say: Un choix.\n"
                    + "  next: fin" + Self.end)
        case .reservedName:
            CodeExplanation(
                "a word of the language as the name of a step",
                "`return` and `hang-up` are where a call can go; a step of that name could not be "
                    + "reached.",
                wrong: "return:  # here\n  hang-up: Au revoir.",
                right: "fin:\n  hang-up: Au revoir.")
        case .fileName:
            CodeExplanation(
                "a flow in a file of another name",
                "Flows are found by their name: accueil stands in accueil.yaml.",
                wrong: [
                    .flow(
                        "format: 1\nflow: accueil  # here\nstart: fin\nsteps:\n  fin:\n"
                            + "    hang-up: Au revoir.\n")
                ], right: [.goodbye])
        case .flowTwice:
            CodeExplanation(
                "two flows of one name",
                "A call of the flow could mean either.",
                wrong: [
                    .goodbye,
                    .init(
                        path: "flows/autre/exemple.yaml",
                        text: "format: 1\nflow: exemple  # here\nstart: fin\nsteps:\n  fin:\n"
                            + "    hang-up: Au revoir.\n"),
                ],
                right: [.goodbye, .steps("fin:\n  hang-up: Au revoir.", flow: "autre")])
        default: subFlowExplanation
        }
    }

    private static let called = CodeExplanation.File.steps(
        "trouver:\n  choose:\n    - {when: numero = \"1\", next: return connu}\n"
            + "  otherwise: return inconnu", flow: "client",
        extra: "parameters: [numero]\nexits: [connu, inconnu]")

    private static func calling(_ lines: String) -> CodeExplanation.File {
        .steps(
            "debut:\n  say: Bonjour.\n  next: client\nclient:\n" + lines + end)
    }

    private static let goodCall = calling(
        "  call: client\n  with: {numero: caller}\n  exits: {connu: fin, inconnu: fin}")

    private var subFlowExplanation: CodeExplanation? {
        switch self {
        case .unknownFlow:
            CodeExplanation(
                "there is no such flow",
                "The call could not go on. A flow is named after its file.",
                wrong: [
                    Self.called,
                    Self.calling(
                        "  call: clients  # here\n  with: {numero: caller}\n"
                            + "  exits: {connu: fin, inconnu: fin}"),
                ], right: [Self.called, Self.goodCall])
        case .callsItself:
            CodeExplanation(
                "flows that call each other without end",
                "A call may be 16 flows deep. A loop is made of steps, not of flows.",
                wrong: [
                    .steps("debut:\n  call: exemple  # here\n  next: fin" + Self.end)
                ], right: [.goodbye])
        case .unknownParameter:
            CodeExplanation(
                "the other flow has no such parameter",
                "What is given to nobody is lost, and what was meant stays empty.",
                wrong: [
                    Self.called,
                    Self.calling(
                        "  call: client\n  with:\n    numero: caller\n"
                            + "    langue: language  # here\n  exits: {connu: fin, inconnu: fin}"),
                ], right: [Self.called, Self.goodCall])
        case .missingParameter:
            CodeExplanation(
                "a parameter is not given",
                "The other flow would find it empty.",
                wrong: [
                    Self.called,
                    Self.calling("  call: client  # here\n  exits: {connu: fin, inconnu: fin}"),
                ], right: [Self.called, Self.goodCall])
        case .unknownExit:
            CodeExplanation(
                "there is no such exit",
                "A flow that returns names one of its exits, and the calling step goes on by them.",
                wrong: [
                    Self.called,
                    Self.calling(
                        "  call: client\n  with: {numero: caller}\n  exits:\n    connu: fin\n"
                            + "    inconnu: fin\n    perdu: fin  # here"),
                ], right: [Self.called, Self.goodCall])
        case .missingExit:
            CodeExplanation(
                "an exit leads nowhere",
                "Every way in which the other flow ends needs a step to go on by.",
                wrong: [
                    Self.called,
                    Self.calling(
                        "  call: client  # here\n  with: {numero: caller}\n  exits: {connu: fin}"),
                ], right: [Self.called, Self.goodCall])
        case .unknownResult:
            CodeExplanation(
                "the other flow has no such variable",
                "Nothing would come back.",
                wrong: [
                    Self.called,
                    .steps(
                        "debut:\n  say: Bonjour.\n  next: client\nclient:\n  call: client\n"
                            + "  with: {numero: caller}\n  into: {trouve: numeros}  # here\n"
                            + "  exits: {connu: dire, inconnu: fin}\n"
                            + "dire:\n  say: \"{trouve as digits}\"\n  next: fin" + Self.end),
                ],
                right: [
                    Self.called,
                    .steps(
                        "debut:\n  say: Bonjour.\n  next: client\nclient:\n  call: client\n"
                            + "  with: {numero: caller}\n  into: {trouve: numero}\n"
                            + "  exits: {connu: dire, inconnu: fin}\n"
                            + "dire:\n  say: \"{trouve as digits}\"\n  next: fin" + Self.end),
                ])
        default: nil
        }
    }
}
