import SIP
import Telephony
import TestSupport
import Testing

@Suite struct PolicyTests {
    private static func request(
        _ method: String, uri: String = "sip:accueil@192.0.2.2", to: String = "<sip:accueil@b>",
        _ headers: String = "", body: String = ""
    ) -> String {
        """
        \(method) \(uri) SIP/2.0
        Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKtest
        From: <sip:alice@a.example>;tag=a
        To: \(to)
        Call-ID: one
        CSeq: 7 \(method)
        Contact: <sip:alice@192.0.2.1>
        \(headers.isEmpty ? "X-None: 1" : headers)
        Content-Length: \(body.replacing("\n", with: "\r\n").utf8.count)

        \(body)
        """
    }

    private static let session =
        "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 4000 RTP/AVP 8\n"

    /// A session description between two parts that are none, as exchanges send them.
    private static let parts =
        "--b\nContent-Type: application/isup;version=x\n\n\u{1}\u{2}\n"
        + "--b\nContent-Type: application/sdp\n\n\(session)\n"
        + "--b\nContent-Type: text/plain\n\nhello\n--b--\n"

    static let table: [(String, Int)] = [
        (request("OPTIONS"), 200),
        (request("OPTIONS", "Max-Forwards: 0"), 200),
        (request("BREW"), 501),
        (request("SUBSCRIBE"), 405), (request("PUBLISH"), 405), (request("MESSAGE"), 405),
        (request("REGISTER"), 405), (request("REFER"), 405),
        (request("BYE"), 481), (request("UPDATE"), 481), (request("INFO"), 481),
        (request("PRACK"), 481), (request("NOTIFY"), 481),
        (request("BYE", to: "<sip:accueil@b>;tag=x"), 481),
        (request("INVITE", to: "<sip:accueil@b>;tag=x"), 481),
        (request("INVITE", "Max-Forwards: 0"), 483),
        (request("INVITE", uri: "urn:service:sos"), 416),
        (request("INVITE", uri: "sips:accueil@192.0.2.2"), 480),
        (request("OPTIONS", uri: "sips:accueil@192.0.2.2"), 480),
        (request("INVITE", "Require: 100rel, foo, bar"), 420),
        (request("OPTIONS", "Require: foo"), 420),
        (request("INVITE", "Content-Type: text/plain", body: "hello"), 415),
        (request("INVITE", "Content-Type: application/sdp", body: "hello"), 400),
        (
            request(
                "INVITE", "Content-Type: application/sdp\nContent-Encoding: gzip", body: session),
            415
        ),
        (request("INVITE", "Supported: timer\nSession-Expires: 60"), 422),
        (request("INVITE", "Replaces: nobody;to-tag=1;from-tag=2"), 481),
        (request("INVITE", "Replaces: nobody"), 400),
        (request("INVITE", "Content-Type: application/sdp", body: session), 100),
        (request("INVITE", uri: "tel:+33123456789"), 100),
        (request("INVITE", "Content-Type: multipart/mixed;boundary=b", body: parts), 100),
        (request("INVITE", "Content-Type: multipart/mixed;boundary=c", body: parts), 415),
        (request("INVITE", "Content-Type: multipart/mixed", body: parts), 415),
        (
            request(
                "INVITE", "Content-Type: multipart/mixed;boundary=b",
                body: "--b\nContent-Type: application/sdp\n\nhello\n--b--\n"), 400
        ),
        // What a method is, is asked before what it carries.
        (request("BREW", "Content-Type: application/sdp\nRequire: foo", body: "hello"), 501),
        (request("MESSAGE", "Content-Type: text/plain", body: "hello"), 405),
    ]

    @Test(arguments: table)
    func `a request outside of any dialog gets the status it deserves`(
        text: String, status: Int
    ) {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        #expect(stage.inject(text, into: 1) == status)
        #expect(stage.parties[1].notes.isEmpty == (status != 100))
    }

    @Test func `who wants TLS on each hop is let in by TLS`() {
        var stage = Stage(
            Party("192.0.2.1", transport: .tls), Party("192.0.2.2", transport: .tls))
        let text = PolicyTests.request("INVITE", uri: "sips:accueil@192.0.2.2")
        #expect(stage.inject(text, into: 1) == 100)
    }

    @Test func `the offer in a part is the offer`() {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        _ = stage.inject(
            PolicyTests.request(
                "INVITE", "Content-Type: multipart/mixed;boundary=b", body: PolicyTests.parts),
            into: 1)
        guard case .arrived(let invite)? = stage.parties[1].events.first?.event else {
            Issue.record("no call arrived")
            return
        }
        #expect(invite.offer?.media.first?.port == 4000)
    }

    @Test func `the answer in a part is the answer`() {
        var stage = Stage.answering()
        stage.tamper = { index, bytes in
            guard index == 1, case .response(var response)? = try? MessageReader.read(bytes),
                response.status == 200, !response.body.isEmpty
            else { return bytes }
            response.headers.set(.contentType, "multipart/mixed;boundary=b")
            response.body =
                Array("--b\r\nContent-Type: application/sdp\r\n\r\n".utf8) + response.body
                + Array("\r\n--b--".utf8)
            return response.bytes()
        }
        stage.call()
        stage.run()
        #expect(stage.parties[0].notes == ["progress 180", "answered"])
    }

    @Test func `beyond the limit of legs a call gets 503 with Retry-After`() {
        var stage = Stage.answering { $0.maximumLegs = 1 }
        stage.call()
        stage.run()
        stage.parties[0] = Party("192.0.2.3")
        stage.call()
        stage.run()
        #expect(stage.parties[0].notes == ["ended by peer 503"])
        #expect(stage.parties[0].end?.retryAfter == .seconds(5))
    }

    @Test func `a stranger can't end a call, nor change it`() {
        var stage = Stage.answering()
        stage.call()
        stage.run()
        let offer = SessionDescription.sample(9).bytes()
        for peer in [PeerID.trunk("stranger"), .phones("desk")] {
            #expect(stage.inject(.bye, into: 1, as: peer) == 481)
            #expect(
                stage.inject(.invite, into: 1, type: "application/sdp", body: offer, as: peer)
                    == 481)
        }
        #expect(stage.parties[1].notes == ["arrived", "confirmed"])
        #expect(stage.inject(.bye, into: 1) == 200)
    }

    @Test func `a request out of order gets 500, the next one is served`() {
        var stage = Stage.answering()
        stage.call()
        stage.run()
        #expect(stage.inject(.options, into: 1) { $0.headers.set(.cSeq, "50 OPTIONS") } == 200)
        #expect(stage.inject(.options, into: 1) { $0.headers.set(.cSeq, "49 OPTIONS") } == 500)
        #expect(stage.inject(.bye, into: 1) { $0.headers.set(.cSeq, "51 BYE") } == 200)
    }

    @Test func `a request with another peer's tag or Call-ID is of no dialog`() {
        var stage = Stage.answering()
        stage.call()
        stage.run()
        #expect(
            stage.inject(.bye, into: 1) { $0.headers.set(.from, "<sip:a@b.example>;tag=no") } == 481
        )
        #expect(stage.inject(.bye, into: 1) { $0.headers.set(.callID, "other") } == 481)
        #expect(stage.parties[1].ends == 0)
    }

    @Test func `a keypad INFO is passed on, one of another type gets 415`() {
        var stage = Stage.answering()
        let leg = stage.call()
        stage.run()
        stage.command(
            0, .info(leg, contentType: "application/dtmf-relay", body: Array("Signal=5".utf8)))
        stage.run()
        #expect(stage.parties[1].notes.last == "info application/dtmf-relay 8")
        #expect(stage.inject(.info, into: 1, type: "text/plain", body: [65]) == 415)
        #expect(stage.inject(.info, into: 1) == 200)
    }

    @Test func `OPTIONS asks whether a server is there`() throws {
        var stage = Stage.answering()
        let target = try #require(SIPURI("sip:192.0.2.2"))
        let hop = stage.parties[0].hop(to: stage.parties[1])
        stage.command(0, .options(RequestToken(rawValue: 1), target: target, hop: hop))
        stage.run()
        guard case .response(_, let response)? = stage.parties[0].effects.first else {
            Issue.record("no response")
            return
        }
        #expect(response.status == 200)
        #expect(response.headers[.accept] == "application/sdp, multipart/mixed")
        #expect(response.headers.list(.allow, contains: "UPDATE"))
        #expect(response.headers.list(.supported, contains: "timer"))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a REGISTER of a phone is left to the shell`() {
        var stage = Stage(
            Party("192.0.2.1", others: .phones("desk")), Party("192.0.2.2", others: .phones("desk"))
        )
        _ = stage.inject(PolicyTests.request("REGISTER"), into: 1)
        guard
            case .request(let request, let transaction, _, let peer)? = stage.parties[1].effects
                .first
        else {
            Issue.record("no request")
            return
        }
        #expect(peer == .phones("desk"))
        stage.command(1, .respond(transaction, Response(to: request, 200, toTag: "x")))
        #expect(stage.lines.last == "1 SIP/2.0 200 OK")
    }

    @Test(arguments: [true, false])
    func `a challenge is met once`(passwordIsRight: Bool) {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        var verifier = DigestVerifier(realm: "allo")
        stage.parties[1].react = { leg, event in
            guard case .arrived(let invite) = event else { return [] }
            var verifier = verifier
            let outcome = verifier.verify(invite.request, now: .zero) { _ in "secret" }
            if case .accepted = outcome { return [.accept(leg, .sample(2))] }
            var headers = HeaderFields()
            for challenge in verifier.challenges(now: .zero) {
                headers.append(.wwwAuthenticate, challenge.description)
            }
            return [.reject(leg, .init(401, headers: headers))]
        }
        _ = verifier.challenges(now: .zero)
        stage.call {
            $0.credentials = Credentials(user: "a", password: passwordIsRight ? "secret" : "no")
        }
        stage.run()
        #expect(
            stage.parties[0].notes == [passwordIsRight ? "answered" : "ended by peer 401"])
        #expect(stage.lines.count { $0.hasPrefix("0 INVITE") } == 2)
    }

    @Test func `a peer of RFC 2543 without tags is answered and heard`() {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        stage.parties[1].react = { leg, event in
            if case .arrived = event { [.accept(leg, .sample(2))] } else { [] }
        }
        stage.tamper = { index, bytes in
            guard index == 0 else { return bytes }
            let text = String(decoding: bytes, as: UTF8.self)
            return Array(text.replacing(/(From: [^\r]*?);tag=[a-z0-9]+/, with: { "\($0.1)" }).utf8)
        }
        stage.call()
        stage.run()
        #expect(stage.parties[1].notes == ["arrived", "confirmed"])
        #expect(stage.inject(.bye, into: 1) { $0.headers.set(.from, "<sip:a@b.example>") } == 200)
    }

    @Test func `the host of a Contact is looked up when it is a name`() {
        var stage = Stage.answering()
        stage.parties[1].hops = [stage.parties[1].hop(to: stage.parties[0])]
        stage.tamper = { index, bytes in
            guard index == 0 else { return bytes }
            let text = String(decoding: bytes, as: UTF8.self)
            return Array(
                text.replacing("Contact: <sip:allo@192.0.2.1", with: "Contact: <sip:allo@pbx.test")
                    .utf8)
        }
        stage.call()
        stage.run()
        stage.command(1, .hangUp(stage.parties[1].leg, reason: nil))
        stage.run()
        #expect(stage.lines.contains("1 BYE sip:allo@pbx.test:5060 SIP/2.0"))
        #expect(stage.parties[0].notes.last == "ended by peer")
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test(arguments: 1...40)
    func `mutated traffic traps nothing and ends no other call`(seed: UInt64) {
        var chance = Stage.answering(seed: seed).chance
        var stage = Stage.answering(seed: seed, others: .phones("desk"))
        stage.tamper = { _, bytes in
            var chance = chance
            for byte in bytes.prefix(64) { for _ in 0...Int(byte & 3) { _ = chance.next() } }
            guard chance.next() as UInt64 % 3 == 0 else { return bytes }
            var bytes = bytes
            for _ in 0...Int(chance.next() as UInt64 % 6) {
                let index = Int(chance.next() % UInt64(max(1, bytes.count)))
                switch chance.next() as UInt64 % 3 {
                case 0: bytes[index] = UInt8(truncatingIfNeeded: chance.next() as UInt64)
                case 1: bytes.remove(at: index)
                default: bytes.insert(contentsOf: bytes.suffix(index / 8), at: index)
                }
            }
            return bytes
        }
        _ = chance.next()
        for _ in 0..<6 {
            let leg = stage.call()
            stage.run(for: .seconds(2))
            stage.command(0, .offer(leg, .sample(5)))
            stage.run(for: .seconds(3))
            stage.command(0, .info(leg, contentType: "application/dtmf", body: [49]))
            stage.run(for: .seconds(2))
            stage.command(0, .hangUp(leg, reason: nil))
            stage.run(for: .seconds(70))
        }
        stage.tamper = { _, bytes in bytes }
        for party in 0...1 {
            for leg in Set(stage.parties[party].events.map(\.leg)) {
                stage.command(party, .hangUp(leg, reason: nil))
            }
        }
        #expect(stage.leftovers() == [.empty, .empty])
    }
}
