import Telephony

/// Walking from step to step.
extension FlowState {
    /// Follows a transition, and all that follow it, until the flow needs the outside.
    ///
    /// One loop for the whole call: a transition that comes up while another is taken waits for
    /// its turn, so that no chain of steps grows the stack.
    mutating func follow(_ transition: Transition) {
        pending = transition
        guard !isFollowing else { return }
        isFollowing = true
        while let transition = pending {
            pending = nil
            do throws(FlowError) {
                if let next = try take(transition) { pending = next }
            } catch {
                pending = wayOut(of: error)
            }
        }
        isFollowing = false
    }

    /// Takes the way out for an error that came up outside a transition.
    mutating func recover(from error: FlowError) {
        perform(listening.interrupt())
        if let transition = wayOut(of: error) { follow(transition) }
    }

    /// Fails as if something in the flow were broken.
    mutating func stumble() {
        switch activity {
        case .speaking, .listening, .asking, .announcingRecording, .announcingTransfer:
            recover(from: FlowError(reason: .rehearsed))
        case .new, .recording, .joining, .queueing, .callingBack, .changingAgent, .talking,
            .transferring, .transferred, .leaving, .over:
            break
        }
    }

    /// Where the call goes after an error: out by the flow's exit for it, once.
    private mutating func wayOut(of error: FlowError) -> Transition? {
        write(.flowFailed(step: currentStep?.name ?? "", reason: error.description))
        guard !hasProblem, let first = frames.first else {
            end(.flowError)
            return nil
        }
        hasProblem = true
        passAlarm(.technicalProblem)
        stepsTaken = 0
        frames.removeLast(frames.count - 1)
        guard first.flow.technicalProblem != .hangUp else {
            end(.flowError)
            return nil
        }
        return first.flow.technicalProblem
    }

    private mutating func take(_ transition: Transition) throws(FlowError) -> Transition? {
        switch transition {
        case .step(let index):
            return try enter(index)
        case .back(let exit):
            return try goBack(exit)
        case .hangUp:
            end(hasProblem ? .flowError : .flow)
            return nil
        }
    }

    /// Enters a step; gives where to go on at once, or nil where the step waits.
    private mutating func enter(_ index: Int) throws(FlowError) -> Transition? {
        stepsTaken += 1
        guard stepsTaken <= FlowLimits.steps else { throw FlowError(reason: .tooManySteps) }
        guard let last = frames.indices.last, frames[last].flow.steps.indices.contains(index) else {
            throw FlowError(reason: .unknown("step \(index)"))
        }
        frames[last].step = index
        noInputs = 0
        noMatches = 0
        let flow = frames[last].flow
        let step = flow.steps[index]
        pass(.entered)
        write(.stepEntered(flow: flow.name, step: step.name))
        note(step.notes)
        if let language = step.language { speak(language) }
        switch step.kind {
        case .say(let say):
            guard try !speak(say.prompts, as: .speaking) else { return nil }
            return leave(by: .next, to: say.next)
        case .menu, .collect, .survey:
            try ask(question: 0)
            return nil
        case .choose(let choose):
            for (place, option) in choose.cases.enumerated() {
                let holds = try holds(option.condition, option.text)
                pass(.decided(place, holds: holds))
                if holds { return leave(by: .branch(place), to: option.next) }
            }
            return leave(by: .otherwise, to: choose.otherwise)
        case .set(let set):
            for assignment in set.assignments {
                try assign(try evaluate(assignment.value), to: assignment.variable)
            }
            return leave(by: .next, to: set.next)
        case .request(let request):
            return try ask(request)
        case .lookUp(let lookUp):
            return try ask(lookUp)
        case .hours(let hours):
            return try choose(by: hours)
        case .call(let subFlow):
            return try run(subFlow)
        case .record(let record):
            activity = .announcingRecording
            try speak(record.prompts)
            return nil
        case .queue(let visit):
            return try enqueue(visit)
        case .callback(let callback):
            return try callBack(callback)
        case .agent(let agent):
            return try change(agent)
        case .transfer(let transfer):
            activity = .announcingTransfer
            try speak(transfer.prompts)
            return nil
        case .hangUp(let hangUp):
            activity = .leaving(hasProblem ? .flowError : .flow)
            let prompts = try prompts(hangUp.prompts).map {
                Listening.Prompt(utterance: $0.utterance, bargeIn: false, line: $0.line)
            }
            perform(listening.begin(prompts, for: nil))
            return nil
        }
    }

    mutating func note(_ notes: Notes) {
        if let motive = notes.motive { write(.motive(motive)) }
        if let done = notes.done { write(.selfServiceDone(done)) }
        if let consent = notes.consent {
            write(.consent(kind: consent.kind, given: consent.given))
            if consent.kind == "recording" { recording = consent.given ? .told : .refused }
        }
        if notes.tellsOfRecording, recording == .untold { recording = .told }
    }

    /// Changes the language that the caller hears.
    mutating func speak(_ language: LanguageTag) {
        self.language = language
        guard let frame = frames.indices.last,
            frames[frame].slots.indices.contains(BuiltIn.language.rawValue)
        else { return }
        frames[frame].slots[BuiltIn.language.rawValue] = .text(language.rawValue)
    }

    private mutating func choose(by hours: Hours) throws(FlowError) -> Transition {
        guard let calendar = program.centre.calendars[hours.calendar] else {
            throw FlowError(reason: .unknown(hours.calendar))
        }
        switch calendar.hours.status(at: civilTime(in: calendar.zone)) {
        case .open: return leave(by: .open, to: hours.open)
        case .closed: return leave(by: .closed, to: hours.closed)
        case .holiday: return leave(by: .holiday, to: hours.holiday)
        }
    }

    // MARK: Sub-flows

    private mutating func run(_ subFlow: SubFlow) throws(FlowError) -> Transition {
        guard frames.count < FlowLimits.depth else { throw FlowError(reason: .tooDeep) }
        guard let flow = program.flows[subFlow.flow], let caller = frames.last else {
            throw FlowError(reason: .unknown(subFlow.flow))
        }
        var slots = flow.initialValues
        for builtIn in BuiltIn.allCases
        where slots.indices.contains(builtIn.rawValue)
            && caller.slots.indices.contains(builtIn.rawValue)
        {
            slots[builtIn.rawValue] = caller.slots[builtIn.rawValue]
        }
        for argument in subFlow.arguments where slots.indices.contains(argument.variable) {
            slots[argument.variable] = try evaluate(argument.value)
        }
        variableBytes += slots.reduce(0) { $0 + $1.approximateSize }
        guard variableBytes <= FlowLimits.variableBytes else {
            throw FlowError(reason: .tooMuchData)
        }
        frames.append(Frame(flow: flow, step: flow.start, slots: slots, caller: subFlow))
        return .step(flow.start)
    }

    private mutating func goBack(_ exit: Int?) throws(FlowError) -> Transition {
        guard frames.count > 1, let frame = frames.popLast(), let caller = frame.caller else {
            return .hangUp
        }
        variableBytes -= frame.slots.reduce(0) { $0 + $1.approximateSize }
        for (from, to) in caller.results where frame.slots.indices.contains(from) {
            try assign(frame.slots[from], to: to)
        }
        speak(language)
        let place = exit ?? 0
        guard caller.exits.indices.contains(place) else { return .hangUp }
        return leave(by: exit.map { .exit($0) } ?? .next, to: caller.exits[place])
    }
}
