extension DiagnosticCode {
    private static let end = "\nfin:\n  hang-up: Au revoir."

    /// A menu with a good end.
    private static func menu(_ choices: String, _ say: String, _ extra: String = "") -> String {
        "menu:\n  menu:\n\(choices)\n  say: \(say)\n\(extra)  exhausted: fin" + end
    }

    /// What a fault that callers meet means.
    var callerExplanation: CodeExplanation? {
        switch self {
        case .loopWithoutInput:
            CodeExplanation(
                "a loop in which nothing waits for the caller",
                "The call would run round until its budget of steps is spent, then break off.",
                wrong: "debut:  # here\n  say: Bonjour.\n  next: encore\n"
                    + "encore:\n  say: Encore.\n  next: debut",
                right: "debut:\n  say: Bonjour.\n  next: encore\n"
                    + "encore:\n  say: Encore.\n  next: fin" + Self.end)
        case .silence:
            CodeExplanation(
                "the caller hears nothing",
                "After a key, or after the call was answered, something is said before the line is "
                    + "cut or a key is wanted: else callers think that the line is dead.",
                wrong: "menu:\n  menu: {1: {say: en finir, next: fin}}\n"
                    + "  exhausted: hang-up  # here" + Self.end,
                right: "menu:\n  menu: {1: {say: en finir, next: fin}}\n"
                    + "  exhausted: fin" + Self.end)
        case .silentFailure:
            CodeExplanation(
                "a failure that is answered with silence",
                "Who pressed nothing or a wrong key hears nothing more, and waits or hangs up.",
                wrong: "menu:\n  menu: {1: {say: en finir, next: fin}}  # here\n  reprompt: no\n"
                    + "  exhausted: fin" + Self.end,
                right: "menu:\n  menu: {1: {say: en finir, next: fin}}\n  reprompt: yes\n"
                    + "  exhausted: fin" + Self.end)
        case .keyNotBound:
            CodeExplanation(
                "a key is said that does nothing",
                "Callers do what they are told, and hear that the key is not on offer.",
                wrong: Self.menu(
                    "    1: {say: en finir, next: fin}", "Pour réécouter, tapez 2.  # here"),
                right: Self.menu("    1: fin", "Pour en finir, tapez 1."))
        case .keyNotSaid:
            CodeExplanation(
                "a key that no caller is told of",
                "Nobody can choose what nobody knows. 0, star and hash may stay unsaid.",
                wrong: Self.menu("    1: fin\n    2: menu  # here", "Pour en finir, tapez 1."),
                right: Self.menu(
                    "    1: fin\n    2: menu",
                    "Pour en finir, tapez 1. Pour réécouter, tapez 2."))
        case .keyBeforeFunction:
            CodeExplanation(
                "the key before what it is for",
                "Callers hear the key, then find that it is what they want, and have forgotten the "
                    + "key (ISO/IEC 13714).",
                wrong: Self.menu("    1: fin", "Tapez 1 pour en finir.  # here"),
                right: Self.menu("    1: fin", "Pour en finir, tapez 1."))
        default: keyExplanation
        }
    }

    private var keyExplanation: CodeExplanation? {
        switch self {
        case .gapInKeys:
            CodeExplanation(
                "a gap between the keys",
                "Callers count along: after 1 comes 2 (ISO/IEC 13714).",
                wrong: Self.menu(
                    "    1: fin\n    3: menu  # here",
                    "Pour en finir, tapez 1. Pour réécouter, tapez 3."),
                right: Self.menu(
                    "    1: fin\n    2: menu",
                    "Pour en finir, tapez 1. Pour réécouter, tapez 2."))
        case .tooManyChoices:
            CodeExplanation(
                "more than four choices",
                "Callers keep four choices in mind (ISO/IEC 13714). 0, star and hash do not count.",
                wrong: "menu:\n  menu:  # here\n" + Self.fruits(5) + "\n  exhausted: fin"
                    + Self.end,
                right: "menu:\n  menu:\n" + Self.fruits(4) + "\n  exhausted: fin" + Self.end)
        case .keysOutOfOrder:
            CodeExplanation(
                "keys that do not ascend",
                "Choices are told in the order of the file; callers wait for the next higher key.",
                wrong: "menu:\n  menu:\n    2: {say: le deux, next: fin}\n"
                    + "    1: {say: le un, next: fin}  # here\n  exhausted: fin" + Self.end,
                right: "menu:\n  menu:\n    1: {say: le un, next: fin}\n"
                    + "    2: {say: le deux, next: fin}\n  exhausted: fin" + Self.end)
        case .firstKeyTimeout:
            CodeExplanation(
                "too short or too long a wait for the first key",
                "Less than 3 seconds is too short for many callers, more than 10 seems a dead line "
                    + "(ISO/IEC 13714).",
                wrong: Self.menu(
                    "    1: fin", "Pour en finir, tapez 1.", "  timeout: 2s  # here\n"),
                right: Self.menu("    1: fin", "Pour en finir, tapez 1.", "  timeout: 7s\n"))
        case .termKeyIsChoice:
            CodeExplanation(
                "the key that ends an entry is a choice too",
                "Who presses it could mean either. Take another key, or set term-key: none.",
                wrong: Self.entry("    hash: fin  # here"),
                right: Self.entry("    star: fin"))
        case .choiceDelaysChoice:
            CodeExplanation(
                "a choice with which a longer one begins",
                "Who presses 1 must wait until it is clear that no 2 follows.",
                wrong: "menu:\n  menu:\n    1: {say: le un, next: fin}  # here\n"
                    + "    12: {say: le douze, next: fin}\n  exhausted: fin" + Self.end,
                right: "menu:\n  menu:\n    1: {say: le un, next: fin}\n"
                    + "    2: {say: le deux, next: fin}\n  exhausted: fin" + Self.end)
        default: lawExplanation
        }
    }

    private static func fruits(_ count: Int) -> String {
        (1...count).map { "    \($0): {say: le choix \($0), next: fin}" }.joined(separator: "\n")
    }

    private static func entry(_ escape: String) -> String {
        "numero:\n  collect: numero\n  say: Tapez votre numéro.\n  length: 4..8\n  escape:\n"
            + "\(escape)\n  exhausted: fin\n  next: dire\n"
            + "dire:\n  say: \"{numero as digits}\"\n  next: fin" + end
    }

    private var lawExplanation: CodeExplanation? {
        switch self {
        case .recordingWithoutNotice:
            CodeExplanation(
                "a recording of a caller who was not told",
                "Callers are told before they are recorded, and can refuse (CNIL 2014-474). The "
                    + "step that tells them has notice: recording.",
                wrong: "debut:\n  say: Bonjour.\n  next: message\nmessage:\n"
                    + "  record: message  # here\n  say: Parlez après le signal.\n  next: fin"
                    + Self.end,
                right: "debut:\n  say: Votre message sera enregistré.\n  notice: recording\n"
                    + "  next: message\nmessage:\n  record: message\n"
                    + "  say: Parlez après le signal.\n  next: fin" + Self.end)
        case .noWayToPerson:
            CodeExplanation(
                "a service line without a person",
                "On an after-sales or complaints line every caller should be able to reach "
                    + "somebody: by a queue or a transfer.",
                wrong: [
                    .centre(
                        "numbers:\n"
                            + "  \"0188000010\": {flow: exemple, purpose: complaints}  # here"),
                    .goodbye,
                ],
                right: [
                    .centre(
                        "levels: {level1: 1}\nqueues: {file: {level: level1}}\nnumbers:\n"
                            + "  \"0188000010\": {flow: exemple, purpose: complaints}"),
                    .steps("debut:\n  queue: file\n  timeout: fin" + Self.end),
                ])
        case .callbackWithoutConsent:
            CodeExplanation(
                "a callback of a caller who did not agree",
                "Callers agree before they are called, best by a key, at whose choice stands "
                    + "consents: callback. It is what shows later that they wished it.",
                wrong: Self.callback("", "  # here"), right: Self.callback(", consents: callback")
            )
        case .wrongScale:
            CodeExplanation(
                "a question whose answers no figure can count",
                "Reports know questions by their names: nps is answered from 0 to 10, csat from 1 to "
                    + "5, resolu (or resolved) with 1 for yes. Other answers are in no figure; give "
                    + "the question another name if that is meant.",
                wrong: Self.survey("1..5  # here"), right: Self.survey("0..10"))
        default: nil
        }
    }

    private static func callback(_ consent: String, _ mark: String = "") -> [CodeExplanation.File] {
        [
            .centre(
                "levels: {level1: 1}\nqueues: {file: {level: level1}}\ncallbacks: {pause: 10m}"),
            .steps(
                "menu:\n  menu:\n    1: {say: être rappelé, next: rappel\(consent)}\n"
                    + "  exhausted: fin\nrappel:\n  callback: file\(mark)\n  accepted: fin\n"
                    + "  refused: fin" + end),
        ]
    }

    private static func survey(_ answers: String) -> String {
        "avis:\n  survey: avis\n  questions:\n    - question: nps\n"
            + "      say: Nous recommanderiez-vous ? Tapez votre note.\n      answers: \(answers)\n"
            + "  exhausted: fin\n  next: fin" + end
    }
}
