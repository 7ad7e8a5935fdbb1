import Flows
import Telephony
import Transcripts

extension ExpectedCall {
    /// Makes the prompts of a transcript into sound, as the server speaks them.
    ///
    /// - Parameters:
    ///   - file: the transcript.
    ///   - program: the flows, for the language and for the texts of prompts that the transcript
    ///     only names.
    ///   - speech: who speaks, at 8,000 Hz.
    /// - Throws: ``Failure`` where a line holds what can't be known here.
    init(_ file: TranscriptFile, program: FlowProgram, speech: Speech) async throws {
        lines = []
        let to = file.transcript.header.to
        let name = PhoneNumber(to).flatMap { program.centre.numbers[$0]?.flow } ?? to
        guard let language = program.flows[name]?.languages.first else {
            throw Failure("\(file.path): there is no flow or number \(to)")
        }
        let known = program.constantUtterances.filter { $0.language == language }
        var heardAt: (index: Int, time: Duration)?
        // Of several callers, what the first one hears and does.
        for (line, caller) in zip(file.transcript.lines, file.transcript.owners)
        where caller == 0 {
            switch line.moment {
            case .hear(let prompt, let text):
                let utterance = try ExpectedCall.utterance(
                    prompt, text, among: known, language, line)
                let sound = try await speech.careful.sound(for: utterance)
                if let time = line.time { heardAt = (lines.count, time) }
                lines.append(.hear(Heard(name: prompt ?? utterance.text, sound: sound)))
            case .press(let keys):
                let digits = try ExpectedCall.digits(of: keys, file.fixtures, line)
                let time = keys.pressedAt.first ?? line.time
                if let time, let heardAt { cut(heardAt.index, after: time - heardAt.time) }
                heardAt = nil
                lines.append(.press(digits, at: time))
            case .end(.caller):
                lines.append(.hangUp(at: line.time))
            default:
                // What can't be heard or pressed is the journal's to tell.
                continue
            }
        }
    }

    /// A key ends a prompt: only its beginning is heard.
    private mutating func cut(_ index: Int, after time: Duration) {
        guard case .hear(var heard) = lines[index], time > .zero, time < heard.sound.duration else {
            return
        }
        let count = Int(time / .milliseconds(1)) * heard.sound.rate / 1_000
        heard.sound = Sound(
            samples: Array(heard.sound.samples.prefix(count)), rate: heard.sound.rate)
        lines[index] = .hear(heard)
    }

    private static func utterance(
        _ prompt: String?, _ text: String?, among known: [Utterance], _ language: LanguageTag,
        _ line: TranscriptLine
    ) throws -> Utterance {
        if let text, !text.contains("…"), !text.contains("...") {
            return known.first { $0.prompt == prompt && $0.text == text }
                ?? Utterance(prompt: prompt, text: text, language: language)
        }
        if let prompt, let found = known.first(where: { $0.prompt == prompt }) { return found }
        let place = line.position.map { "\($0): " } ?? ""
        throw Failure("\(place)the words of this prompt are not known: write them out")
    }

    private static func digits(
        of keys: Moment.Keys, _ fixtures: Fixtures, _ line: TranscriptLine
    ) throws -> [Digit] {
        let place = line.position.map { "\($0): " } ?? ""
        switch keys.content {
        case .clear(let digits): return digits
        case .fixture(let name):
            guard let digits = fixtures.keys(named: name) else {
                throw Failure("\(place)there is no secret \(name) in the fixtures")
            }
            return digits
        case .secret: throw Failure("\(place)the keys of a secret are in no transcript")
        }
    }
}
