extension FlowLanguage {
    private static let distribution = Shape.named("distribution", .scalar(.distribution))
    private static let patience = Shape.named("patience", .scalar(.patience))
    private static let weight = Shape.named("weight", .scalar(.decimal(upTo: 1_000_000_000)))
    private static let percent = Shape.named("percent", .scalar(.decimal(upTo: 100)))
    private static let weights = Shape.named("weights", .dictionary(.plain, weight))
    private static let weekly = Shape.named("weekly", .dictionary(.plain, plain))

    /// A simulation file.
    static let simulation = Shape.table(simulationTable)

    private static let simulationTable: Table = {
        var table = Table([
            Field(.format, .scalar(.word(["1"])), required: true, "The version of the format."),
            Field(.simulation, name, required: true, "The name of the simulation."),
            Field(
                .extends, plain,
                "Another simulation file, beside this one: what is not said here is as there."),
            Field(.period, .table(period), required: true, "Which days are simulated."),
            Field(.seed, .scalar(.integer(0...999_999_999)), "What chance begins with; 1."),
            Field(
                .target, .scalar(.serviceLevel),
                "The service level to reach, as 80/20s: 80 % within 20 s."),
            Field(
                .arrivals, .dictionary(.name, .table(stream)), required: true,
                "The streams of callers."),
            Field(
                .written, .dictionary(.name, .table(writtenStream)),
                "The streams of letters and e-mails."),
            Field(.callers, .dictionary(.name, .table(caller)), "Who callers are, by profile."),
            Field(
                .staff, .dictionary(.name, .table(staff)),
                "Groups of agents, in place of those of the centre."),
            Field(
                .talk, .dictionary(.name, distribution),
                "How long is talked, by queue or level."),
            Field(
                .transfers, .dictionary(.name, .dictionary(.name, percent)),
                "Percent of the talks of a queue or level that lead to another queue."),
            Field(.callbacks, .table(calledBack), "What becomes of a call back, by weights."),
            Field(
                .destinations, .dictionary(.name, .table(outside)),
                "The people outside, by destination."),
            Field(
                .endpoints, .dictionary(.name, .table(endpoint)), "What endpoints answer."),
            Field(
                .whatIf, .dictionary(.name, plain),
                "What else is tried, as operateurs=22, max-wait level1=3m."),
        ])
        table.extending = (.extends, [.format, .simulation])
        return table
    }()

    private static let period = Table(
        [
            Field(.from, .scalar(.day), required: true, "The first day."),
            Field(.to, .scalar(.day), "The last day."),
            Field(.days, .scalar(.integer(1...3_660)), "How many days."),
        ], oneOf: [.to, .days])

    private static let stream = Table(
        [
            Field(.to, plain, "The number that they call."),
            Field(.flow, name, "The flow that they call, in place of a number."),
            Field(
                .calls, .scalar(.volume),
                "So many calls on average, a year, month, week, day, hour or in all."),
            Field(.replay, plain, "A journal or a queue_log, in whose moments they call."),
        ] + moments + [
            Field(
                .callers, .either([.scalar(.name), .dictionary(.name, weight)]),
                "The profile of the callers, or several with their weights.")
        ], oneOf: [.calls, .replay])

    /// How what comes lies in time.
    private static let moments = [
        Field(.days, weights, "The weights of days, as monday-friday: 20."),
        Field(.hours, weights, "The weights of an hour in spans, as 09:00-12:00: 14."),
        Field(
            .months, .dictionary(.word(Self.monthNames), weight),
            "The weights of months; 1 for those not named."),
        Field(.calendar, name, "The calendar on whose closed days nothing comes."),
        Field(
            .by, .scalar(.word(SimulationPlan.Stream.Process.allCases.map(\.rawValue))),
            "Whether they come by chance, or evenly; chance."),
    ]

    private static let writtenStream = Table(
        [
            Field(.queue, name, required: true, "The queue in which they wait."),
            Field(
                .contacts, .scalar(.volume), required: true,
                "So many on average, a year, month, week, day, hour or in all."),
        ] + moments + [
            Field(
                .handleTime, distribution, required: true,
                "How long an agent takes to answer one; calls between are not in it.")
        ])

    /// The months as they are written.
    static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    private static let caller = Table([
        Field(
            .customers,
            .table(
                Table([
                    Field(.directory, name, required: true, "The customer file."),
                    Field(.column, plain, "The column of their telephone numbers."),
                    Field(.where, .dictionary(.plain, plain), "What columns must hold."),
                    Field(.share, percent, "How many of the callers are in it; 100."),
                ])), "Callers whom a customer file knows."),
        Field(.withheld, percent, "How many of the others hide their number; 0."),
        Field(.patience, patience, "How long they wait before they hang up; never."),
        Field(.reaction, distribution, "From the end of a prompt to the key; constant 2s."),
        Field(.bargeIn, percent, "How many keys are pressed during the prompt; 0."),
        Field(
            .callAgain,
            .table(
                Table([
                    Field(.share, percent, required: true, "How many of those who gave up."),
                    Field(.after, distribution, required: true, "After how long."),
                    Field(.most, .scalar(.integer(1...20)), "How often at most; 1."),
                ])), "Who calls again after giving up in a queue."),
        Field(
            .unresolved,
            .table(
                Table([
                    Field(.share, percent, required: true, "How many of those who talked."),
                    Field(.after, distribution, required: true, "After how long."),
                    Field(.most, .scalar(.integer(1...20)), "How often at most; 1."),
                ])), "Who calls again for the same matter after somebody talked with them."),
        Field(.speaks, distribution, "How long they speak when recorded; constant 10s."),
        Field(
            .presses, .dictionary(.plain, weights),
            "What they do at steps: keys, nothing, wrong, hang-up, stay, random or "
                + "column FILE.COLUMN, with their weights."),
        Field(.answers, .dictionary(.name, weights), "What they answer to questions."),
    ])

    private static let breaks = Shape.list(
        .table(
            Table([
                Field(.window, plain, required: true, "When it may be, as 11:30-14:00."),
                Field(
                    .length, .scalar(.duration(60_000...14_400_000)), required: true,
                    "How long it takes."),
            ])), 1...8)

    private static let shifts = Shape.list(
        .table(
            Table([
                Field(
                    .count, .scalar(.integer(1...10_000)), required: true, "How many of them."),
                Field(.hours, weekly, required: true, "When they are at work."),
                Field(.breaks, breaks, "Their breaks."),
            ])), 1...64)

    private static let staff = Table([
        Field(
            .count, .scalar(.integer(0...10_000)),
            "How many agents; those of the shifts together if not said."),
        Field(.levels, .list(name, 1...64), "The levels whose queues they serve."),
        Field(.queues, .list(name, 1...256), "Queues served whatever their level."),
        Field(.skills, .dictionary(.name, .scalar(.integer(1...100))), "What they can do."),
        Field(.hours, weekly, "When they are at work, as monday-friday: 08:00-18:00."),
        Field(.breaks, breaks, "Breaks, which they take one after the other."),
        Field(.shifts, shifts, "Parts of them with hours of their own."),
        Field(.wrapUp, distribution, "What they need after a talk; 15 s."),
        Field(.talk, distribution, "How long they talk, in place of the queue's."),
        Field(.answersAfter, distribution, "How long their telephone rings; constant 3s."),
        Field(.misses, percent, "How many rings they don't take; 0."),
    ])

    private static let calledBack = Table([
        Field(.answer, weight, "They answer."),
        Field(.noAnswer, weight, "Nobody answers."),
        Field(.busy, weight, "The line is busy."),
    ])

    private static let outside = Table([
        Field(
            .positions, .scalar(.integer(0...10_000)),
            "How many work there; as many as it takes if neither this nor shifts are said."),
        Field(.hours, weekly, "When they work; always if not said."),
        Field(.shifts, shifts, "Parts of them with hours of their own, in place of both."),
        Field(.answersAfter, distribution, "How long it rings; constant 4s."),
        Field(.talk, distribution, required: true, "How long they talk."),
        Field(.wrapUp, distribution, "What they need after a talk; nothing."),
        Field(
            .answersWritten, distribution,
            "How long after it came a letter or an e-mail is answered there."),
    ])

    private static let endpoint = Table([
        Field(.latency, distribution, "How long an answer takes; constant 200ms."),
        Field(
            .answers,
            .list(
                .table(
                    Table([
                        Field(.share, weight, required: true, "The weight of this answer."),
                        Field(
                            .outcome, .scalar(.word(["found", "missing", "failed"])),
                            "How it ends; found."),
                        Field(.values, .dictionary(.plain, plain), "What it answers."),
                    ])), 1...64), required: true, "The answers with their weights."),
    ])
}
