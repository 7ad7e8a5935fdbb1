import SIP
import TestSupport
import Testing

/// Messages with bytes changed, doubled, cut out and moved: each reader must return.
@Suite struct MutationTests {
    private static let challenge =
        "Digest realm=\"a\\\"b\", nonce=\"x\", qop=\"auth,auth-int\", algorithm=SHA-256, stale=true"
    private static let credentials =
        "Digest username=\"a\", realm=\"b\", nonce=\"c\", uri=\"sip:d\", response=\"e\", qop=auth, "
        + "nc=00000001, cnonce=\"f\""

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `messages that were changed are read or refused`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let texts = OddMessage.valid + OddMessage.broken
        for _ in 0..<200 {
            let text = try #require(texts.randomElement(using: &generator))
            guard text.bytes.count < 2_000 else { continue }
            let bytes = Mutation.mutated(text.bytes, using: &generator)
            switch Result(catching: { try MessageReader.read(bytes) }) {
            case .success(let message):
                readAll(of: message)
                #expect(try MessageReader.read(message.bytes()) == message)
            case .failure(let error as MessageError):
                if let answer = error.answer {
                    #expect(try MessageReader.read(answer.bytes()) == .response(answer))
                }
            case .failure(let error):
                Issue.record(error)
            }
        }
    }

    private func readAll(of message: Message) {
        _ = (message.vias, message.contacts, message.routes, message.recordRoutes)
        _ = (message.assertedIdentities, message.maxForwards, message.expires, message.minExpires)
        _ = (message.retryAfter, message.require, message.supported, message.allow)
        #expect(message.topVia != nil)
        #expect(message.from != nil)
        #expect(message.to != nil)
        #expect(message.cSeq != nil)
        if case .request(let request) = message {
            _ = Response(to: request, 200, toTag: "x").bytes()
        }
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func `streams that were changed are cut or given up`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let stream = MessageText().body("v=0", length: "3").bytes + MessageSplitter.ping
        for _ in 0..<100 {
            var splitter = MessageSplitter()
            for _ in 0..<5 {
                splitter.append(Mutation.mutated(stream, using: &generator))
                for _ in 0..<50 { _ = try? splitter.next() }
            }
            #expect(splitter.pendingBytes < 70_000)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `values that were changed are read or refused`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let texts = [
            "sip:a%40b:p@[2001:db8::1]:5060;transport=tcp;lr?a=b&c=d",
            "\"A \\\" B\" <sip:a@b.fr>;tag=x;y=\"z\"",
            "SIP / 2.0 / UDP a.fr:5060;branch=z;received=1.2.3.4, SIP/2.0/TCP b.fr", "1 INVITE",
            Self.challenge, Self.credentials, "tel:+33-1;x=y",
        ]
        for _ in 0..<500 {
            guard let text = texts.randomElement(using: &generator) else { continue }
            let changed = String(
                decoding: Mutation.mutated(Array(text.utf8), using: &generator), as: UTF8.self)
            if let uri = URI(changed) { #expect(URI(uri.description) == uri) }
            if let address = NameAddress(changed) {
                #expect(NameAddress(address.description) == address)
            }
            if let via = Via(changed) { #expect(Via(via.description) == via) }
            if let number = CSeq(changed) { #expect(CSeq(number.description) == number) }
            if let challenge = DigestChallenge(changed) {
                #expect(DigestChallenge(challenge.description) == challenge)
            }
            if let shown = DigestCredentials(changed) {
                #expect(DigestCredentials(shown.description) == shown)
            }
            _ = LogText.escaped(changed)
        }
    }
}
