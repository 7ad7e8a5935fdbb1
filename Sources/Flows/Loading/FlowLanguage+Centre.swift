extension FlowLanguage {
    static let waitingTime = Shape.scalar(.duration(1_000...14_400_000))

    /// A centre file.
    static let centre = Shape.table(
        Table([
            Field(.format, .scalar(.word(["1"])), required: true, "The version of the format."),
            Field(.centre, name, required: true, "The name of the centre."),
            Field(.timeZone, plain, "The time zone of its clocks; Europe/Paris if not said."),
            Field(.countryCode, plain, "The country code of numbers written without one; 33."),
            Field(.prompts, plain, "The folder of the prompts files; ../prompts if not said."),
            Field(.voices, .dictionary(.language, voice), "How each language is spoken."),
            Field(
                .levels, .dictionary(.name, level), "The levels of service with their ranks."),
            Field(.queues, .dictionary(.name, .table(queue)), "The queues."),
            Field(
                .starvationBound, waitingTime,
                "After this wait a caller is next for any agent who can help; 10 minutes."),
            Field(.agents, .dictionary(.name, .table(agent)), "Who takes calls of the queues."),
            Field(.callbacks, .table(callbacks), "How callers are called back."),
            Field(.recordings, .table(recordings), "How recordings of calls are kept."),
            Field(.music, .dictionary(.name, music), "What waiting callers hear."),
            Field(.calendars, .dictionary(.name, .table(calendar)), "The opening hours."),
            Field(.numbers, .dictionary(.plain, .table(number)), "The numbers that are called."),
            Field(.directories, .dictionary(.name, .table(directory)), "The customer files."),
            Field(.endpoints, .dictionary(.name, .table(endpoint)), "Where flows may ask."),
            Field(
                .destinations, .dictionary(.name, .table(destination)),
                "Where calls may be transferred to."),
            Field(.telephone, .table(telephone), "Where calls come in by network."),
            Field(.trunks, .dictionary(.name, .table(trunk)), "Who brings calls and takes them."),
            Field(.phones, .table(phones), "The telephones of agents."),
        ]))

    private static let level = Shape.either([
        .scalar(.integer(0...1_000)),
        .table(
            Table([
                Field(.rank, .scalar(.integer(0...1_000)), required: true, "The rank."),
                Field(
                    .destination, name,
                    "The destination whose people take the calls, in place of agents."),
                Field(
                    .destinations, .dictionary(.name, .scalar(.integer(0...1_000))),
                    "Several destinations, each with its share of the calls."),
                Field(
                    .agents, .scalar(.integer(0...1_000)),
                    "The share of the agents beside those of the destinations; 0."),
            ])),
    ])

    private static let destination = Table([
        Field(.address, plain, required: true, "A number or a sip: address."),
        Field(.trunk, name, "The trunk that leads there; the only one that leads out if not said."),
        Field(.ring, .scalar(.duration(1_000...180_000)), "How long it may ring; 30 s."),
    ])

    private static let voice = Shape.table(
        Table([
            Field(.voice, plain, "The voice of the built-in synthesiser, as fr+f2."),
            Field(.wordsPerMinute, .scalar(.integer(80...450)), "How fast it speaks."),
            Field(.pitch, .scalar(.integer(0...99)), "How high it speaks."),
            Field(
                .program, .list(plain, 1...32),
                "A program that reads text and writes a wav, with its arguments."),
        ]))

    private static let calendar = Table([
        Field(.timeZone, plain, "The time zone of the hours; the centre's if not said."),
        Field(
            .open, .dictionary(.plain, plain), required: true,
            "Days with their hours, as monday-friday: 09:00-12:30, 14:00-18:30."),
        Field(.holidays, plain, "Whose public holidays are kept, as france."),
        Field(.exceptions, .dictionary(.plain, plain), "Single days with their hours, or closed."),
    ])

    private static let number = Table([
        Field(.flow, name, required: true, "The flow that takes the calls."),
        Field(
            .purpose, .scalar(.word(Centre.ServiceNumber.Purpose.allCases.map(\.rawValue))),
            "What the number is for."),
        Field(
            .language, .scalar(.language),
            "The language that its calls begin in; the first of the flow's if not said."),
    ])

    private static let directory = Table([
        Field(.file, plain, required: true, "The customer file, a CSV."),
        Field(.telephone, .list(plain, 1...16), "The columns that hold telephone numbers."),
        Field(.secret, .list(plain, 1...64), "The columns that no log may show, as codes."),
    ])

    private static let endpoint = Table([
        Field(.url, plain, required: true, "The address, beginning http:// or https://."),
        Field(.method, .scalar(.word(["GET", "POST"])), "How it is asked; GET if not said."),
        Field(.headers, .dictionary(.plain, plain), "Headers that are sent along."),
        Field(
            .timeout, .scalar(.duration(100...30_000)), "How long an answer may take; 3 s."),
        Field(
            .secret, .list(plain, 1...64), "Values of the answer that no log may show, as codes."),
    ])

    private static let music = Shape.table(
        Table(
            [
                Field(.piece, plain, "A piece that Allo synthesises itself."),
                Field(.file, plain, "A recording."),
                Field(.licence, plain, "Who made the recording, and who allowed its use."),
            ], oneOf: [.piece, .file]))

    /// A prompts file.
    static let prompts = Shape.dictionary(
        .name,
        .named(
            "prompt",
            .either([
                .scalar(.text),
                .table(
                    Table([
                        Field(.text, .scalar(.text), required: true, "What is said."),
                        Field(.recording, plain, "A recording that replaces the text."),
                    ])),
            ])))
}
