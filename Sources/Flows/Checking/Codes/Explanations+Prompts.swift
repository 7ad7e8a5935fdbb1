extension DiagnosticCode {
    private static let steps = CodeExplanation.File.steps(
        "debut:\n  say: {prompt: bienvenue}\n  next: fin\nfin:\n  hang-up: Au revoir.")

    private static func bilingual(_ say: String) -> CodeExplanation.File {
        .steps(
            "debut:\n  say: \(say)\n  next: fin\n"
                + "fin:\n  hang-up: {fr-FR: Au revoir., en-GB: Goodbye.}",
            extra: "languages: [fr-FR, en-GB]")
    }

    /// What a fault of prompts means.
    var promptExplanation: CodeExplanation? {
        switch self {
        case .unknownPrompt:
            CodeExplanation(
                "there is no such prompt",
                "Prompts are written in prompts/fr-FR.yaml, by name.",
                wrong: [
                    .prompts("bienvenue: Bienvenue."),
                    .steps(
                        "debut:\n  say: [{prompt: bienvenue}, {prompt: bienvenu}]  # here\n"
                            + "  next: fin\nfin:\n  hang-up: Au revoir."),
                ],
                right: [.prompts("bienvenue: Bienvenue."), Self.steps])
        case .promptMissingInLanguage:
            CodeExplanation(
                "a prompt is missing in a language of the flow",
                "Callers who chose the language would hear nothing.",
                wrong: [
                    .prompts("bienvenue: Bienvenue."), .prompts("welcome: Welcome.", in: "en-GB"),
                    Self.bilingual(
                        "[{prompt: bienvenue}, {fr-FR: Oui., en-GB: Yes.}]  # here"),
                    .steps(
                        "fin:\n  hang-up: {prompt: welcome}", flow: "welcome",
                        extra: "languages: [en-GB]"),
                ],
                right: [
                    .prompts("bienvenue: Bienvenue."), .prompts("bienvenue: Welcome.", in: "en-GB"),
                    Self.bilingual("{prompt: bienvenue}"),
                ])
        case .promptNeverUsed:
            CodeExplanation(
                "a prompt that no flow says",
                "It may be forgotten work, or a step says another by mistake.",
                wrong: [
                    .prompts("bienvenue: Bienvenue.\nbonjour: Bonjour.  # here"), Self.steps,
                ],
                right: [.prompts("bienvenue: Bienvenue."), Self.steps])
        case .missingRecording:
            CodeExplanation(
                "there is no such recording",
                "A recording that is named must be there. One that is named after its prompt, as "
                    + "prompts/fr-FR/bienvenue.wav, is found without being named.",
                wrong: [
                    .prompts(
                        "bienvenue: {text: Bienvenue., recording: fr-FR/bienvenu.wav}  # here"),
                    Self.steps,
                ],
                right: [
                    .prompts("bienvenue: {text: Bienvenue., recording: fr-FR/bienvenue.wav}"),
                    Self.steps,
                ])
        case .unknownLanguage:
            CodeExplanation(
                "an unknown language",
                "Allo speaks fr-FR, fr-BE, fr-CH, en-GB and en-US, and a flow lists the languages "
                    + "that it can be heard in.",
                wrong: [
                    .steps(
                        "fin:\n  hang-up: Au revoir.", extra: "languages: [fr-FX]  # here")
                ], right: [.goodbye])
        case .textMissingInLanguage:
            CodeExplanation(
                "a text is missing in a language of the flow",
                "A flow of several languages gives each text in all of them.",
                wrong: [Self.bilingual("Bonjour.  # here")],
                right: [Self.bilingual("{fr-FR: Bonjour., en-GB: Hello.}")])
        default: nil
        }
    }
}
