extension DiagnosticCode {
    private static let end = "\nfin:\n  hang-up: Au revoir."

    /// A centre with two agents' telephones.
    private static func agents(_ agents: String, queue: String = "") -> String {
        """
        levels: {level1: 1, level2: 2}
        music: {attente: {piece: calme}}
        queues:
          level1: {level: level1, music: attente\(queue)}
        phones:
          from: [192.168.10.0/24]
          users:
            anne: {password-environment: ALLO_ANNE}
            paul: {password-environment: ALLO_PAUL}
        agents:
        """ + "\n" + agents
    }

    private static let anne =
        "  desk-1: {number: \"4001\", pin-file: pins/anne, phone: anne, levels: [level1]}"

    private static func paul(_ fields: String) -> String { anne + "\n  desk-2: " + fields }

    private static func level(_ destinations: String) -> String {
        """
        levels:
          level2:
            rank: 2
            destinations: \(destinations)
        destinations:
          lyon: {address: "+33472000001"}
          lille: {address: "+33320000001"}
        """
    }

    private static func queueStep(_ centre: String, _ exits: String) -> [CodeExplanation.File] {
        let queue = """
            levels: {level1: 1}
            music: {attente: {piece: calme}}
            queues:
              level1: {level: level1, music: attente\(centre)}
            """
        return [
            .centre(queue),
            .steps("debut:\n  queue: level1\n  timeout: fin\n\(exits)" + end),
        ]
    }

    /// A queue whose calls go to people outside.
    private static func outsideQueue(_ record: String) -> [CodeExplanation.File] {
        let centre = """
            levels:
              level2: {rank: 2, destination: lyon}
            destinations:
              lyon: {address: "+33472000001"}
            music: {attente: {piece: calme}}
            queues:
              level2:
                level: level2
            """
        return [
            .centre(centre + "\n" + record + "    music: attente"),
            .steps(
                "debut:\n  say: Votre appel sera enregistré.\n  notice: recording\n  next: attente\n"
                    + "attente:\n  queue: level2\n  timeout: fin" + end),
        ]
    }

    /// A step of a first level, whose agents may send callers on to a second.
    private static func transferred(_ transferred: String) -> [CodeExplanation.File] {
        let centre = """
            levels: {level1: 1, level2: 2}
            music: {attente: {piece: calme}}
            queues:
              level1: {level: level1, music: attente}
              level2: {level: level2, music: attente, number: "4200"}
            """
        return [
            .centre(centre),
            .steps(
                "debut:\n  queue: level1\n\(transferred)  timeout: experts\n"
                    + "experts:\n  queue: level2\n  escape: {2: fin}\n  timeout: fin" + end),
        ]
    }

    private static func callback(_ callbacks: String, _ mark: String = "") -> [CodeExplanation.File]
    {
        let centre = """
            levels: {level1: 1}
            music: {attente: {piece: calme}}
            queues:
              level1: {level: level1, music: attente}
            """
        return [
            .centre(centre + callbacks),
            .steps(
                "accord:\n  menu:\n    1: {say: être rappelé, next: debut, consents: callback}\n"
                    + "  exhausted: fin\ndebut:\n  callback: level1\(mark)\n"
                    + "  accepted: fin\n  refused: fin" + end),
        ]
    }

    private static func recordedQueue(_ mark: String, _ greeting: String) -> [CodeExplanation.File]
    {
        let centre = """
            levels: {level1: 1}
            music: {attente: {piece: calme}}
            queues:
              level1:
                level: level1
                music: attente
                record: yes\(mark)
            """
        return [
            .centre(centre),
            .steps(
                "debut:\n\(greeting)\n  next: file\nfile:\n  queue: level1\n  timeout: fin" + end),
        ]
    }

    private static func logIn(_ pin: String, _ mark: String = "") -> String {
        """
        numero:
          collect: numero
          say: Votre numéro.
          length: 4
          exhausted: fin
          next: code
        code:
          collect: code
          say: Votre code.
          length: 4
          \(pin)exhausted: fin
          next: debut
        debut:
          agent: log-in
          number: numero
          pin: code\(mark)
          refused: fin
          locked: fin
          next: fin
        """ + end
    }

    /// What a fault of queues, agents and callbacks means.
    var serviceExplanation: CodeExplanation? {
        switch self {
        case .idleExit:
            CodeExplanation(
                "an exit that no call can take",
                "A queue is full where it has a max-length, closed where it has hours, and empty of "
                    + "agents where it needs them. This one takes every call.",
                wrong: Self.queueStep("", "  full: fin  # here"),
                right: Self.queueStep(", max-length: 20", "  full: fin"))
        case .badShares:
            CodeExplanation(
                "destinations without a share",
                "Calls are divided in proportion to the shares, so that one of them must be above "
                    + "nothing.",
                wrongCentre: Self.level("{lyon: 0, lille: 0}  # here"),
                rightCentre: Self.level("{lyon: 60, lille: 40}"))
        case .numberTwice:
            CodeExplanation(
                "a number that stands for two things",
                "Agents log in with their number, and it is dialled to reach them; a queue has one "
                    + "of its own.",
                wrongCentre: Self.agents(
                    Self.paul(
                        "{number: \"4001\", pin-file: pins/paul, phone: paul, levels: [level1]}"
                            + "  # here")),
                rightCentre: Self.agents(
                    Self.paul(
                        "{number: \"4002\", pin-file: pins/paul, phone: paul, levels: [level1]}")))
        case .phoneTwice:
            CodeExplanation(
                "one telephone of two agents",
                "It would ring for both, and talk with two callers at once.",
                wrongCentre: Self.agents(
                    Self.paul("{phone: anne, levels: [level1]}  # here")),
                rightCentre: Self.agents(Self.paul("{phone: paul, levels: [level1]}")))
        case .badPIN:
            CodeExplanation(
                "a number without a PIN, a PIN without a number, or one that can't be typed",
                "Whoever knows a number could otherwise log in as this agent. A PIN has four to "
                    + "eight digits, and stands best in a file of its own.",
                wrongCentre: Self.agents(
                    "  desk-1: {number: \"4001\", phone: anne, levels: [level1]}  # here"),
                rightCentre: Self.agents(Self.anne))
        case .unknownPhone:
            CodeExplanation(
                "nothing that could ring",
                "An agent's telephone is a user of the phones, or a number or a sip: address that a "
                    + "trunk leads to.",
                wrongCentre: Self.agents("  desk-1: {phone: ane, levels: [level1]}  # here"),
                rightCentre: Self.agents("  desk-1: {phone: anne, levels: [level1]}"))
        case .agentWithoutQueue:
            CodeExplanation(
                "an agent who serves no queue",
                "Agents serve the queues of their levels, and those they name. This one would never "
                    + "be rung.",
                wrongCentre: Self.agents(Self.paul("{phone: paul, levels: [level2]}  # here")),
                rightCentre: Self.agents(
                    Self.paul("{phone: paul, levels: [level2], queues: [level1]}")))
        case .queueWithoutAgent:
            CodeExplanation(
                "a queue that nobody serves",
                "No agent has its level or names it, and its level has no destination: callers would "
                    + "wait in vain.",
                wrongCentre: Self.agents(
                    Self.anne, queue: "}\n  secours: {level: level2, music: attente"
                ).replacingOnce("  secours: {level: level2, music: attente}", with: "# here"),
                rightCentre: Self.agents(Self.anne))
        case .skillNobodyHas:
            CodeExplanation(
                "a skill that no agent of the queue has",
                "Its callers wait for an agent who is good enough, and there is none.",
                wrongCentre: Self.agents(Self.anne, queue: ", skills: {anglais: 2}")
                    .replacingOnce("skills: {anglais: 2}}", with: "# here"),
                rightCentre: Self.agents(
                    "  desk-1: {phone: anne, levels: [level1], skills: {anglais: 3}}",
                    queue: ", skills: {anglais: 2}"))
        case .mobileCallerNumber:
            CodeExplanation(
                "a mobile number that callers are shown",
                "In France numbers in 06 and 07 are for persons: since 2023 no centre may show one to "
                    + "whom it calls (Arcep, decision 2022-1583).",
                wrongCentre: "callbacks: {from: \"0612345678\"}  # here",
                rightCentre: "callbacks: {from: \"+33188000010\"}")
        case .noCallbacks:
            CodeExplanation(
                "a callback where nobody is called back",
                "How callers are called back stands in the centre file: by which trunk, how often, "
                    + "under which number.",
                wrong: Self.callback("", "  # here"),
                right: Self.callback("\ncallbacks: {from: \"+33188000010\"}"))
        case .longRetention:
            CodeExplanation(
                "recordings that are kept for too long",
                "The CNIL asks that recordings of calls go after six months at most (2014-474).",
                wrongCentre: "recordings: {retention: 365d}  # here",
                rightCentre: "recordings: {retention: 180d}")
        case .talksNeverRecorded:
            CodeExplanation(
                "talks that are never recorded",
                "With record: yes a queue records the talks of callers who were told so. A step on "
                    + "their way tells them, and has notice: recording.",
                wrong: Self.recordedQueue("  # here", "  say: Bonjour."),
                right: Self.recordedQueue(
                    "", "  say: Votre appel sera enregistré.\n  notice: recording"))
        case .talksOutside:
            CodeExplanation(
                "talks of people outside are not recorded",
                "Allo records talks with agents. Where all calls of a level go to destinations, "
                    + "record: yes records nothing: they record for themselves, under their own "
                    + "notice.",
                wrong: Self.outsideQueue("    record: yes  # here\n"),
                right: Self.outsideQueue(""))
        case .transferElsewhere:
            CodeExplanation(
                "a transfer that leads elsewhere",
                "The agent has sent the caller on to a queue, and there they wait: the step that is "
                    + "named for it is one of that very queue.",
                wrong: Self.transferred("  transferred:\n    level2: fin  # here\n"),
                right: Self.transferred("  transferred:\n    level2: experts\n"))
        case .pinNotSecret:
            CodeExplanation(
                "a PIN that logs would show",
                "What is collected with secret: yes stands in no log, transcript or recording.",
                wrong: Self.logIn("", "  # here"), right: Self.logIn("secret: yes\n  "))
        default: nil
        }
    }
}

extension String {
    /// The text with a mark put behind the line that a piece of it ends.
    fileprivate func replacingOnce(_ piece: String, with mark: String) -> String {
        guard let range = firstRange(of: piece) else { return self }
        return self[..<range.upperBound] + "  \(mark)" + self[range.upperBound...]
    }
}
