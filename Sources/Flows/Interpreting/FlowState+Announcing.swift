import Telephony

/// What callers are told while they wait: their position and the wait, in turn with messages that
/// keep them company.
///
/// The music stops for it and goes on afterwards; a key or the agent who answers cuts it.
extension FlowState {
    /// The music has played for long enough.
    mutating func announce() {
        guard case .queueing(let name, music: .some) = activity, let visit,
            let plan = program.centre.queues[name]?.announcements
        else { return }
        let tells = plan.tellsPosition || plan.tellsWait
        guard tells, !visit.isComfortNext || plan.comfort.isEmpty else { return comfort(plan) }
        self.visit?.awaitsEstimate = true
        outbox.append(.wantEstimate)
    }

    /// Tells the caller where they stand. No position and no wait is told that is worse than what
    /// was told before.
    mutating func announce(_ position: Int?, _ wait: WaitBand?) {
        guard case .queueing(let name, music: .some) = activity, var visit, visit.awaitsEstimate,
            let plan = program.centre.queues[name]?.announcements,
            let (position, wait) = recallStanding(position, wait)
        else { return }
        visit.awaitsEstimate = false
        if plan.tellsPosition, let position {
            visit.position = min(position, visit.position ?? position)
        }
        if plan.tellsWait, let wait {
            visit.wait = visit.wait.map { wait.isLonger(than: $0) ? $0 : wait } ?? wait
        }
        let told = (
            position: position == nil ? nil : visit.position,
            wait: wait == nil ? nil : visit.wait
        )
        visit.isComfortNext = true
        self.visit = visit
        let sentence = WaitSentence.spoken(
            position: told.position, wait: told.wait, in: spokenLanguage)
        guard !sentence.isEmpty else { return comfort(plan) }
        write(.announced(position: told.position, wait: told.wait))
        interruptMusic(
            for: [
                Listening.Prompt(
                    utterance: Utterance(text: sentence, language: language), bargeIn: true)
            ])
    }

    private mutating func comfort(_ plan: Centre.Announcements) {
        let turn = visit?.comfort ?? 0
        visit?.isComfortNext = false
        visit?.comfort = turn + 1
        // What is said has no values, so that nothing can fail.
        let messages = messages(of: plan)
        let lines = messages.isEmpty ? [] : [messages[turn % messages.count]]
        interruptMusic(for: (try? prompts(lines)) ?? [])
    }

    /// What keeps the caller company. Where an agent has sent them on, keys that this tells of do
    /// nothing in the step that they are in: those messages are left out.
    private func messages(of plan: Centre.Announcements) -> [PromptLine] {
        guard case .queue(let step) = currentStep?.kind, step.queue != visit?.queue else {
            return plan.comfort
        }
        return plan.comfort.filter { $0.keysSaid(in: language).isEmpty }
    }

    private mutating func interruptMusic(for prompts: [Listening.Prompt]) {
        guard case .queueing(let name, _) = activity,
            let plan = program.centre.queues[name]?.announcements
        else { return }
        visit?.pause = plan.every
        guard !prompts.isEmpty else {
            return outbox.append(.act(.setTimer(.announcement, plan.every)))
        }
        silenceQueue()
        perform(listening.begin(prompts, for: nil))
    }
}

extension WaitBand {
    fileprivate func isLonger(than other: WaitBand) -> Bool {
        guard let upper else { return other.upper != nil || lower > other.lower }
        return other.upper.map { upper > $0 } ?? false
    }
}
