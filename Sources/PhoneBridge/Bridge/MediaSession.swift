import SIP
import Telephony

/// What one leg and its party said about sound so far, and what they agreed on.
struct MediaSession: Sendable {
    /// What we can do.
    var offering: MediaOffering
    /// What we sent last.
    private(set) var local: SessionDescription?
    /// What holds now; nil: nothing yet.
    private(set) var agreement: MediaAgreement?

    init(offering: MediaOffering) { self.offering = offering }

    /// Answers an offer; the agreement holds from then on.
    ///
    /// - Throws: ``MediaRefusal`` where there is nothing in common; what held goes on then.
    mutating func answer(to offer: SessionDescription) throws(MediaRefusal) -> SessionDescription {
        let (answer, agreement) = try Negotiation.answer(
            to: offer, with: offering, after: local)
        local = answer
        self.agreement = agreement
        return answer
    }

    /// Makes an offer, the last one with another version where it is not the first.
    mutating func offer() -> SessionDescription {
        let offer = Negotiation.offer(offering, after: local)
        local = offer
        return offer
    }

    /// Takes the answer to our offer; the agreement holds from then on.
    ///
    /// - Throws: ``MediaRefusal`` where it does not fit; what held goes on then.
    mutating func take(answer: SessionDescription) throws(MediaRefusal) -> MediaAgreement {
        guard let local else { throw .answerDoesNotFit }
        let agreement = try Negotiation.agreement(offer: local, answer: answer)
        self.agreement = agreement
        return agreement
    }
}
