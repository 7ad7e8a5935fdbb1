import SIP
import Telephony

/// A session description from the other side, in both places where one can come.
enum SessionFuzz {
    private static let offerings: [MediaOffering] = [
        MediaOffering(sessionID: 1, address: .loopback, port: 4_000),
        MediaOffering(
            sessionID: 2, address: .loopback, port: 4_002, codecs: [.g722, .pcmu, .pcma],
            telephoneEvent: nil, direction: .sendOnly),
    ]

    static func run(_ bytes: [UInt8]) {
        let theirs: SessionDescription
        do {
            theirs = try SessionDescription(bytes)
        } catch {
            _ = "\(error)"
            return
        }
        promise(
            (try? SessionDescription(theirs.bytes())) == theirs,
            "a session that is written and read again is the same")
        for offering in offerings {
            answer(theirs, with: offering)
            let offer = Negotiation.offer(offering)
            _ = try? Negotiation.agreement(offer: offer, answer: theirs)
        }
        _ = Negotiation.description(theirs, turned: .sendOnly)
    }

    private static func answer(_ offer: SessionDescription, with offering: MediaOffering) {
        guard let (answer, agreement) = try? Negotiation.answer(to: offer, with: offering) else {
            return
        }
        promise(answer.media.count == offer.media.count, "an answer has the offer's streams")
        promise(
            offering.codecs.contains(agreement.codec), "what is agreed on is what we can do")
        promise(
            (try? SessionDescription(answer.bytes())) == answer, "an answer of ours is readable")
        let taken = answer.media.count { $0.port != 0 }
        promise(taken <= 1, "an answer of ours takes one stream at most")
        // The other side reads the two.
        _ = try? Negotiation.agreement(offer: offer, answer: answer)
    }
}
