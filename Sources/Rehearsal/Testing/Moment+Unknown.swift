import Flows
import Transcripts

extension Moment {
    /// That no flow or queue gives the name which the line has to what is said and noted, in words;
    /// nil where one does, and for lines without such a name.
    ///
    /// A transcript may outlive the name, so that it is a word on a call that went another way, and
    /// no fault of the transcript.
    func unknownName(in program: FlowProgram) -> RehearsalError.Reason? {
        let words = SpokenWords(of: program)
        let (what, name, known): (String, String, Set<String>)
        switch self {
        case .hear(let prompt?, _): (what, name, known) = ("prompt", prompt, words.prompts)
        case .motive(let motive): (what, name, known) = ("motive", motive, words.motives)
        case .done(let service): (what, name, known) = ("self-service", service, words.services)
        case .consent(let kind, _): (what, name, known) = ("consent", kind, words.consents)
        case .survey(let question, _):
            (what, name, known) = ("question of a survey", question, words.questions)
        default: return nil
        }
        guard !known.contains(name) else { return nil }
        let near = Spelling.suggestion(for: name, among: known.sorted())
        return .unknownName(what, name, near: near)
    }
}

/// The names that flows and queues give to what they say and note, which no file lists.
private struct SpokenWords {
    var prompts: Set<String> = []
    var motives: Set<String> = []
    var services: Set<String> = []
    var consents: Set<String> = []
    var questions: Set<String> = []

    init(of program: FlowProgram) {
        for queue in program.centre.queues.values {
            prompts.formUnion(queue.announcements.comfort.compactMap(\.prompt))
        }
        for flow in program.flows.values { for step in flow.steps { read(step) } }
    }

    private mutating func read(_ step: Step) {
        prompts.formUnion(step.kind.promptLines.compactMap(\.prompt))
        read(step.notes)
        switch step.kind {
        case .menu(let menu): for choice in menu.choices { read(choice.notes) }
        case .collect(let collect): for choice in collect.escapes { read(choice.notes) }
        case .queue(let visit): for choice in visit.escapes { read(choice.notes) }
        case .survey(let survey): questions.formUnion(survey.questions.map(\.name))
        case .record(let record): if let question = record.question { questions.insert(question) }
        case .say, .choose, .set, .request, .lookUp, .hours, .call, .callback, .agent, .transfer,
            .hangUp:
            break
        }
    }

    private mutating func read(_ notes: Notes) {
        if let motive = notes.motive { motives.insert(motive) }
        if let done = notes.done { services.insert(done) }
        if let consent = notes.consent { consents.insert(consent.kind) }
    }
}
