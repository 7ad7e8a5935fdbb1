/// The shapes of flow files, centre files and prompts files.
///
/// The one table of the language: the loader checks files against it, and the JSON Schema is made
/// from it.
enum FlowLanguage {
    static let name = Shape.scalar(.name)
    static let plain = Shape.scalar(.plain)
    static let expression = Shape.named("expression", .scalar(.expression))
    static let target = Shape.named("target", .scalar(.target))
    static let yesNo = Shape.named("yes-no", .scalar(.yesNo))
    static let listeningTime = Shape.scalar(.duration(500...120_000))
    static let pause = Shape.scalar(.duration(0...30_000))

    /// A text, in one language or in several.
    static let wording = Shape.named(
        "wording", .either([.scalar(.text), .dictionary(.language, .scalar(.text))]))

    /// One thing to say.
    static let sayingItem = Shape.named(
        "item",
        .either([
            .scalar(.text),
            .table(
                Table(
                    [
                        Field(.prompt, name, "The name of a prompt of the prompts file."),
                        Field(.text, .scalar(.text), "What is said."),
                        Field(.bargeIn, yesNo, "Whether a key stops it."),
                    ], others: (.language, .scalar(.text)))),
        ]))

    /// What a step says.
    static let saying = Shape.named(
        "saying",
        .either([.scalar(.text), itemTable, .list(sayingItem, 1...32)]))

    private static let itemTable: Shape = {
        guard case .either(let shapes) = sayingItem.unnamed, let table = shapes.last else {
            return sayingItem
        }
        return table
    }()

    /// What is said at the first, second … failure.
    static let escalation = Shape.named("escalation", .list(saying, 1...16))

    /// A flow file.
    static let flow = Shape.table(
        Table(
            [
                Field(.format, .scalar(.word(["1"])), required: true, "The version of the format."),
                Field(.flow, name, required: true, "The name of the flow, which is its file's."),
                Field(
                    .languages, .list(.scalar(.language), 1...16),
                    "The languages it can be heard in; calls begin in the first."),
                Field(.start, name, required: true, "The step that a call begins in."),
                Field(.parameters, .list(name, 1...32), "What a calling flow fills in."),
                Field(.exits, .list(name, 1...32), "The exits that a calling flow goes on by."),
            ] + listeningRules + [
                Field(
                    .callFailures, .scalar(.integer(1...100)),
                    "How many failures a call may have in all."),
                Field(
                    .tooManyFailures, target, "Where a call goes that failed too often."),
                Field(.technicalProblem, target, "Where a call goes when the flow can't go on."),
            ] + failureWords + [
                Field(
                    .variables, .dictionary(.name, expression),
                    "Variables with the values that they begin with."),
                Field(
                    .steps, .dictionary(.name, step), required: true,
                    "The steps by name, in the order in which to read them."),
            ]))

    private static let listeningRules = [
        Field(.timeout, listeningTime, "How long a caller may press nothing."),
        Field(.interDigitTimeout, listeningTime, "How long a caller may take between two keys."),
        Field(.termTimeout, pause, "How long a complete entry waits for the term key."),
        Field(.termKey, .scalar(.termKey), "The key that ends an entry."),
        Field(.bargeIn, yesNo, "Whether a key stops what is said."),
        Field(.failures, .scalar(.integer(1...20)), "How many failures a step allows."),
    ]

    private static let failureWords = [
        Field(.noInput, escalation, "What is said at the first, second … silence."),
        Field(.noMatch, escalation, "What is said at the first, second … wrong entry."),
    ]

    /// What listening steps have.
    static let listening =
        listeningRules + failureWords + [
            Field(.reprompt, yesNo, "Whether the step's own words are said again after a failure."),
            Field(.exhausted, target, required: true, "Where a call goes after too many failures."),
        ]

    /// What steps and choices tell the figures.
    static let notes = [
        Field(.motive, name, "What the caller calls for."),
        Field(.done, name, "What the caller got without an agent."),
        Field(.language, .scalar(.language), "The language that the caller hears from then on."),
        Field(.consents, consent, "What the caller agrees to."),
        Field(.refuses, consent, "What the caller refuses."),
    ]

    private static let consent = Shape.scalar(.word(["recording", "callback"]))

    /// A choice of a menu.
    static let choice = Shape.named(
        "choice",
        .either([
            .scalar(.target),
            .table(
                Table(
                    [
                        Field(.say, wording, "What the choice is for, as in “sales”."),
                        Field(.next, target, required: true, "Where the call goes on."),
                    ] + notes)),
        ]))

    /// Keys that leave a step.
    static let escape = Shape.named("escape", .dictionary(.keys, choice))
}
