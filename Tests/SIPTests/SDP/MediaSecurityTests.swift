import SIP
import Telephony
import TestSupport
import Testing

@Suite struct MediaSecurityTests {
    private let key: MediaKey
    private let theirKey: MediaKey

    init() throws {
        var generator = SeededGenerator(seed: 3)
        key = MediaKey(using: &generator)
        theirKey = MediaKey(using: &generator)
    }

    /// The key of RFC 4568 §9.1's example form, all printable.
    private static let line =
        "a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20\n"

    private func offer(_ profile: String, _ lines: String) throws -> SessionDescription {
        let text = "v=0\nc=IN IP4 192.0.2.7\nm=audio 9 \(profile) 8\n\(lines)"
        return try SessionDescription(Array(text.utf8))
    }

    @Test(arguments: ["RTP/SAVP", "RTP/SAVPF", "RTP/AVP", "RTP/AVPF"])
    func `keys are answered with our key and the line's number`(_ profile: String) throws {
        for policy in [SecurityPolicy.allowed(key), .required(key)] {
            let (answer, agreement) = try Negotiation.answer(
                to: offer(profile, Self.line), with: .fixture(security: policy))
            let security = try #require(agreement.security)
            #expect(security.suite == .aesCounter128Tag32)
            #expect(security.ourKey == key)
            #expect(security.theirKey.bytes == Array("YS___semctl () {\t220;}\n}\nunles".utf8))
            #expect(answer.media[0].profile == profile)
            #expect(
                answer.media[0].first("crypto")?.hasPrefix("4 AES_CM_128_HMAC_SHA1_32 inline:")
                    == true)
        }
    }

    @Test func `the policy decides what is refused`() throws {
        let secret = try offer("RTP/SAVP", Self.line)
        let plain = try offer("RTP/AVP", "")
        let both = try offer("RTP/AVP", Self.line)
        #expect(throws: MediaRefusal.noCommonProfile) {
            try Negotiation.answer(to: secret, with: .fixture(security: .never))
        }
        #expect(throws: MediaRefusal.noCommonProfile) {
            try Negotiation.answer(to: plain, with: .fixture(security: .required(key)))
        }
        for description in [plain, both] {
            let agreement = try Negotiation.answer(
                to: description, with: .fixture(security: .never)
            ).agreement
            #expect(agreement.security == nil)
        }
        let open = try Negotiation.answer(to: plain, with: .fixture(security: .allowed(key)))
        #expect(open.agreement.security == nil)
    }

    @Test(arguments: [
        "a=crypto:1 F8_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVu",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubG*z",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|1:4",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz KDR=1",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 clear:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
        "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
        "a=crypto:1", "a=crypto", "",
    ])
    func `keys that we can't use are passed over`(_ line: String) throws {
        #expect(throws: MediaRefusal.noCommonProfile) {
            try Negotiation.answer(
                to: offer("RTP/SAVP", line + "\n"), with: .fixture(security: .required(key)))
        }
    }

    @Test func `an offer that must be secret is, on both sides`() throws {
        let offer = Negotiation.offer(.fixture(security: .required(key)))
        #expect(offer.media[0].profile == "RTP/SAVP")
        var theirs = MediaOffering.fixture(security: .allowed(theirKey))
        theirs.port = 50_000
        let (answer, seenByThem) = try Negotiation.answer(to: offer, with: theirs)
        let seenByUs = try Negotiation.agreement(offer: offer, answer: answer)
        #expect(
            seenByUs.security
                == MediaSecurity(.aesCounter128Tag80, ourKey: key, theirKey: theirKey))
        #expect(
            seenByThem.security
                == MediaSecurity(.aesCounter128Tag80, ourKey: theirKey, theirKey: key))
        let again = Negotiation.offer(theirs, after: answer)
        #expect(again.media[0].profile == "RTP/SAVP")
        #expect(again.media[0].first("crypto") != nil)
    }

    @Test func `a secret offer is not answered in the open`() throws {
        let offer = Negotiation.offer(.fixture(security: .required(key)))
        for answer in [try self.offer("RTP/SAVP", ""), try self.offer("RTP/AVP", "")] {
            #expect(throws: MediaRefusal.answerDoesNotFit) {
                try Negotiation.agreement(offer: offer, answer: answer)
            }
        }
        let otherLine = try self.offer("RTP/SAVP", Self.line)
        #expect(throws: MediaRefusal.answerDoesNotFit) {
            try Negotiation.agreement(offer: offer, answer: otherLine)
        }
    }

    @Test func `a key gets into no log`() {
        var dumped = ""
        dump(MediaSecurity(.aesCounter128Tag80, ourKey: key, theirKey: theirKey), to: &dumped)
        #expect(dumped.contains("••••"))
        #expect(!dumped.contains("\(key.bytes[0]), \(key.bytes[1])"))
    }
}
