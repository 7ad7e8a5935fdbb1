import Telephony

extension FlowCompiler {
    mutating func compile(_ step: StepDocument) -> Step? {
        let language = language(step.fields)
        let before = edges.count
        guard let kind = kind(step) else { return nil }
        return Step(
            name: step.name.text, position: step.name.position, notes: notes(step.fields),
            language: language, kind: kind,
            exits: Array(edges[before...]).exits(of: step))
    }

    private mutating func kind(_ step: StepDocument) -> Step.Kind? {
        let fields = step.fields
        return switch step.kind {
        case .say: say(fields).map(Step.Kind.say)
        case .menu: menu(fields).map(Step.Kind.menu)
        case .collect: collect(fields).map(Step.Kind.collect)
        case .choose: choose(fields).map(Step.Kind.choose)
        case .set: assign(fields).map(Step.Kind.set)
        case .request: request(fields).map(Step.Kind.request)
        case .lookUp: lookUp(fields).map(Step.Kind.lookUp)
        case .hours: hours(fields).map(Step.Kind.hours)
        case .call: subFlow(fields).map(Step.Kind.call)
        case .record: record(fields).map(Step.Kind.record)
        case .queue: queue(fields).map(Step.Kind.queue)
        case .callback: callback(fields).map(Step.Kind.callback)
        case .agent: agent(fields).map(Step.Kind.agent)
        case .transfer: transfer(fields).map(Step.Kind.transfer)
        case .survey: survey(fields).map(Step.Kind.survey)
        case .hangUp: prompts(.hangUp, fields).map { .hangUp(HangUp(prompts: $0)) }
        default: nil
        }
    }

    mutating func prompts(_ word: Word, _ fields: Fields) -> [PromptLine]? {
        lines(fields.saying(word), bargeIn: bargeIn(fields))
    }

    private mutating func say(_ fields: Fields) -> Say? {
        let prompts = prompts(.say, fields)
        guard let next = exit(.next, of: fields), let prompts else { return nil }
        return Say(prompts: prompts, next: next)
    }

    private mutating func menu(_ fields: Fields) -> Menu? {
        let own = prompts(.say, fields)
        let composed = composedLine(fields)
        let choices = choices(.menu, of: fields)
        guard let failures = failures(fields), let own, let composed, let choices,
            !choices.isEmpty
        else { return nil }
        return Menu(
            prompts: own + composed, choices: choices, listening: listening(fields),
            failures: failures)
    }

    private mutating func collect(_ fields: Fields) -> Collect? {
        let prompts = prompts(.say, fields)
        var validity: CompiledExpression?
        let valid = fields.scalar(.valid)
        if let valid { validity = expression(valid, .condition) }
        let escapes = choices(.escape, of: fields)
        let failures = failures(fields)
        guard let next = exit(.next, of: fields), let failures, let prompts, let escapes,
            valid == nil || validity != nil, let length = fields.span(.length),
            let variable = fields.text(.collect).flatMap({ variables.slot($0) })
        else { return nil }
        return Collect(
            variable: variable, prompts: prompts, length: length,
            isSecret: fields.yesNo(.secret) ?? false, validity: validity, escapes: escapes,
            listening: listening(fields), failures: failures, next: next)
    }

    private mutating func choose(_ fields: Fields) -> Choose? {
        var cases: [Choose.Case] = []
        let written = fields[.choose]?.sequence ?? []
        for node in written {
            let fields = Fields(node)
            let condition = expression(fields.scalar(.when), .condition)
            guard let next = exit(.next, of: fields), let condition else { continue }
            cases.append(
                Choose.Case(text: condition.text, condition: condition, next: next))
        }
        guard let otherwise = exit(.otherwise, of: fields), cases.count == written.count else {
            return nil
        }
        return Choose(cases: cases, otherwise: otherwise)
    }

    private mutating func assign(_ fields: Fields) -> Assign? {
        let assignments = fields.texts(.set).map { ($0.key.text, expression($0.value, .value)) }
        let complete = assignments.compactMap { name, value in
            variables.slot(name).flatMap { slot in
                value.map { Assignment(variable: slot, value: $0) }
            }
        }
        guard let next = exit(.next, of: fields), complete.count == assignments.count else {
            return nil
        }
        return Assign(assignments: complete, next: next)
    }

    private mutating func record(_ fields: Fields) -> Record? {
        let prompts = prompts(.say, fields)
        guard let next = exit(.next, of: fields), let prompts, let name = fields.text(.record)
        else { return nil }
        return Record(
            name: name, prompts: prompts, limit: fields.duration(.max) ?? .seconds(60),
            question: fields.text(.answers), next: next)
    }

    private mutating func survey(_ fields: Fields) -> Survey? {
        var questions: [Survey.Question] = []
        let written = fields[.questions]?.sequence ?? []
        for node in written {
            let question = Fields(node)
            let prompts = lines(question.saying(.say), bargeIn: bargeIn(fields))
            guard let prompts, let name = question.text(.question),
                let answers = question.span(.answers)
            else { continue }
            questions.append(
                Survey.Question(name: name, prompts: prompts, answers: answers))
        }
        let failures = failures(fields)
        guard let next = exit(.next, of: fields), let failures, let name = fields.text(.survey),
            questions.count == written.count, !questions.isEmpty
        else { return nil }
        return Survey(
            name: name, questions: questions, listening: listening(fields), failures: failures,
            next: next)
    }
}
