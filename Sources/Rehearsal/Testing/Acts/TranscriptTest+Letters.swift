import CallCentre
import Flows
import Queues
import Telephony
import Transcripts

/// Letters and e-mails in a test: they come, are with somebody, and are answered.
extension TranscriptTest {
    /// What a line has happen to a letter, or what must be so by then; nil where it is not yet so.
    func act(of name: String, _ news: Moment.LetterNews) -> TestAct? {
        let contact = Self.contact(name)
        switch news {
        case .comes(let letter): return .letter(contact, .received(input(letter, name)))
        case .isWith(let holder): return holds(holder, contact) ? .pass : nil
        case .waits:
            guard let standing = standing(of: contact) else { return nil }
            return standing.agent == nil && standing.receipt.provider == nil ? .pass : nil
        case .isAnswered(let author):
            if standing(of: contact)?.receipt.provider == author {
                return .letter(contact, .answered(provider: author))
            }
            // Who is on the telephone writes nothing.
            guard holds(author, contact), isFree(AgentID(rawValue: author)) else { return nil }
            return .letter(contact, .answered(provider: nil))
        case .isDropped: return .letter(contact, .dropped)
        }
    }

    /// Where a letter is of which something else is told; nil where that is not known.
    func hint(unmet name: String) -> String? {
        guard let standing = standing(of: Self.contact(name)) else {
            return "\(name) is not to be answered"
        }
        if let provider = standing.receipt.provider { return "\(name) is with \(provider)" }
        guard let agent = standing.agent else { return "\(name) waits: nobody is free for it" }
        return isFree(agent)
            ? "\(name) is with \(agent)" : "\(name) is with \(agent), who has a caller"
    }

    /// What the journal of a test calls a letter.
    private static func contact(_ name: String) -> CallID { CallID(rawValue: "letter-\(name)") }

    private func standing(of contact: CallID) -> ContactStanding? {
        stage.centreState.contactStandings.first { $0.contact == contact }
    }

    /// Whether an agent has it in hand, or people outside are to answer it.
    private func holds(_ name: String, _ contact: CallID) -> Bool {
        guard let standing = standing(of: contact) else { return false }
        return standing.receipt.provider == name || standing.agent?.rawValue == name
    }

    private func isFree(_ agent: AgentID) -> Bool {
        stage.centreState.agents.contains { standing in
            guard standing.agent == agent, case .ready = standing.state else { return false }
            return true
        }
    }

    private func input(_ letter: Moment.Letter, _ name: String) -> WrittenInput.Letter {
        let now = start + stage.now.inMilliseconds
        let zone = stage.program.centre.zone
        return WrittenInput.Letter(
            queue: letter.queue, caller: CallerID(rawValue: "writer-\(letter.from ?? name)"),
            from: letter.from, segment: letter.segment, motive: letter.motive,
            received: letter.time.map { Int64(zone.instant(of: $0)) * 1_000 } ?? now, now: now)
    }
}
