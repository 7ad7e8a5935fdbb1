import Telephony
import Transcripts

extension Moment {
    /// Whether something heard is what this line of a transcript asks for.
    ///
    /// What the line leaves out matters not; `…` and `...` stand for any words. The flow is the one
    /// that took the call: its steps may be written without it.
    func isMet(by heard: Moment, in flow: String) -> Bool {
        switch (self, heard) {
        case (.hear(let prompt, let text), .hear(let heardPrompt, let heardText)):
            return (prompt == nil || prompt == heardPrompt)
                && (text.map { $0.fits(heardText ?? "") } ?? true)
        case (.step(let own, let name), .step(let heardFlow, let heardName)):
            return name == heardName && (own ?? flow) == (heardFlow ?? flow)
        case (.noMatch(let keys), .noMatch(let heardKeys)):
            return keys.map { $0.isMet(by: heardKeys) } ?? true
        case (.customer(let name, let segment), .customer(let heardName, let heardSegment)):
            return name.fits(heardName) && (segment == nil || segment == heardSegment)
        case (
            .lookUp(let name, let outcome, let values),
            .lookUp(let heardName, let heardOutcome, let heardValues)
        ),
            (
                .request(let name, let outcome, let values),
                .request(let heardName, let heardOutcome, let heardValues)
            ):
            return name == heardName && outcome == heardOutcome
                && values.allSatisfy { $0.isAmong(heardValues) }
        case (.record(let name), .record(let heardName)): return name.fits(heardName)
        case (.recorded(let name, let length), .recorded(let heardName, let heardLength)):
            return name.fits(heardName) && length.isClose(to: heardLength)
        case (.enter(let queue, let position), .enter(let heardQueue, let heardPosition)):
            return queue == heardQueue && (position == nil || position == heardPosition)
        case (.announce(let position, let wait), .announce(let heardPosition, let heardWait)):
            return (position == nil || position == heardPosition)
                && (wait == nil || wait == heardWait)
        case (.acceptCallback(let queue, let number), .acceptCallback(let heardQueue, let heard)):
            return queue == heardQueue && number.fits(heard)
        case (.survey(let question, let answer), .survey(let heardQuestion, let heardAnswer)):
            return question == heardQuestion && answer.fits(heardAnswer)
        case (.agentHolds, .hold), (.agentResumes, .resume): return true
        case (.press(let keys), .press(let heardKeys)):
            return keys.content == heardKeys.content
        default:
            return self == heard
        }
    }
}

extension Moment {
    /// Whether two moments tell the same sort of thing of a call, so that one may stand where the
    /// other was waited for.
    func isOfKind(of other: Moment) -> Bool {
        switch (self, other) {
        case (.hear, .hear), (.step, .step), (.motive, .motive), (.done, .done),
            (.customer, .customer), (.lookUp, .lookUp), (.request, .request),
            (.consent, .consent), (.record, .record), (.enter, .enter), (.leave, .leave),
            (.announce, .announce), (.acceptCallback, .acceptCallback), (.survey, .survey),
            (.agentRings, .agentRings), (.transferFails, .transferFails), (.end, .end):
            true
        default: false
        }
    }
}

extension Moment.Keys {
    /// Whether these keys were refused; where they are only counted, as many.
    fileprivate func isMet(by heard: Moment.Keys?) -> Bool {
        if case .secret(let count) = content, case .clear(let digits) = heard?.content {
            return digits.count == count
        }
        return content == heard?.content
    }
}

extension Moment.Value {
    fileprivate func isAmong(_ values: [Moment.Value]) -> Bool {
        values.contains { $0.name == name && text.fits($0.text) }
    }
}

extension Duration {
    /// Whether two times are the same as far as a call goes: within 60 ms (DESIGN.md §11).
    func isClose(to other: Duration) -> Bool {
        (self - other).inMilliseconds.magnitude <= 60
    }
}

extension String {
    /// Whether a text is this one, in which `…` and `...` stand for any words.
    func fits(_ text: String) -> Bool {
        if self == text { return true }
        var pieces: [[Character]] = [[]]
        var rest = self[...]
        while let first = rest.first {
            if first == "…" {
                pieces.append([])
                rest.removeFirst()
            } else if rest.hasPrefix("...") {
                pieces.append([])
                rest.removeFirst(3)
            } else {
                pieces[pieces.count - 1].append(first)
                rest.removeFirst()
            }
        }
        return pieces.count > 1 && Array(text).isMade(of: pieces)
    }
}

extension [Character] {
    /// Whether the pieces stand in it in their order, the first at its start, the last at its end.
    fileprivate func isMade(of pieces: [[Character]]) -> Bool {
        guard let first = pieces.first, let last = pieces.last, starts(with: first),
            count >= first.count + last.count, suffix(last.count).elementsEqual(last)
        else { return false }
        var rest = self[first.count..<(count - last.count)]
        for piece in pieces.dropFirst().dropLast() {
            guard let after = rest.end(of: piece) else { return false }
            rest = rest[after...]
        }
        return true
    }
}

extension ArraySlice<Character> {
    /// The index after the first place where a piece stands.
    fileprivate func end(of piece: [Character]) -> Int? {
        guard count >= piece.count else { return nil }
        for start in startIndex...(endIndex - piece.count)
        where self[start..<(start + piece.count)].elementsEqual(piece) {
            return start + piece.count
        }
        return nil
    }
}
