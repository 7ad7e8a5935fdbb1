import CallCentre
import Media
import PhoneBridge
import Telephony
import Tones

/// The caller of one call: what they say, press and expect once somebody has answered.
struct RingingCaller: Sendable {
    /// How long a key is pressed, and the pause after it: those of the media engine.
    private static let keyTime = Duration.milliseconds(100)
    /// How often it is looked whether something has happened.
    private static let glance = Duration.milliseconds(40)
    /// How much longer than it lasts a prompt may take until it has been heard.
    private static let patience = Duration.seconds(15)
    /// So many samples at the end of a prompt may be overtaken by the end of the call: three packets.
    private static let overtaken = 480

    let plan: RingPlan
    let line: PhoneLine
    let ear: LineEar
    let answered = ContinuousClock.now

    /// Does what the plan says, until the caller would hang up.
    ///
    /// - Returns: the prompts that were to be heard, and when they were.
    func talk() async -> [CallOutcome.Prompt] {
        if let speech = plan.speech {
            line.play(speech, as: PlaybackID(rawValue: 1), loops: false)
        }
        do throws(CancellationError) {
            for act in plan.keys?.acts ?? [] {
                guard try await perform(act) else { return [] }
            }
            if let expected = plan.expected {
                return await follow(expected)
            }
            try await wait(until: plan.hold)
        } catch {
            // The call is over, or the operator hangs up.
        }
        return []
    }

    /// Does one thing; false where the caller hangs up with it.
    private func perform(_ act: KeyScript.Act) async throws(CancellationError) -> Bool {
        switch act {
        case .press(let digits):
            try await waitForSilence()
            try await press(digits)
        case .pressAt(let time, let digits):
            try await wait(until: time)
            try await press(digits)
        case .letPass:
            try await waitForSilence()
            try await look { ear.isHearing }
            try await waitForSilence()
        case .hangUpAt(let time):
            try await wait(until: time)
            return false
        }
        return true
    }

    private func press(_ digits: [Digit]) async throws(CancellationError) {
        guard !digits.isEmpty else { return }
        // While something is heard, nobody could tell the next sound from it.
        let wasSilent = !ear.isHearing
        let length = RingingCaller.keyTime * (2 * digits.count - 1)
        switch plan.method {
        case .telephoneEvent:
            line.press(digits)
            // Two packet times until the first packet, and some for the last end.
            try await pause(length + .milliseconds(60))
            if wasSilent, let end = await line.statistics()?.keyEnd { ear.keyEnded(at: end) }
        case .inBand:
            let tones = DialTones(
                toneLength: RingingCaller.keyTime, pauseLength: RingingCaller.keyTime)
            line.play(
                tones.sound(of: digits, rate: 8_000), as: PlaybackID(rawValue: 2), loops: false)
            try await pause(length)
        case .info:
            for digit in digits {
                line.signal([digit])
                if wasSilent, digit == digits.last { ear.keyEnded(at: .now) }
                try await pause(RingingCaller.keyTime * 2)
            }
        }
    }

    /// Listens for what is expected, and presses what the transcript presses.
    private func follow(_ expected: ExpectedCall) async -> [CallOutcome.Prompt] {
        var search = PromptSearch()
        var prompts = expected.prompts.map { CallOutcome.Prompt(name: $0.name) }
        var next = 0
        do throws(CancellationError) {
            for line in expected.lines {
                switch line {
                case .hear(let heard):
                    prompts[next].time = try await listen(for: heard.sound, &search)
                    next += 1
                case .press(let digits, let time):
                    if let time { try await wait(until: time) } else { try await waitForSilence() }
                    try await press(digits)
                case .hangUp(let time):
                    if let time { try await wait(until: time) }
                    return prompts
                }
            }
            try await wait(until: plan.hold)
        } catch {
            // The other side has hung up: what was said to the end may still be found.
            for (number, heard) in expected.prompts.enumerated().dropFirst(next) {
                prompts[number].time = find(heard.sound, &search, isOver: true)
            }
        }
        return prompts
    }

    private func listen(
        for sound: Sound, _ search: inout PromptSearch
    ) async throws(CancellationError) -> Duration? {
        let deadline = ContinuousClock.now + sound.duration + RingingCaller.patience
        // Nothing to be found before it can have been heard.
        let wanted = search.place + sound.samples.count
        while ContinuousClock.now < deadline {
            if ear.recorded >= wanted, let place = find(sound, &search) { return place }
            try await pause(RingingCaller.glance * 5)
        }
        return nil
    }

    /// Looks for a prompt. Where the call is over, its end may have overtaken the last packets.
    private func find(
        _ sound: Sound, _ search: inout PromptSearch, isOver: Bool = false
    ) -> Duration? {
        let rest = [Int16](repeating: 0, count: isOver ? RingingCaller.overtaken : 0)
        return search.find(sound, in: Sound(samples: ear.recording + rest, rate: 8_000))
            .map { .microseconds(Int64($0 - LineEar.lead) * 125) }
    }

    private func waitForSilence() async throws(CancellationError) {
        try await look { ear.isWaiting }
    }

    private func look(_ isSo: () -> Bool) async throws(CancellationError) {
        while !isSo() { try await pause(RingingCaller.glance) }
    }

    /// Waits until so long after the answer.
    private func wait(until time: Duration) async throws(CancellationError) {
        try await pause(answered + time - .now)
    }

    /// Waits for a span; throws once the call is over, or has lasted as long as it may.
    private func pause(_ span: Duration) async throws(CancellationError) {
        guard span > .zero else { return }
        guard ContinuousClock.now - answered < plan.hold else { throw CancellationError() }
        do {
            try await Task.sleep(for: span)
        } catch {
            throw CancellationError()
        }
    }
}
