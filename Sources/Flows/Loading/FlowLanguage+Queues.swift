extension FlowLanguage {
    private static let skills = Shape.dictionary(.name, .scalar(.integer(1...100)))

    /// A queue.
    static let queue = Table([
        Field(.level, name, required: true, "The level of service."),
        Field(.music, name, "What waiting callers hear."),
        Field(.maxWait, waitingTime, "The longest wait; 10 minutes if not said."),
        Field(.maxLength, .scalar(.integer(1...100_000)), "How many callers may wait."),
        Field(.hours, name, "The calendar of its hours; always open if not said."),
        Field(
            .needsAgents, .scalar(.word(Centre.Queue.AgentsNeeded.allCases.map(\.rawValue))),
            "Whether callers wait while nobody is logged in, or all are away; never."),
        Field(
            .priority, .scalar(.integer(0...1_000)),
            "Callers of a queue with a higher one go first; 0."),
        Field(
            .strategy, .scalar(.word(Centre.Queue.Strategy.allCases.map(\.rawValue))),
            "Which agent is rung first; longest-idle."),
        Field(.ring, .scalar(.duration(1_000...180_000)), "How long an agent is rung; 20 s."),
        Field(.skills, skills, "What an agent must be able to do, and how well at least."),
        Field(.number, plain, "What an agent transfers a caller to for this queue."),
        Field(.whisper, wording, "What an agent hears before the caller; no: nothing."),
        Field(
            .record, yesNo,
            "Whether talks are recorded, of callers who were told so and did not refuse; no."),
        Field(.announcements, .table(announcements), "What waiting callers are told."),
        Field(.written, .table(written), "How letters and e-mails of the queue are treated."),
    ])

    private static let written = Table([
        Field(
            .due, .scalar(.duration(60_000...2_678_400_000)),
            "How long after it came a contact is to be answered; 24 hours."),
        Field(
            .destinations, .dictionary(.name, .scalar(.integer(0...1_000))),
            "Destinations whose people answer, each with its share of the contacts."),
        Field(
            .agents, .scalar(.integer(0...1_000)),
            "The share of the agents beside those of the destinations; 0."),
    ])

    private static let announcements = Table([
        Field(
            .first, .scalar(.duration(1_000...3_600_000)),
            "How long the music plays before the first; 15 s."),
        Field(
            .every, .scalar(.duration(5_000...3_600_000)),
            "How long it plays from one to the next; 45 s."),
        Field(.position, yesNo, "Whether the position is told; yes if not said."),
        Field(.wait, yesNo, "Whether the wait is told; yes if not said."),
        Field(.comfort, saying, "What is said in turn with these."),
    ])

    /// An agent.
    static let agent = Table([
        Field(.name, plain, "The name as people say it."),
        Field(.number, plain, "What the agent types to log in, and colleagues to reach them."),
        Field(.pinFile, plain, "The file whose first line is the PIN."),
        Field(.pinEnvironment, plain, "The variable of the environment that is the PIN."),
        Field(.pin, plain, "The PIN itself; better in a file of its own."),
        Field(
            .phone, plain, required: true,
            "What rings: a user of the phones, a number or a sip: address."),
        Field(.trunk, name, "The trunk that leads to a number or an address."),
        Field(.levels, .list(name, 1...64), "The levels whose queues the agent serves."),
        Field(.queues, .list(name, 1...256), "Queues served whatever their level."),
        Field(.skills, skills, "What the agent can do, and how well."),
        Field(
            .wrapUp, .scalar(.duration(0...3_600_000)),
            "How long the agent has after a talk; 15 s."),
        Field(
            .missedCalls, .scalar(.integer(1...100)),
            "After so many calls that rang in vain the agent is away; 2."),
        Field(.language, .scalar(.language), "What Allo speaks to the agent; fr-FR."),
    ])

    /// How callers are called back.
    static let callbacks = Table([
        Field(.trunk, name, "The trunk that the calls go out by."),
        Field(.attempts, .scalar(.integer(1...20)), "How often it is tried; 3."),
        Field(
            .pause, .scalar(.duration(10_000...86_400_000)),
            "From a failed attempt to the next; 15 minutes."),
        Field(.ring, .scalar(.duration(5_000...120_000)), "How long it may ring; 25 s."),
        Field(.from, plain, "The number that callers see; never 06 or 07 in France."),
        Field(
            .notAfter, .scalar(.duration(60_000...604_800_000)),
            "How long after it was accepted an attempt may begin; a day."),
        Field(
            .next, name,
            "The flow for those who stay on the line when the agent has hung up; none."),
        Field(
            .timeout, name,
            "The flow for those whom nobody takes in the queue they are transferred to; none."),
    ])

    /// How recordings of calls are kept.
    static let recordings = Table([
        Field(.folder, plain, "The folder; one of Allo's own if not said."),
        Field(
            .format, .scalar(.word(Centre.Recordings.Format.allCases.map(\.rawValue))),
            "How they are written; opus."),
        Field(
            .retention, .scalar(.duration(86_400_000...31_622_400_000)),
            "How long they are kept; 180d."),
    ])
}
