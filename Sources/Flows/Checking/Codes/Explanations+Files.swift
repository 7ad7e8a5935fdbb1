extension DiagnosticCode {
    /// What a fault of a file means.
    var fileExplanation: CodeExplanation? {
        switch self {
        case .notUTF8:
            CodeExplanation(
                "the file is not UTF-8",
                "Names and texts are kept in UTF-8. An editor that saves in another encoding turns "
                    + "é into something else. Save the file as UTF-8.")
        case .fileTooLarge:
            CodeExplanation(
                "the file is larger than 1 MiB",
                "No flow is as large as that; something else was given by mistake. Split a large "
                    + "flow into sub-flows.")
        case .emptyFile:
            CodeExplanation(
                "the file is empty",
                "A flow file has at least a name and a step.",
                wrong: [.flow("# here\n")], right: [.goodbye])
        case .syntax:
            CodeExplanation(
                "this is not YAML",
                "The file can't be read beyond this place. Most often a text holds a colon and a "
                    + "space and stands without quotes, or a quote or a bracket is not closed.",
                wrong: "fin:\n  hang-up: Merci: au revoir.  # here",
                right: "fin:\n  hang-up: \"Merci: au revoir.\"")
        case .nestedTooDeep:
            CodeExplanation(
                "nested deeper than 32 levels",
                "No flow needs it, and what is nested without end would exhaust the memory.",
                wrong: [
                    .flow(
                        String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
                            + "  # here\n")
                ], right: [.goodbye])
        case .anchor:
            CodeExplanation(
                "an anchor or an alias",
                "Who reads a step wants to see it whole. Give the other step a name and go there. "
                    + "The key * is written star or \"*\".",
                wrong: "fin: &au-revoir  # here\n  hang-up: Au revoir.",
                right: "fin:\n  hang-up: Au revoir.")
        case .tag:
            CodeExplanation(
                "a tag",
                "Values have no types of YAML: each place of a flow knows what it wants.",
                wrong: "fin:\n  hang-up: !!str Au revoir.  # here",
                right: "fin:\n  hang-up: Au revoir.")
        case .mergeKey:
            CodeExplanation(
                "a merge key",
                "What a step does stands in the step. Listening rules for all steps can stand at "
                    + "the top of the flow.",
                wrong: "fin:\n  <<: {motive: adieu}  # here\n  hang-up: Au revoir.",
                right: "fin:\n  motive: adieu\n  hang-up: Au revoir.")
        case .duplicateKey:
            CodeExplanation(
                "a key is given twice",
                "Only one of the two could count, and it is not clear which.",
                wrong: "fin:\n  hang-up: Au revoir.\n  hang-up: Merci.  # here",
                right: "fin:\n  hang-up: Merci. Au revoir.")
        case .severalDocuments:
            CodeExplanation(
                "several documents in one file",
                "A file holds one flow, so that it can be found by its name.",
                wrong: [
                    .flow(
                        "format: 1\nflow: exemple\nstart: fin\nsteps:\n  fin:\n"
                            + "    hang-up: Au revoir.\n---  # here\nformat: 1\n")
                ], right: [.goodbye])
        case .tab:
            CodeExplanation(
                "a tab at the beginning of a line",
                "Editors show tabs with different widths, so that YAML does not count them. Indent "
                    + "with spaces.",
                wrong: [
                    .flow(
                        "format: 1\nflow: exemple\nstart: fin\nsteps:\n  fin:\n"
                            + "\thang-up: Au revoir.  # here\n")
                ], right: [.goodbye])
        case .commentedChoice:
            CodeExplanation(
                "`#` begins a comment",
                "In YAML, # begins a comment: the choice vanishes without a word, and callers who "
                    + "press the key hear that it is not on offer. Write hash or \"#\".",
                wrong: "menu:\n  menu:\n    1: fin\n    #: menu  # here\n"
                    + "  say: Pour en finir, tapez 1.\n  exhausted: fin\n"
                    + "fin:\n  hang-up: Au revoir.",
                right: "menu:\n  menu:\n    1: fin\n    hash: menu\n"
                    + "  say: Pour en finir, tapez 1.\n  exhausted: fin\n"
                    + "fin:\n  hang-up: Au revoir.")
        default: valueExplanation
        }
    }

    private var valueExplanation: CodeExplanation? {
        switch self {
        case .unknownKey:
            CodeExplanation(
                "an unknown key",
                "A misspelt key would be without effect, and nobody would notice.",
                wrong: "debut:\n  say: Bonjour.\n  bargein: no  # here\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.",
                right: "debut:\n  say: Bonjour.\n  barge-in: no\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.")
        case .missingKey:
            CodeExplanation(
                "a key is missing",
                "Every step says where the call goes on, for every outcome: no caller is left in "
                    + "silence.",
                wrong: "debut:\n  say: Bonjour.  # here",
                right: "debut:\n  say: Bonjour.\n  next: fin\nfin:\n  hang-up: Au revoir.")
        case .missingValue:
            CodeExplanation(
                "a key without a value",
                "Something was to be written here.",
                wrong: "debut:\n  say: Bonjour.\n  next:  # here\nfin:\n  hang-up: Au revoir.",
                right: "debut:\n  say: Bonjour.\n  next: fin\nfin:\n  hang-up: Au revoir.")
        case .wrongForm:
            CodeExplanation(
                "a text, a list or a mapping in the wrong place",
                "A list has a hyphen before each item, a mapping has keys, a text has neither.",
                wrong: "debut:\n  say: Bonjour.\n  next: [fin]  # here\n"
                    + "fin:\n  hang-up: Au revoir.",
                right: "debut:\n  say: Bonjour.\n  next: fin\nfin:\n  hang-up: Au revoir.")
        case .wrongValue:
            CodeExplanation(
                "a value of the wrong sort",
                "Yes and no are yes and no; times have a unit, as 5s; keys are 0 to 9, star, hash.",
                wrong: "debut:\n  say: Bonjour.\n  barge-in: maybe  # here\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.",
                right: "debut:\n  say: Bonjour.\n  barge-in: yes\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.")
        case .outOfRange:
            CodeExplanation(
                "a value out of range",
                "A value that no caller could live with is a slip of the pen.",
                wrong: "code:\n  collect: code\n  say: Tapez votre code.\n  length: 100  # here\n"
                    + "  valid: code != \"0000\"\n  exhausted: fin\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.",
                right: "code:\n  collect: code\n  say: Tapez votre code.\n  length: 10\n"
                    + "  valid: code != \"0000\"\n  exhausted: fin\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.")
        case .badName:
            CodeExplanation(
                "this can't be a name",
                "Names have letters, digits and hyphens and begin with a letter, so that they can "
                    + "stand in expressions, logs and file names.",
                wrong: "debut:\n  say: Bonjour.\n  motive: une commande  # here\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.",
                right: "debut:\n  say: Bonjour.\n  motive: commande\n  next: fin\n"
                    + "fin:\n  hang-up: Au revoir.")
        case .unknownFormat:
            CodeExplanation(
                "an unknown version of the format",
                "This version of Allo reads format 1.",
                wrong: [
                    .flow(
                        "format: 2  # here\nflow: exemple\nstart: fin\nsteps:\n  fin:\n"
                            + "    hang-up: Au revoir.\n")
                ], right: [.goodbye])
        default: nil
        }
    }
}
