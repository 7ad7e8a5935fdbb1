import CallCentre
import Telephony
import Transcripts

extension KeyScript {
    /// What the first caller of a transcript does: keys with a time are pressed then, keys without one
    /// when the call waits for them, and a no-input is let pass.
    ///
    /// - Throws: ``Failure`` where a line holds keys that nobody knows, as a secret's.
    init(_ transcript: Transcript, fixtures: Fixtures) throws {
        var acts: [Act] = []
        // Of several callers, what the first one does.
        for (line, caller) in zip(transcript.lines, transcript.owners) where caller == 0 {
            switch line.moment {
            case .press(let keys):
                let digits = try KeyScript.digits(of: keys, fixtures, line)
                if let first = keys.pressedAt.first ?? line.time {
                    acts.append(.pressAt(first, digits))
                } else {
                    acts.append(.press(digits))
                }
            case .noInput where line.time == nil:
                acts.append(.letPass)
            case .end(.caller):
                if let time = line.time { acts.append(.hangUpAt(time)) }
            default:
                continue
            }
        }
        self.init(acts)
    }

    private static func digits(
        of keys: Moment.Keys, _ fixtures: Fixtures, _ line: TranscriptLine
    ) throws -> [Digit] {
        switch keys.content {
        case .clear(let digits): return digits
        case .fixture(let name):
            guard let digits = fixtures.keys(named: name) else {
                throw Failure("\(line.place)there is no secret \(name) in the fixtures")
            }
            return digits
        case .secret:
            throw Failure("\(line.place)the keys of a secret are in no transcript")
        }
    }
}

extension TranscriptLine {
    fileprivate var place: String { position.map { "\($0): " } ?? "" }
}
