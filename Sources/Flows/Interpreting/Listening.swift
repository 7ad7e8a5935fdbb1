import Telephony

/// How a call speaks and listens: prompts queue and play, keys stop them, are kept or are taken.
///
/// One machine for the whole call, since keys typed ahead outlive the step they were typed in.
/// The rules are those of VoiceXML 2.0 §4.1.5 (barge-in), §4.1.8 (queueing) and appendix D (the
/// timers), with one addition: a prompt without barge-in throws away what is typed during it and
/// ahead of it.
///
/// ```
///            begin                   last prompt ended          key
///   idle ──────────────▶ speaking ──────────────────▶ waiting ─────────▶ entering
///    ▲                       │ key                      │ no-input         │ ▲ key
///    └───────────────────────┴──────── finished ◀───────┴──────────────────┴─┘
///                                                     complete (term timer)
/// ```
struct Listening: Equatable, Sendable {
    /// A key with its time, which a step has not taken yet.
    struct Key: Equatable, Sendable {
        var digit: Digit
        /// On the clock of the process.
        var pressedAt: Duration
        /// Whether it has been written down already.
        var isWritten: Bool
    }

    /// Something to be heard.
    struct Prompt: Equatable, Sendable {
        var utterance: Utterance
        var bargeIn: Bool
        /// What tells it from other lines, where somebody asks.
        var line: SpokenLine?
    }

    /// What a step listens for; a step that only speaks has none.
    struct Wish: Equatable, Sendable {
        var grammar: EntryGrammar
        var rules: ListeningRules
    }

    enum Phase: Equatable, Sendable {
        /// Nothing is said and nothing is wanted: keys are kept. Left by ``begin(_:for:now:)``.
        case idle
        /// A prompt is heard. Left when the last one has ended or a key has stopped it.
        case speaking(PlaybackID, bargeIn: Bool)
        /// Nothing has been pressed. Left by a key or the no-input timer.
        case waiting
        /// Keys have been pressed, more may follow. Left by a key or the inter-digit timer.
        case entering
        /// Nothing more can follow but the term key. Left by any key or the term timer.
        case complete
    }

    enum Input: Equatable, Sendable {
        case digit(Key)
        case promptEnded(PlaybackID)
        case timerFired(CallTimer)
    }

    enum Action: Equatable, Sendable {
        case play(PlaybackID, Utterance)
        /// The prompt that plays ended, or is to be stopped.
        case ended(PlaybackID, cut: Bool)
        case setTimer(CallTimer, Duration)
        case cancelTimer(CallTimer)
        /// Keys that no step will take.
        case discard([Key])
        /// The step has what it asked for; the machine is idle again.
        case finished(Outcome)
    }

    enum Outcome: Equatable, Sendable {
        /// All has been said, and nothing was to be listened for.
        case spoken
        /// An entry, and the term key that ended it.
        case matched([Key], term: Key?)
        case noInput
        /// Keys that are no entry; a term key among them.
        case noMatch([Key])
    }

    /// Keys kept for the next step; more than a caller could mean are thrown away.
    static let mostTypedAhead = 64

    private(set) var phase = Phase.idle
    /// What is heard, or was heard last, where somebody asks.
    private(set) var line: SpokenLine?
    private(set) var typedAhead: [Key] = []
    private(set) var entry: [Key] = []
    private var queued: ArraySlice<Prompt> = []
    private var wish: Wish?
    private var playbacks = 0
    /// The term key that is swallowed if it comes next, and until when.
    private var swallowed: (digit: Digit, until: Duration)?

    /// Says prompts, then listens if something is wished for.
    mutating func begin(_ prompts: [Prompt], for wish: Wish?) -> [Action] {
        queued = prompts[...]
        self.wish = wish
        entry = []
        var actions: [Action] = []
        proceed(&actions)
        return actions
    }

    /// Takes in what happened.
    mutating func step(on input: Input) -> [Action] {
        var actions: [Action] = []
        switch input {
        case .digit(let key):
            press(key, &actions)
        case .promptEnded(let playback):
            guard case .speaking(playback, _) = phase else { return [] }
            actions.append(.ended(playback, cut: false))
            proceed(&actions)
        case .timerFired(let timer):
            fire(timer, &actions)
        }
        return actions
    }

    /// Falls silent at once and forgets what was wished for; keys typed ahead are kept.
    mutating func interrupt() -> [Action] {
        var actions: [Action] = []
        switch phase {
        case .idle: break
        case .speaking(let playback, _): actions.append(.ended(playback, cut: true))
        case .waiting: actions.append(.cancelTimer(.noInput))
        case .entering: actions.append(.cancelTimer(.interDigit))
        case .complete: actions.append(.cancelTimer(.term))
        }
        phase = .idle
        queued = []
        wish = nil
        return actions
    }

    /// Takes all keys that no step has taken: typed ahead, or of an entry that did not end.
    mutating func takeKeys() -> [Key] {
        defer {
            entry = []
            typedAhead = []
        }
        return entry + typedAhead
    }

    /// A number for a playback, never used before in this call.
    mutating func nextPlayback() -> PlaybackID {
        playbacks += 1
        return PlaybackID(rawValue: playbacks)
    }

    // MARK: Speaking

    /// Plays the next prompt, or begins to listen where none is left.
    private mutating func proceed(_ actions: inout [Action]) {
        while let prompt = queued.popFirst() {
            if prompt.bargeIn {
                guard typedAhead.isEmpty else { continue }
            } else if !typedAhead.isEmpty {
                actions.append(.discard(typedAhead))
                typedAhead = []
            }
            let playback = nextPlayback()
            phase = .speaking(playback, bargeIn: prompt.bargeIn)
            line = prompt.line
            actions.append(.play(playback, prompt.utterance))
            return
        }
        guard wish != nil else { return finish(.spoken, &actions) }
        phase = .waiting
        takeTypedAhead(&actions)
    }

    private mutating func takeTypedAhead(_ actions: inout [Action]) {
        while !typedAhead.isEmpty {
            let key = typedAhead.removeFirst()
            if let outcome = take(key) { return finish(outcome, &actions) }
        }
        startTimer(&actions)
    }

    // MARK: Keys

    private mutating func press(_ key: Key, _ actions: inout [Action]) {
        if swallows(key) { return }
        switch phase {
        case .idle:
            keep(key, &actions)
        case .speaking(_, bargeIn: false):
            actions.append(.discard([key]))
        case .speaking(let playback, bargeIn: true):
            actions.append(.ended(playback, cut: true))
            keep(key, &actions)
            proceed(&actions)
        case .waiting:
            actions.append(.cancelTimer(.noInput))
            take(key, &actions)
        case .entering:
            actions.append(.cancelTimer(.interDigit))
            take(key, &actions)
        case .complete:
            actions.append(.cancelTimer(.term))
            take(key, &actions)
        }
    }

    private mutating func keep(_ key: Key, _ actions: inout [Action]) {
        guard typedAhead.count < Listening.mostTypedAhead else {
            actions.append(.discard([key]))
            return
        }
        typedAhead.append(key)
    }

    private mutating func take(_ key: Key, _ actions: inout [Action]) {
        if let outcome = take(key) {
            finish(outcome, &actions)
        } else {
            startTimer(&actions)
        }
    }

    /// Adds a key to the entry; nil where the entry goes on.
    private mutating func take(_ key: Key) -> Outcome? {
        guard let wish else { return nil }
        if swallows(key) { return nil }
        let isTerm = key.digit == wish.rules.termKey
        if phase == .complete {
            guard isTerm else {
                typedAhead.insert(key, at: 0)
                return .matched(entry, term: nil)
            }
            return .matched(entry, term: key)
        }
        let row = entry + [key]
        switch wish.grammar.judge(row.map(\.digit)) {
        case .impossible:
            if isTerm, !entry.isEmpty, case .match = wish.grammar.judge(entry.map(\.digit)) {
                return .matched(entry, term: key)
            }
            return .noMatch(row)
        case .partial, .match(canGrow: true):
            entry = row
            phase = .entering
            return nil
        case .match(canGrow: false):
            entry = row
            guard let termKey = wish.rules.termKey else { return .matched(row, term: nil) }
            if wish.rules.termTimeout > .zero, !wish.grammar.isEscape(row.map(\.digit)) {
                phase = .complete
                return nil
            }
            swallowed = (termKey, key.pressedAt + wish.rules.interDigitTimeout)
            return .matched(row, term: nil)
        }
    }

    /// Whether this key is the term key of an entry that did not need it. Any key ends the wait
    /// for it.
    private mutating func swallows(_ key: Key) -> Bool {
        guard let (digit, until) = swallowed else { return false }
        swallowed = nil
        return key.digit == digit && key.pressedAt <= until
    }

    // MARK: Timers

    private func startTimer(_ actions: inout [Action]) {
        guard let rules = wish?.rules else { return }
        switch phase {
        case .waiting: actions.append(.setTimer(.noInput, rules.timeout))
        case .entering: actions.append(.setTimer(.interDigit, rules.interDigitTimeout))
        case .complete: actions.append(.setTimer(.term, rules.termTimeout))
        case .idle, .speaking: break
        }
    }

    private mutating func fire(_ timer: CallTimer, _ actions: inout [Action]) {
        switch (timer, phase) {
        case (.noInput, .waiting):
            finish(.noInput, &actions)
        case (.interDigit, .entering):
            guard case .match = wish?.grammar.judge(entry.map(\.digit)) else {
                return finish(.noMatch(entry), &actions)
            }
            finish(.matched(entry, term: nil), &actions)
        case (.term, .complete):
            finish(.matched(entry, term: nil), &actions)
        case (.noInput, _), (.interDigit, _), (.term, _), (.recording, _), (.maximumWait, _),
            (.nextTry, _), (.announcement, _), (.offer, _):
            break
        }
    }

    private mutating func finish(_ outcome: Outcome, _ actions: inout [Action]) {
        phase = .idle
        queued = []
        wish = nil
        entry = []
        if case .noMatch = outcome, !typedAhead.isEmpty {
            actions.append(.discard(typedAhead))
            typedAhead = []
        }
        actions.append(.finished(outcome))
    }

    static func == (left: Listening, right: Listening) -> Bool {
        left.phase == right.phase && left.typedAhead == right.typedAhead
            && left.entry == right.entry && left.queued == right.queued
            && left.wish == right.wish && left.playbacks == right.playbacks
            && left.swallowed?.digit == right.swallowed?.digit
            && left.swallowed?.until == right.swallowed?.until
    }
}
