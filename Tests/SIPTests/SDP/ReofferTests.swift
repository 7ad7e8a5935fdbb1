import SIP
import Telephony
import Testing

@Suite struct ReofferTests {
    private let ours = MediaOffering.fixture()

    @Test func `an offer and its answer give both sides the same`() throws {
        let offer = Negotiation.offer(ours)
        var theirs = ours
        theirs.address = .v4(0xC000_0207)
        theirs.port = 50_000
        theirs.codecs = [.pcmu]
        let (answer, seenByThem) = try Negotiation.answer(to: offer, with: theirs)
        let seenByUs = try Negotiation.agreement(offer: offer, answer: answer)
        #expect(seenByUs.codec == .pcmu)
        #expect(seenByUs.remote.port == 50_000)
        #expect(seenByThem.remote.port == 40_000)
        #expect(seenByUs.telephoneEvent == 101)
        #expect(seenByUs.direction == .both)
    }

    @Test func `the version goes up with a change only`() {
        let first = Negotiation.offer(ours)
        let same = Negotiation.offer(ours, after: first)
        #expect(same == first)
        #expect(same.isUnchanged(since: first))
        let held = Negotiation.description(first, turned: .sendOnly)
        #expect(held.origin.version == first.origin.version + 1)
        #expect(held.origin.sessionID == first.origin.sessionID)
        #expect(held.media[0].attributes.contains(MediaAttribute("sendonly")))
        #expect(!held.media[0].attributes.contains(MediaAttribute("sendrecv")))
        #expect(Negotiation.description(held, turned: .sendOnly) == held)
        let back = Negotiation.offer(ours, after: held)
        #expect(back.origin.version == first.origin.version + 2)
    }

    @Test func `an answer to the same offer is the same`() throws {
        let offer = try SessionDescription(PhoneDescription.all[1].bytes)
        let (first, _) = try Negotiation.answer(to: offer, with: ours)
        let (second, _) = try Negotiation.answer(to: offer, with: ours, after: first)
        #expect(second == first)
    }

    @Test func `a later offer keeps streams and numbers`() throws {
        let offer = try SessionDescription(PhoneDescription.all[1].bytes)
        let (answer, _) = try Negotiation.answer(to: offer, with: ours)
        let reoffer = Negotiation.offer(ours, after: answer)
        #expect(reoffer.media.map(\.kind) == ["audio", "video"])
        #expect(reoffer.media.map(\.port) == [40_000, 0])
        #expect(reoffer.media[0].formats == ["8", "0", "9", "99"])
    }

    @Test(arguments: [
        ("m=audio 0 RTP/AVP 8", MediaRefusal.noAudio), ("", .answerDoesNotFit),
        ("m=audio 9 RTP/AVP 8\nm=video 0 RTP/AVP 31", .answerDoesNotFit),
        ("m=video 9 RTP/AVP 8", .answerDoesNotFit), ("m=audio 9 RTP/SAVP 8", .answerDoesNotFit),
        ("m=audio 9 RTP/AVP 18", .noCommonCodec),
        ("m=audio 9 RTP/AVP 8\nc=IN IP6 ::2", .unreachable),
    ])
    func `an answer that does not fit is refused`(_ media: String, _ refusal: MediaRefusal) throws {
        let answer = try SessionDescription(Array("v=0\nc=IN IP4 192.0.2.7\n\(media)\n".utf8))
        #expect(throws: refusal) {
            try Negotiation.agreement(offer: Negotiation.offer(ours), answer: answer)
        }
    }

    @Test func `events that we did not offer are not agreed on`() throws {
        let offer = Negotiation.offer(.fixture(telephoneEvent: nil))
        let text =
            "v=0\nc=IN IP4 192.0.2.7\nm=audio 9 RTP/AVP 8 101\n"
            + "a=rtpmap:101 telephone-event/8000\n"
        let answer = try SessionDescription(Array(text.utf8))
        #expect(try Negotiation.agreement(offer: offer, answer: answer).telephoneEvent == nil)
    }
}
