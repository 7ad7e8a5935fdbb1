import Telephony

/// Speaking and listening for a step.
extension FlowState {
    // MARK: Keys

    mutating func press(_ digit: Digit) {
        switch activity {
        case .new, .over: return
        case .talking, .transferred:
            // What a caller types for whom they talk with is between the two.
            return
        case .recording:
            write(.keys(KeyEntry(.digits([digit]))))
            return endRecording()
        case .queueing:
            return pressWhileQueueing(digit)
        case .transferring, .leaving, .joining:
            return write(.keys(KeyEntry(.digits([digit]))))
        case .speaking, .listening, .asking, .announcingRecording, .announcingTransfer,
            .callingBack, .changingAgent:
            break
        }
        let isHeldBack = wantsSecret || (currentStep?.secretMayFollow ?? false)
        if !isHeldBack { write(.keys(KeyEntry(.digits([digit]), isPersonal: !isInMenu))) }
        listen(
            to: .digit(Listening.Key(digit: digit, pressedAt: now, isWritten: !isHeldBack)))
    }

    /// Whether the step listens for a secret entry.
    private var wantsSecret: Bool {
        guard case .listening = activity, case .collect(let collect) = currentStep?.kind else {
            return false
        }
        return collect.isSecret
    }

    /// Whether keys are choices: what is typed anywhere else may be a number of the caller's.
    private var isInMenu: Bool {
        switch currentStep?.kind {
        case .menu, .survey: true
        default: false
        }
    }

    /// Writes down keys that were held back and are not secret, with the time of each.
    private mutating func writeClearly(_ keys: [Listening.Key]) {
        for key in keys where !key.isWritten {
            let isLate = key.pressedAt < now
            write(
                .keys(
                    KeyEntry(
                        .digits([key.digit]),
                        pressedAt: isLate ? [key.pressedAt - arrival.now] : [],
                        isPersonal: !isInMenu)))
        }
    }

    /// Writes down how many keys were held back, and when they were pressed.
    mutating func writeSecretly(_ keys: [Listening.Key]) {
        let held = keys.filter { !$0.isWritten }
        guard !held.isEmpty else { return }
        write(
            .keys(
                KeyEntry(
                    .secret(count: held.count),
                    pressedAt: held.map { $0.pressedAt - arrival.now })))
    }

    // MARK: The machine

    mutating func listen(to input: Listening.Input) {
        perform(listening.step(on: input))
    }

    mutating func perform(_ actions: [Listening.Action]) {
        for action in actions {
            switch action {
            case .play(let playback, let utterance):
                write(
                    .promptStarted(
                        prompt: utterance.prompt,
                        text: utterance.isPersonal
                            ? .personal(utterance.text) : .common(utterance.text),
                        language: utterance.language))
                if let line = listening.line { pass(.heard(line, utterance.language)) }
                heard = (playback, utterance.prompt)
                outbox.append(.act(.play(playback, utterance)))
            case .ended(let playback, let cut):
                if cut { outbox.append(.act(.stopPlayback(playback))) }
                let prompt = heard?.playback == playback ? heard?.prompt : nil
                write(.promptEnded(prompt: prompt, cut: cut))
            case .setTimer(let timer, let span):
                outbox.append(.act(.setTimer(timer, span)))
            case .cancelTimer(let timer):
                outbox.append(.act(.cancelTimer(timer)))
            case .discard(let keys):
                writeSecretly(keys)
            case .finished(let outcome):
                finish(outcome)
            }
        }
    }

    private mutating func finish(_ outcome: Listening.Outcome) {
        switch outcome {
        case .spoken: finishSpeaking()
        case .matched(let keys, let term): match(keys, term: term)
        case .noInput: fail(nil)
        case .noMatch(let keys): fail(keys)
        }
    }

    private mutating func finishSpeaking() {
        switch activity {
        case .speaking:
            switch currentStep?.kind {
            case .say(let say): follow(leave(by: .next, to: say.next))
            case .callback(let callback):
                follow(leave(by: .accepted, to: callback.accepted))
            default: return
            }
        case .asking(_, let answer):
            if let answer { use(answer) }
        case .announcingRecording: startRecording()
        case .announcingTransfer: startTransfer()
        case .queueing: startMusic()
        case .leaving(let reason): end(reason)
        case .new, .listening, .recording, .talking, .transferring, .transferred, .joining,
            .callingBack, .changingAgent, .over:
            break
        }
    }

    // MARK: Speaking

    /// Says prompts; false where there is nothing to say.
    mutating func speak(
        _ lines: [PromptLine], as activity: Activity
    ) throws(FlowError) -> Bool {
        let prompts = try prompts(lines)
        guard !prompts.isEmpty else { return false }
        self.activity = activity
        perform(listening.begin(prompts, for: nil))
        return true
    }

    /// Says prompts; what follows is for the activity to know.
    mutating func speak(_ lines: [PromptLine]) throws(FlowError) {
        perform(listening.begin(try prompts(lines), for: nil))
    }

    // MARK: Asking the caller

    /// Says the prompt of a menu, a collect step or a question, and listens.
    mutating func ask(question: Int, after answer: [PromptLine] = []) throws(FlowError) {
        guard let step = currentStep, let wish = wish(of: step, question: question) else { return }
        activity = .listening(question: question)
        let own = answer.isEmpty || wish.reprompts ? wish.prompts : []
        perform(listening.begin(try prompts(answer + own), for: wish.wish))
    }

    private func wish(
        of step: Step, question: Int
    ) -> (prompts: [PromptLine], wish: Listening.Wish, reprompts: Bool)? {
        switch step.kind {
        case .menu(let menu):
            return (
                menu.prompts,
                Listening.Wish(grammar: .choices(menu.choices.map(\.keys)), rules: menu.listening),
                menu.failures.reprompts
            )
        case .collect(let collect):
            let grammar = EntryGrammar.digits(
                collect.length, escapes: collect.escapes.map(\.keys))
            return (
                collect.prompts, Listening.Wish(grammar: grammar, rules: collect.listening),
                collect.failures.reprompts
            )
        case .survey(let survey):
            guard survey.questions.indices.contains(question) else { return nil }
            let asked = survey.questions[question]
            return (
                asked.prompts,
                Listening.Wish(grammar: .number(asked.answers), rules: survey.listening),
                survey.failures.reprompts
            )
        case .say, .choose, .set, .request, .lookUp, .hours, .call, .record, .queue,
            .callback, .agent, .transfer, .hangUp:
            return nil
        }
    }

    private mutating func match(_ keys: [Listening.Key], term: Listening.Key?) {
        guard case .listening(let question) = activity, let kind = currentStep?.kind else { return }
        let row = keys.map(\.digit)
        switch kind {
        case .menu(let menu):
            writeClearly(keys + (term.map { [$0] } ?? []))
            guard let place = menu.choices.firstIndex(where: { $0.keys == row }) else { return }
            make(menu.choices[place], by: .choice(place))
        case .collect(let collect):
            collectEntry(keys, term: term, for: collect)
        case .survey(let survey):
            writeClearly(keys + (term.map { [$0] } ?? []))
            guard survey.questions.indices.contains(question) else { return }
            write(
                .survey(
                    question: survey.questions[question].name, answer: .common(String(row))))
            noInputs = 0
            noMatches = 0
            guard question + 1 < survey.questions.count else {
                return follow(leave(by: .next, to: survey.next))
            }
            carefully { state throws(FlowError) in try state.ask(question: question + 1) }
        case .say, .choose, .set, .request, .lookUp, .hours, .call, .record, .queue,
            .callback, .agent, .transfer, .hangUp:
            break
        }
    }

    mutating func make(_ choice: Menu.Choice, by way: Exit.Way) {
        note(choice.notes)
        if let language = choice.language { speak(language) }
        follow(leave(by: way, to: choice.next))
    }

    private mutating func collectEntry(
        _ keys: [Listening.Key], term: Listening.Key?, for collect: Collect
    ) {
        let row = keys.map(\.digit)
        if let place = collect.escapes.firstIndex(where: { $0.keys == row }) {
            writeClearly(keys)
            return make(collect.escapes[place], by: .escape(place))
        }
        if collect.isSecret { writeSecretly(keys) } else { writeClearly(keys) }
        if let term { writeClearly([term]) }
        let digits = String(row)
        let secret = hidden == nil ? Secret(digits) : Secret(hiddenCount: row.count)
        let entry: Value = collect.isSecret ? .secret(secret) : .text(digits)
        carefully { state throws(FlowError) in
            try state.assign(entry, to: collect.variable)
            if let validity = collect.validity {
                let text = "valid \(state.variableName(collect.variable))"
                let holds = try state.holds(validity, text)
                state.pass(.decided(0, holds: holds))
                guard holds else { return state.fail(keys, isWritten: true) }
            }
            state.follow(state.leave(by: .next, to: collect.next))
        }
    }

    // MARK: Failures

    /// Counts a no-input (nil) or a no-match, and answers it.
    private mutating func fail(_ keys: [Listening.Key]?, isWritten: Bool = false) {
        guard case .listening(let question) = activity, let step = currentStep else { return }
        let rules: FailureRules
        switch step.kind {
        case .menu(let menu): rules = menu.failures
        case .collect(let collect): rules = collect.failures
        case .survey(let survey): rules = survey.failures
        case .say, .choose, .set, .request, .lookUp, .hours, .call, .record, .queue,
            .callback, .agent, .transfer, .hangUp:
            return
        }
        let answers: [[PromptLine]]
        let count: Int
        if let keys {
            noMatches += 1
            (answers, count) = (rules.noMatch, noMatches)
            let isSecret = wantsSecret
            if !isWritten { if isSecret { writeSecretly(keys) } else { writeClearly(keys) } }
            let content: KeyEntry.Content =
                isSecret ? .secret(count: keys.count) : .digits(keys.map(\.digit))
            let entry = KeyEntry(content, isPersonal: !isSecret && !isInMenu)
            write(.noMatch(entry, count: noMatches))
        } else {
            noInputs += 1
            (answers, count) = (rules.noInput, noInputs)
            write(.noInput(count: noInputs))
        }
        callFailures += 1
        if let flow = frames.first?.flow, callFailures >= flow.callFailures {
            return giveUp(by: flow.tooManyFailures)
        }
        guard noInputs + noMatches < rules.limit else {
            return follow(leave(by: .exhausted, to: rules.exhausted))
        }
        let answer = answers.isEmpty ? [] : answers[min(count, answers.count) - 1]
        carefully { state throws(FlowError) in try state.ask(question: question, after: answer) }
    }

    /// Leaves the flow that a call began in by its exit for too many failures, once.
    private mutating func giveUp(by exit: Transition) {
        frames.removeLast(frames.count - 1)
        guard !hasFailedTooOften else { return follow(.hangUp) }
        hasFailedTooOften = true
        passAlarm(.tooManyFailures)
        follow(exit)
    }
}
