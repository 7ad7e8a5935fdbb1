extension DiagnosticCode {
    private static let end = "\nfin:\n  hang-up: Au revoir."

    private static func saying(_ text: String) -> String {
        "debut:\n  say: \(text)\n  next: fin" + end
    }

    private static func choosing(_ condition: String) -> String {
        "debut:\n  choose:\n    - when: \(condition)\n      next: bonjour\n  otherwise: fin\n"
            + "bonjour:\n  say: Bonjour.\n  next: fin" + end
    }

    private static func pin(_ step: String) -> String {
        "code:\n  collect: code\n  say: Tapez votre code.\n  length: 4\n  secret: yes\n"
            + "  exhausted: fin\n  next: suite\nsuite:\n\(step)" + end
    }

    /// What a fault of variables and expressions means.
    var variableExplanation: CodeExplanation? {
        switch self {
        case .unknownVariable:
            CodeExplanation(
                "there is no such variable",
                "Nothing declares it and no step sets it, so that callers would hear nothing.",
                wrong: Self.saying("\"Vous appelez du {calller as telephone}.\"  # here"),
                right: Self.saying("\"Vous appelez du {caller as telephone}.\""))
        case .neverSet:
            CodeExplanation(
                "a variable that no step sets",
                "It is read, but it is empty in every call.",
                wrong: [
                    .steps(
                        Self.saying("\"Bonjour {nom}.\""),
                        extra: "variables:\n  nom: nothing  # here")
                ],
                right: [
                    .steps(
                        Self.saying("\"Bonjour {nom}.\""), extra: "variables:\n  nom: '\"Durand\"'")
                ])
        case .neverRead:
            CodeExplanation(
                "a variable that nothing reads",
                "What is asked of callers and then forgotten need not be asked.",
                wrong: "numero:\n  collect: numero  # here\n  say: Tapez votre numéro.\n"
                    + "  length: 8\n  exhausted: fin\n  next: fin" + Self.end,
                right: "numero:\n  collect: numero\n  say: Tapez votre numéro.\n"
                    + "  length: 8\n  exhausted: fin\n  next: dire\n"
                    + "dire:\n  say: \"{numero as digits}\"\n  next: fin" + Self.end)
        case .builtInSet:
            CodeExplanation(
                "a built-in variable is set",
                "caller, called, today, time and language are given by the call.",
                wrong: "debut:\n  set: {caller: '\"0612345678\"'}  # here\n  next: fin" + Self.end,
                right: "debut:\n  set: {numero: '\"0612345678\"'}\n  next: dire\n"
                    + "dire:\n  say: \"{numero as telephone}\"\n  next: fin" + Self.end)
        case .badExpression:
            CodeExplanation(
                "an expression that can't be read",
                "Comparisons are = != < <= > >=, joined by and, or, not; texts stand in quotes.",
                wrong: Self.choosing("caller = = \"0612345678\"  # here"),
                right: Self.choosing("caller = \"0612345678\""))
        case .badTemplate:
            CodeExplanation(
                "a brace that is not closed",
                "{name} stands for a value; {{ and }} are braces that are heard.",
                wrong: Self.saying("\"Bonjour caller}.\"  # here"),
                right: Self.saying("\"Bonjour {caller}.\""))
        case .noCondition:
            CodeExplanation(
                "this is neither true nor false",
                "A condition compares something, or asks whether something is empty.",
                wrong: Self.choosing("length(caller)  # here"),
                right: Self.choosing("length(caller) > 0"))
        case .unknownSpokenFormat:
            CodeExplanation(
                "values can't be spoken so",
                "After as stands money, telephone, date, time, number, ordinal, digits, duration or "
                    + "text.",
                wrong: Self.saying("\"Il vous reste {12 as monye}.\"  # here"),
                right: Self.saying("\"Il vous reste {12 as money}.\""))
        default: secretExplanation
        }
    }

    private static func endpoint(_ method: String) -> CodeExplanation.File {
        .centre(
            "endpoints:\n  code: {url: \"https://exemple.fr/code\", method: \(method)}\n"
                + "directories:\n  clients: {file: clients.csv}")
    }

    private var secretExplanation: CodeExplanation? {
        switch self {
        case .secretSpoken:
            CodeExplanation(
                "a secret would be spoken",
                "Who stands beside the caller would hear it, and the journal would keep it.",
                wrong: Self.pin("  say: \"Votre code est {code}.\"  # here\n  next: fin"),
                right: Self.pin("  say: \"Un code de {length(code)} chiffres.\"\n  next: fin"))
        case .secretInAddress:
            CodeExplanation(
                "a secret in an address",
                "The values of a GET stand in its address, which servers write down. Use POST.",
                wrong: [
                    Self.endpoint("GET"), .customers,
                    .steps(
                        Self.pin(
                            "  request: code\n  with: {code: code}  # here\n  found: fin\n"
                                + "  failed: fin")),
                ],
                right: [
                    Self.endpoint("POST"), .customers,
                    .steps(
                        Self.pin(
                            "  request: code\n  with: {code: code}\n  found: fin\n"
                                + "  failed: fin")),
                ])
        case .secretLookedUp:
            CodeExplanation(
                "a secret is looked up",
                "Customers are found by what may be written down. Look the customer up by number, "
                    + "then compare the secret.",
                wrong: [
                    Self.endpoint("POST"), .customers,
                    .steps(
                        Self.pin(
                            "  look-up: clients\n  by: nom\n  key: code  # here\n  found: fin\n"
                                + "  missing: fin")),
                ],
                right: [
                    Self.endpoint("POST"), .customers,
                    .steps(
                        Self.pin(
                            "  choose:\n    - {when: code = \"1234\", next: trouver}\n"
                                + "  otherwise: fin\n"
                                + "trouver:\n  look-up: clients\n  by: nom\n  key: caller\n"
                                + "  found: fin\n  missing: fin")),
                ])
        case .secretShown:
            CodeExplanation(
                "a secret would be made a text",
                "A text can be spoken, sent and written down. A secret can be compared, its length "
                    + "asked, and it can be sent in the body of a request.",
                wrong: Self.pin(
                    "  choose:\n    - when: text(code) = \"1234\"  # here\n      next: fin\n"
                        + "  otherwise: fin"),
                right: Self.pin(
                    "  choose:\n    - when: code = \"1234\"\n      next: fin\n"
                        + "  otherwise: fin"))
        default: nil
        }
    }
}
