import SIP
import Telephony

/// The user agent between its application and a peer that both do what they like, by a script.
///
/// Whatever they do: once all legs are hung up and time has passed, nothing is left.
struct UserAgentFuzz {
    private let agent: UserAgent
    private var state: UserAgent.State
    private var chance = FuzzChance()
    private var now = Duration.zero
    private var decisions: Decisions
    private var legs: [LegID] = []
    private var ended: Set<LegID> = []
    private var lookUps: [LookUpID] = []
    private var asked: [(Request, TransactionID)] = []
    /// What the peer has got, and what it has sent, the last of them.
    private var got: [Message] = []
    private var said: [Message] = []
    private var names = 0

    static func run(_ bytes: [UInt8]) {
        var fuzz = UserAgentFuzz(Decisions(bytes))
        for _ in 0..<120 where !fuzz.decisions.isAtEnd { fuzz.act() }
        fuzz.finish()
    }

    private init(_ decisions: Decisions) {
        self.decisions = decisions
        let ours = IPEndpoint(.loopback, port: 5_060)
        var settings = UserAgent.Settings(listeners: [
            .init(transport: .udp, advertised: ours), .init(transport: .tcp, advertised: ours),
        ])
        settings.maximumLegs = 6
        settings.maximumTransactions = 40
        agent = UserAgent(settings)
        state = agent.makeState()
    }

    private static let session =
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + "m=audio 4000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"

    private mutating func hop() -> Hop {
        let isDatagram = decisions.number(below: 4) != 0
        return Hop(
            transport: isDatagram ? .udp : .tcp, remote: IPEndpoint(.loopback, port: 5_070),
            local: isDatagram ? 0 : 1, connection: isDatagram ? nil : 1)
    }

    private mutating func peer() -> PeerID {
        decisions.flag() ? .trunk("trunk") : .phones("phones")
    }

    private mutating func act() {
        switch decisions.number(below: 12) {
        case 0: receiveNew()
        case 1, 2: receiveInDialog()
        case 3, 4, 5: receiveResponse()
        case 6: repeatWhatWasSaid()
        case 7:
            now += decisions.span()
            step(.timePassed)
        case 8:
            let hop = hop()
            step(.transportFailed(hop, reason: "refused"))
        case 9:
            guard let lookUp = lookUps.popLast() else { return }
            let hop = hop()
            step(.found(lookUp, decisions.flag() ? [hop] : []))
        default:
            command()
        }
    }

    // MARK: What the peer does

    private static let methods: [SIP.Method] = [
        .invite, .ack, .bye, .cancel, .options, .prack, .update, .info, .refer, .notify,
        .subscribe, .message, .register, SIP.Method(rawValue: "FOO"),
    ]
    private static let extras: [(HeaderName, String)] = [
        (.require, "100rel"), (.supported, "100rel, timer, replaces"),
        (.require, "foo"), (HeaderName("Session-Expires") ?? .require, "90;refresher=uac"),
        (HeaderName("Session-Expires") ?? .require, "10"), (HeaderName("Min-SE") ?? .require, "99"),
        (HeaderName("RSeq") ?? .require, "1"), (HeaderName("RSeq") ?? .require, "2"),
        (HeaderName("RAck") ?? .require, "1 1 INVITE"),
        (HeaderName("Refer-To") ?? .require, "<sip:c@127.0.0.1:5070>"),
        (HeaderName("Refer-To") ?? .require, "<sip:c@127.0.0.1?Replaces=call-1%3Bto-tag%3Dx>"),
        (HeaderName("Replaces") ?? .require, "call-1;to-tag=a;from-tag=b"),
        (HeaderName("Event") ?? .require, "refer"),
        (HeaderName("Subscription-State") ?? .require, "terminated;reason=noresource"),
        (HeaderName("Record-Route") ?? .require, "<sip:127.0.0.1:5070;lr>"),
        (.retryAfter, "7"), (HeaderName("Reason") ?? .require, "SIP;cause=200"),
        (HeaderName("WWW-Authenticate") ?? .require, "Digest realm=\"a\", nonce=\"b\""),
    ]

    private mutating func decorate(_ headers: inout HeaderFields, _ body: inout [UInt8]) {
        for _ in 0..<decisions.number(below: 4) {
            guard let (name, value) = decisions.one(of: Self.extras) else { continue }
            headers.append(name, value)
        }
        switch decisions.number(below: 4) {
        case 0:
            break
        case 1, 2:
            headers.set(.contentType, "application/sdp")
            body = Array(Self.session.utf8)
        default:
            headers.set(.contentType, decisions.flag() ? "application/sdp" : "message/sipfrag")
            body = decisions.piece(decisions.number(below: 40))
        }
    }

    private mutating func receiveNew() {
        names += 1
        let method = decisions.number(below: 3) == 0 ? decisions.one(of: Self.methods) : .invite
        var headers = HeaderFields()
        headers.append(.via, "SIP/2.0/UDP 127.0.0.1:5070;rport;branch=z9hG4bKnew\(names)")
        headers.append(.from, "<sip:peer@127.0.0.1>;tag=peer\(names)")
        headers.append(.to, "<sip:allo@127.0.0.1>")
        headers.append(.callID, "call-\(names)")
        headers.append(.cSeq, "1 \((method ?? .invite).rawValue)")
        headers.append(.contact, "<sip:peer@127.0.0.1:5070>")
        headers.append(.maxForwards, "\(decisions.number(below: 71))")
        var body: [UInt8] = []
        decorate(&headers, &body)
        let uri = URI.sip(SIPURI(user: "allo", host: .address(.loopback)))
        receive(.request(Request(method ?? .invite, uri, headers: headers, body: body)))
    }

    /// A request in a dialog of which the peer has seen a message.
    private mutating func receiveInDialog() {
        let method = decisions.one(of: Self.methods) ?? .bye
        guard let known = decisions.one(of: got) else { return }
        names += 1
        var headers = HeaderFields()
        let number: UInt32
        switch known {
        case .request(let request):  // The peer was called.
            headers.append(.from, (request.headers.first(.to) ?? "") + ";tag=peer")
            headers.append(.to, request.headers.first(.from) ?? "")
            headers.append(.callID, request.callID ?? "")
            number = UInt32(decisions.number(below: 4))
        case .response(let response):  // The peer called.
            headers.append(.from, response.headers.first(.from) ?? "")
            headers.append(.to, response.headers.first(.to) ?? "")
            headers.append(.callID, response.callID ?? "")
            number = (response.cSeq?.number ?? 1) &+ UInt32(decisions.number(below: 3))
        }
        headers.append(.cSeq, "\(number & 0x7FFF_FFFF) \(method.rawValue)")
        let branch = decisions.number(below: 4) == 0 ? "new\(names - 1)" : "in\(names)"
        headers.append(.via, "SIP/2.0/UDP 127.0.0.1:5070;rport;branch=z9hG4bK\(branch)")
        headers.append(.contact, "<sip:peer@127.0.0.1:507\(decisions.number(below: 3))>")
        headers.append(.maxForwards, "70")
        var body: [UInt8] = []
        decorate(&headers, &body)
        let uri = URI.sip(SIPURI(user: "allo", host: .address(.loopback), port: 5_060))
        receive(.request(Request(method, uri, headers: headers, body: body)))
    }

    private static let statuses = [
        100, 180, 181, 183, 199, 200, 202, 302, 401, 407, 404, 408, 420, 422, 481, 486, 487, 488,
        491, 500, 503, 603,
    ]

    private mutating func receiveResponse() {
        let requests = got.compactMap { message -> Request? in
            guard case .request(let request) = message, request.method != .ack else { return nil }
            return request
        }
        guard let request = decisions.one(of: requests) else { return }
        let status = decisions.one(of: Self.statuses) ?? 200
        var response = Response(
            to: request, status, toTag: decisions.number(below: 4) == 0 ? "fork" : "peer")
        if decisions.flag() { response.headers.append(.contact, "<sip:peer@127.0.0.1:5070>") }
        var body: [UInt8] = []
        decorate(&response.headers, &body)
        response.body = body
        receive(.response(response))
    }

    private mutating func repeatWhatWasSaid() {
        guard let message = decisions.one(of: said) else { return }
        receive(message)
    }

    private mutating func receive(_ message: Message) {
        // Only what the reader lets through reaches the user agent.
        guard let read = try? MessageReader.read(message.bytes()) else { return }
        said = said.suffix(7) + [read]
        let (hop, peer) = (hop(), peer())
        step(.received(read, from: hop, peer: peer))
    }

    // MARK: What the application does

    private mutating func command() {
        let session = decisions.flag() ? try? SessionDescription(Array(Self.session.utf8)) : nil
        let leg = decisions.one(of: legs) ?? LegID(rawValue: 99)
        let target = SIPURI(user: "c", host: .address(.loopback), port: 5_070)
        switch decisions.number(below: 12) {
        case 0:
            guard decisions.flag() else { return step(.do(.answerBye(leg))) }
            step(.do(.ring(leg, session, reliably: decisions.flag())))
        case 1, 2: step(.do(.accept(leg, session)))
        case 3: step(.do(.reject(leg, .init(decisions.flag() ? 486 : 302))))
        case 4, 5: call(session)
        case 6: step(.do(.hangUp(leg, reason: decisions.flag() ? "done\r\nX: y" : nil)))
        case 7:
            guard let session else { return }
            step(.do(.offer(leg, session)))
        case 8: step(.do(.answerOffer(leg, session)))
        case 9: step(.do(.refer(leg, to: target, replacing: decisions.one(of: legs))))
        case 10:
            if decisions.flag() {
                step(.do(.answerRefer(leg, accept: decisions.flag())))
            } else {
                step(.do(.reportRefer(leg, status: decisions.flag() ? 180 : 200)))
            }
        default:
            guard let (request, id) = asked.popLast() else {
                step(.do(.info(leg, contentType: "application/dtmf-relay", body: [49])))
                return
            }
            step(.do(.respond(id, Response(to: request, 200, toTag: "allo"))))
        }
    }

    private mutating func call(_ session: SessionDescription?) {
        let leg = state.nextLeg()
        legs = legs.suffix(5) + [leg]
        let (first, second) = (hop(), hop())
        let hops = decisions.number(below: 4) == 0 ? [] : [first, second]
        step(
            .do(
                .call(
                    leg,
                    OutgoingCall(
                        target: SIPURI(user: "peer", host: .address(.loopback), port: 5_070),
                        hops: hops, peer: peer(),
                        from: SIPURI(user: "allo", host: .address(.loopback)), offer: session,
                        replaces: decisions.number(below: 8) == 0 ? decisions.one(of: legs) : nil)))
        )
    }

    // MARK: What comes of it

    private mutating func step(_ event: UserAgent.Event) {
        trace("\(now) \(event)")
        for effect in agent.step(&state, on: event, now: now, using: &chance) {
            trace("  \(effect.words)")
            switch effect {
            case .send(let bytes, _):
                guard let message = try? MessageReader.read(bytes) else {
                    promise(false, "what we send is readable")
                    return
                }
                got = got.suffix(7) + [message]
            case .leg(let leg, let event):
                note(event, on: leg)
            case .lookUp(let lookUp, _):
                lookUps.append(lookUp)
            case .request(let request, let id, _, _):
                asked.append((request, id))
            case .response, .noResponse:
                break
            }
        }
    }

    private mutating func note(_ event: LegEvent, on leg: LegID) {
        if case .referProgress = event { return }
        promise(!ended.contains(leg), "nothing follows the end: \(event)")
        switch event {
        case .arrived: legs = legs.suffix(5) + [leg]
        case .ended: ended.insert(leg)
        default: break
        }
    }

    /// Ends everything and lets time pass.
    private mutating func finish() {
        for number in 0..<200 { step(.do(.hangUp(LegID(rawValue: UInt64(number)), reason: nil))) }
        for (request, id) in asked {
            step(.do(.respond(id, Response(to: request, 500, toTag: "allo"))))
        }
        for lookUp in lookUps { step(.found(lookUp, [])) }
        var turns = 0
        while let deadline = state.nextDeadline {
            turns += 1
            promise(turns < 10_000, "time comes to an end")
            now = max(now, deadline)
            step(.timePassed)
        }
        promise(state.census == .empty, "nothing is left: \(state.census)")
        for leg in legs { promise(ended.contains(leg) || leg.rawValue >= 200, "\(leg) has an end") }
    }
}

extension UserAgent.Effect {
    /// The effect, to be read by people.
    fileprivate var words: String {
        if case .send(let bytes, let hop) = self {
            "send to \(hop.remote) " + String(decoding: bytes, as: UTF8.self)
        } else {
            "\(self)"
        }
    }
}
