extension FlowLanguage {
    /// A step, told by its kind.
    static let step = Shape.named("step", .variants(steps))

    private static let steps: [Shape.Variant] = [
        kind(
            .say, saying, "Says something.",
            [Field(.bargeIn, yesNo, "Whether a key stops what is said."), next]),
        kind(
            .menu, .dictionary(.keys, choice), "Offers choices by key.",
            [Field(.say, saying, "What is said before the choices.")] + listening),
        kind(
            .collect, name, "Takes keys into a variable.",
            [
                Field(.say, saying, "What is said."),
                Field(
                    .length, .scalar(.span(1...32)), required: true,
                    "How many digits an entry has, as 8 or 4..8."),
                Field(.secret, yesNo, "Whether no log may show the entry."),
                Field(.valid, expression, "A condition that an entry must meet."),
                Field(.escape, escape, "Keys that leave the step."), next,
            ] + listening),
        kind(
            .choose, .list(.named("case", .table(chooseCase)), 1...64),
            "Goes on by the first condition that holds.",
            [
                Field(
                    .otherwise, target, required: true, "Where the call goes on if none holds.")
            ]),
        kind(
            .set, .dictionary(.name, expression), "Gives variables new values.", [next]),
        kind(
            .request, name, "Asks an HTTP endpoint of the centre file.",
            [
                Field(.with, .dictionary(.name, expression), "What is sent, by name."),
                Field(.into, name, "The variable for the answer."),
                Field(.say, saying, "What is said while the answer is awaited."),
                Field(.found, target, required: true, "Where the call goes on with an answer."),
                Field(.missing, target, "Where it goes on if there is no such thing."),
                Field(.failed, target, required: true, "Where it goes on without an answer."),
            ]),
        kind(
            .lookUp, name, "Looks a customer up in a directory of the centre file.",
            [
                Field(.by, plain, required: true, "The column that is searched."),
                Field(.key, expression, required: true, "What is searched for."),
                Field(.into, name, "The variable for the customer's line."),
                Field(.identifies, plain, "The column that names the customer in the journal."),
                Field(.segment, plain, "The column that holds the customer's segment."),
                Field(
                    .name, plain, "The column of what the customer is called, for the agent's ear."),
                Field(.found, target, required: true, "Where the call goes on with the customer."),
                Field(.missing, target, required: true, "Where it goes on if there is none."),
                Field(.failed, target, "Where it goes on if the directory can't be read."),
            ]),
        kind(
            .hours, name, "Goes on by whether a calendar of the centre file is open.",
            [
                Field(.open, target, required: true, "Where the call goes on while it is open."),
                Field(.closed, target, required: true, "Where it goes on while it is closed."),
                Field(.holiday, target, "Where it goes on during a public holiday."),
            ]),
        kind(
            .call, name, "Runs another flow, which returns.",
            [
                Field(.with, .dictionary(.name, expression), "The parameters of the other flow."),
                Field(
                    .into, .dictionary(.name, name),
                    "Variables of this flow with those of the other that they are taken from."),
                Field(.next, target, "Where the call goes on if the other flow has one exit."),
                Field(.exits, .dictionary(.name, target), "Where it goes on by each exit."),
            ]),
        kind(
            .record, name, "Records what the caller says.",
            [
                Field(.say, saying, "What is said first."),
                Field(.max, .scalar(.duration(1_000...600_000)), "The longest time."),
                Field(.answers, name, "The question of a survey that it answers."), next,
            ]),
        kind(
            .queue, name, "Waits in a queue for an agent.",
            [
                Field(.say, saying, "What is said first."),
                Field(
                    .maxWait, .scalar(.duration(1_000...14_400_000)),
                    "The longest wait, if not the queue's own."),
                Field(.escape, escape, "Keys that lead out of the wait; the place is kept."),
                Field(
                    .offer, .table(offer),
                    "What callers are offered after a time, once; the place is kept."),
                Field(
                    .transferred, .dictionary(.name, target),
                    "Where callers wait whom the agent sends on, by queue: a step of that queue."),
                Field(.next, target, "Where the call goes on when the agent has hung up."),
                Field(
                    .timeout, target, required: true,
                    "Where it goes on after the longest wait."),
                Field(.full, target, "Where it goes on if as many wait as may; else as timeout."),
                Field(.closed, target, "Where it goes on if the queue is closed; else as timeout."),
                Field(.empty, target, "Where it goes on if no agent is there; else as timeout."),
            ]),
        kind(
            .callback, name, "Keeps the caller's place in a queue, to call them back.",
            [
                Field(
                    .number, expression, "The number to call; the caller's own if not said."),
                Field(.say, saying, "What confirms it, in place of Allo's own sentence."),
                Field(.accepted, target, required: true, "Where the call goes on after that."),
                Field(
                    .refused, target, required: true,
                    "Where it goes on without a number, or with one that can't be called."),
            ]),
        kind(
            .agent, .scalar(.word(AgentWish.Change.allCases.map(\.rawValue))),
            "Changes what an agent does who rings in.",
            [
                Field(.number, expression, required: true, "What says who the agent is."),
                Field(.pin, expression, required: true, "The secret that proves it."),
                Field(.reason, expression, "Why the agent goes away, in a word."), next,
                Field(
                    .refused, target, required: true,
                    "Where the call goes on if number and PIN don't fit, or it can't be done."),
                Field(
                    .locked, target, required: true,
                    "Where it goes on after too many wrong tries."),
            ]),
        kind(
            .transfer, name, "Hands the call to a destination of the centre file.",
            [
                Field(.say, saying, "What is said first."),
                Field(
                    .music, name,
                    "What the caller hears while it rings; the first of the centre if not said."),
                Field(
                    .failed, target, required: true,
                    "Where the call goes on if the destination does not take it."),
            ]),
        kind(
            .survey, name, "Asks questions that are answered with a number.",
            [
                Field(
                    .questions, .list(.named("question", .table(question)), 1...16),
                    required: true, "The questions in order."), next,
            ] + listening),
        kind(
            .hangUp, .either([.scalar(.optionalText), sayingMapping, .list(sayingItem, 1...32)]),
            "Says something, then hangs up.", []),
    ]

    private static let offer = Table([
        Field(
            .after, .scalar(.duration(1_000...14_400_000)), required: true,
            "How long they have waited."),
        Field(.next, target, required: true, "Where the call goes on."),
    ])

    private static let next = Field(.next, target, required: true, "Where the call goes on.")

    private static let chooseCase = Table([
        Field(.when, expression, required: true, "The condition."),
        Field(.next, target, required: true, "Where the call goes on if it holds."),
    ])

    private static let question = Table([
        Field(.question, name, required: true, "The name of the question."),
        Field(.say, saying, required: true, "What is said."),
        Field(
            .answers, .scalar(.span(0...99)), required: true,
            "The answers that count, as 0..10."),
    ])

    private static let sayingMapping: Shape = {
        guard case .either(let shapes) = saying.unnamed, shapes.count > 1 else { return saying }
        return shapes[1]
    }()

    private static func kind(
        _ word: Word, _ shape: Shape, _ summary: String, _ fields: [Field]
    ) -> Shape.Variant {
        let notice = Field(
            .notice, .scalar(.word(["recording"])), "That this step tells that calls are recorded.")
        // What leads out of the step stands last.
        let exits = fields.filter(\.leadsOn)
        return Shape.Variant(
            word: word,
            table: Table(
                [Field(word, shape, required: true, summary)] + fields.filter { !$0.leadsOn }
                    + notes + [notice] + exits))
    }
}

extension Field {
    /// Whether the call goes on by it.
    fileprivate var leadsOn: Bool {
        if case .scalar(.target) = shape.unnamed { return true }
        return word == .exits || word == .otherwise || word == .transferred
    }
}
