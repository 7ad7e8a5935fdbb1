import SIP
import Telephony

/// The transaction layer between two neighbours, by a script.
///
/// Whatever they do: after every request got its answer and time has passed, nothing is left.
struct TransactionFuzz {
    private var layer = TransactionLayer(
        TransactionLayer.Settings(
            addresses: [0: .init(.address(.loopback), port: 5_060)], serverLimit: 8))
    private var chance = FuzzChance()
    private var now = Duration.zero
    private var decisions: Decisions
    /// Requests that wait for an answer of ours.
    private var asked: [(Request, TransactionID)] = []
    /// Requests of ours as they were sent, and their names.
    private var sent: [Request] = []
    private var begun: [(id: TransactionID, method: SIP.Method)] = []
    private var ended: Set<TransactionID> = []

    static func run(_ bytes: [UInt8]) {
        var fuzz = TransactionFuzz(decisions: Decisions(bytes))
        // A long script finds no more than a short one, but takes longer.
        for _ in 0..<200 where !fuzz.decisions.isAtEnd { fuzz.act() }
        fuzz.finish()
    }

    private init(decisions: Decisions) { self.decisions = decisions }

    private static let methods: [SIP.Method] = [
        .invite, .ack, .bye, .cancel, .options, .prack, .update, .register,
        SIP.Method(rawValue: "FOO"),
    ]
    private static let statuses = [100, 180, 183, 200, 202, 302, 401, 404, 486, 487, 503, 600]

    private mutating func hop() -> Hop {
        let port = UInt16(5_070 + decisions.number(below: 2))
        let transport: Transport = decisions.flag() ? .udp : .tcp
        return Hop(
            transport: transport, remote: IPEndpoint(.loopback, port: port),
            connection: transport == .tcp ? 1 : nil)
    }

    private mutating func act() {
        switch decisions.number(below: 9) {
        case 0, 1: receiveRequest()
        case 2: respond()
        case 3: send()
        case 4, 5: receiveResponse()
        case 6:
            let hop = hop()
            take(layer.transportFailed(hop, now: now))
        case 7:
            now += decisions.span()
            take(layer.advance(to: now))
        default:
            guard let invite = decisions.one(of: begun), invite.method == .invite else { return }
            take(layer.cancel(invite.id, now: now))
        }
    }

    private mutating func receiveRequest() {
        let method = decisions.one(of: Self.methods) ?? .invite
        let branch = decisions.number(below: 4)
        let prefix = decisions.number(below: 8) == 0 ? "old" : "z9hG4bK"
        var headers = HeaderFields()
        headers.append(.via, "SIP/2.0/UDP 127.0.0.1:5070;rport;branch=\(prefix)\(branch)")
        headers.append(.from, "<sip:a@a>;tag=\(decisions.number(below: 2))")
        headers.append(.to, decisions.flag() ? "<sip:b@b>" : "<sip:b@b>;tag=b")
        headers.append(.callID, "call-\(decisions.number(below: 2))")
        headers.append(.cSeq, "\(1 + decisions.number(below: 2)) \(method.rawValue)")
        headers.append(.maxForwards, "70")
        let request = Request(method, .sip(SIPURI(user: "b", host: .name("b"))), headers: headers)
        let hop = hop()
        take(layer.receive(.request(request), from: hop, now: now))
    }

    private mutating func respond() {
        guard let (request, id) = decisions.one(of: asked) else { return }
        let status = decisions.one(of: Self.statuses) ?? 200
        take(layer.respond(Response(to: request, status, toTag: "b"), to: id, now: now))
    }

    private mutating func send() {
        let method = decisions.one(of: Self.methods.filter { $0 != .ack && $0 != .cancel })
        var headers = HeaderFields()
        headers.append(.from, "<sip:b@b>;tag=b")
        headers.append(.to, "<sip:a@a>")
        headers.append(.callID, "ours-\(begun.count)")
        headers.append(.cSeq, "1 \((method ?? .invite).rawValue)")
        headers.append(.maxForwards, "70")
        let body = decisions.number(below: 8) == 0 ? [UInt8](repeating: 65, count: 2_000) : []
        let request = Request(
            method ?? .invite, .sip(SIPURI(host: .name("a"))), headers: headers, body: body)
        let hop = hop()
        let (id, effects) = layer.send(request, to: hop, now: now, using: &chance)
        begun.append((id, request.method))
        take(effects)
    }

    private mutating func receiveResponse() {
        guard let request = decisions.one(of: sent) else { return }
        let status = decisions.one(of: Self.statuses) ?? 200
        let tag = decisions.flag() ? "a" : "other"
        let hop = hop()
        take(
            layer.receive(
                .response(Response(to: request, status, toTag: tag)), from: hop, now: now))
    }

    private mutating func take(_ effects: [TransactionEffect]) {
        for effect in effects {
            trace("\(now) \(effect)")
            switch effect {
            case .send(let bytes, _):
                guard let message = try? MessageReader.read(bytes) else {
                    promise(false, "what we send is readable")
                    return
                }
                if case .request(let request) = message { sent = sent.suffix(7) + [request] }
            case .request(let request, let id, _):
                promise(request.method != .ack && request.method != .cancel, "it is to be answered")
                asked.append((request, id))
            case .response(let response, let id):
                guard response.status >= 200 else { continue }
                let isInvite = begun.contains { $0.id == id && $0.method == .invite }
                promise(
                    ended.insert(id).inserted || isInvite && response.status < 300,
                    "a request has one end")
            case .timedOut(let id), .failed(let id, _):
                guard begun.contains(where: { $0.id == id }) else { continue }
                promise(ended.insert(id).inserted, "a request has one end")
            case .ack, .cancelled:
                break
            }
        }
    }

    /// Answers what is open and lets time pass.
    private mutating func finish() {
        for (request, id) in asked {
            take(layer.respond(Response(to: request, 500, toTag: "b"), to: id, now: now))
        }
        // An INVITE that rings may ring for ever, unless its caller takes it back.
        for request in begun where request.method == .invite {
            take(layer.cancel(request.id, now: now))
        }
        var turns = 0
        while let deadline = layer.nextDeadline {
            turns += 1
            promise(turns < 10_000, "time comes to an end")
            now = max(now, deadline)
            take(layer.advance(to: now))
        }
        promise(layer.census == .empty, "nothing is left: \(layer.census)")
        for request in begun where !ended.contains(request.id) {
            promise(false, "every request of ours has an end: \(request)")
        }
    }
}
