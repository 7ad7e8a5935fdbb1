import Foundation

/// What the people of a crowd say and answer.
extension Crowd {
    /// A call of somebody in the crowd.
    struct Call: Sendable {
        /// A number, or the name of an agent.
        let who: String
        let isIncoming: Bool
        /// The other side: where its requests go, and its name with its tag.
        var target: String
        var ours: String
        var theirs: String
        /// How long they talk once it is answered; nil for as long as it takes.
        var patience: Duration?
        var isAnswered = false
        /// When they hang up.
        var end: ContinuousClock.Instant?
        var sequence = 1
        /// The INVITE that came and is to be answered.
        var invite: Words?
    }

    /// What everybody knows.
    struct Mind: Sendable {
        var random: SeededGenerator
        var witness = Witness()
        var calls: [String: Call] = [:]
        var server: UInt16?
        var callers = 0
        var numbers = 0
        var names = 0
        var nextCall = ContinuousClock.now
    }

    /// A message, in words.
    struct Words: Sendable {
        let text: String

        var isResponse: Bool { text.hasPrefix("SIP/2.0 ") }
        var status: Int { Int(text.dropFirst(8).prefix(3)) ?? 0 }
        var method: String {
            isResponse
                ? field("CSeq").split(separator: " ").last.map(String.init) ?? ""
                : String(text.prefix { $0 != " " })
        }
        /// The user that a request is for.
        var user: String {
            String(text.drop { $0 != ":" }.dropFirst().prefix { $0 != "@" })
        }

        func field(_ name: String) -> String { fields(name).first ?? "" }

        func fields(_ name: String) -> [String] {
            text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("\(name): ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }

        /// The address in the Contact.
        var contact: String {
            String(field("Contact").drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
        }

        /// A response to this request.
        func response(
            _ status: String, to: String? = nil, rest: String = "Content-Length: 0\r\n\r\n"
        )
            -> String
        {
            let vias = fields("Via").map { "Via: \($0)\r\n" }.joined()
            return "SIP/2.0 \(status)\r\n\(vias)From: \(field("From"))\r\n"
                + "To: \(to ?? field("To"))\r\nCall-ID: \(field("Call-ID"))\r\n"
                + "CSeq: \(field("CSeq"))\r\n\(rest)"
        }
    }

    // MARK: Calling

    func invite(
        _ flow: String, from number: String, at server: UInt16, patience: Duration?,
        _ mind: inout Mind
    ) -> String {
        mind.names += 1
        let id = "crowd-\(port)-\(mind.names)"
        let target = "sip:\(flow)@127.0.0.1:\(server)"
        let call = Call(
            who: number, isIncoming: false, target: target,
            ours: "<sip:\(number)@127.0.0.1:\(port)>;tag=\(mind.names)", theirs: "<\(target)>",
            patience: patience)
        mind.calls[id] = call
        return request("INVITE", id, call, rest: body)
    }

    func bye(_ id: String, _ mind: inout Mind) -> String? {
        mind.calls[id]?.sequence += 1
        mind.calls[id]?.end = nil
        return mind.calls[id].map { request("BYE", id, $0) }
    }

    private func request(
        _ method: String, _ id: String, _ call: Call, rest: String = "Content-Length: 0\r\n\r\n"
    ) -> String {
        "\(method) \(call.target) SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP 127.0.0.1:\(port);rport;branch=z9hG4bK\(id)\(method)\(call.sequence)\r\n"
            + "Max-Forwards: 70\r\nFrom: \(call.ours)\r\nTo: \(call.theirs)\r\n"
            + "Call-ID: \(id)\r\nCSeq: \(call.sequence) \(method)\r\n"
            + "Contact: <sip:crowd@127.0.0.1:\(port)>\r\n\(rest)"
    }

    private var body: String {
        let text =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio \(soundPort) RTP/AVP 8\r\n"
        return "Content-Type: application/sdp\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
    }

    // MARK: Hearing

    /// What is said to a message.
    func answers(to words: Words, _ mind: inout Mind) -> [String] {
        mind.witness.messages += 1
        let id = words.field("Call-ID")
        return words.isResponse
            ? answers(to: words, in: id, &mind) : answers(toRequest: words, in: id, &mind)
    }

    private func answers(to words: Words, in id: String, _ mind: inout Mind) -> [String] {
        guard let call = mind.calls[id], words.status >= 200 else { return [] }
        switch (words.method, words.status) {
        case ("INVITE", 200):
            mind.calls[id]?.theirs = words.field("To")
            mind.calls[id]?.target = words.contact
            if !call.isAnswered {
                mind.calls[id]?.isAnswered = true
                mind.witness.answered.insert(call.who)
                mind.calls[id]?.end = call.patience.map { .now + $0 }
            }
            return mind.calls[id].map { [request("ACK", id, $0)] } ?? []
        case ("INVITE", _):
            mind.calls[id] = nil
            mind.witness.refused.insert(call.who)
            var refused = call
            refused.theirs = words.field("To")
            return [request("ACK", id, refused)]
        case ("BYE", 200):
            if !call.isIncoming { mind.witness.hungUp.insert(call.who) }
            mind.calls[id] = nil
            return []
        default: return []
        }
    }

    private func answers(
        toRequest words: Words, in id: String, _ mind: inout Mind
    ) -> [String] {
        switch words.method {
        case "INVITE":
            guard mind.calls[id] == nil else { return [] }
            return ring(words, id, &mind)
        case "CANCEL":
            guard let invite = mind.calls.removeValue(forKey: id)?.invite else {
                return [words.response("481 Unknown")]
            }
            return [
                words.response("200 OK"),
                invite.response("487 Cancelled", to: "\(invite.field("To"));tag=\(id)"),
            ]
        case "BYE":
            if let call = mind.calls.removeValue(forKey: id), !call.isIncoming {
                mind.witness.released.insert(call.who)
            }
            return [words.response("200 OK")]
        default: return []
        }
    }

    /// Somebody is rung: most answer after a moment, some refuse.
    private func ring(_ words: Words, _ id: String, _ mind: inout Mind) -> [String] {
        let to = "\(words.field("To"));tag=\(id)"
        mind.witness.rung.append(words.user)
        guard
            Int.random(in: 0..<8, using: &mind.random) > 0 || words.user.hasPrefix("+")
                || patient.contains(words.user)
        else {
            return [words.response("486 Busy Here", to: to)]
        }
        let talk = Duration.milliseconds(Int.random(in: 50...600, using: &mind.random))
        mind.calls[id] = Call(
            who: words.user, isIncoming: true, target: words.contact, ours: to,
            theirs: words.field("From"), patience: patient.contains(words.user) ? nil : talk,
            end: .now + .milliseconds(Int.random(in: 0...80, using: &mind.random)), invite: words)
        return [words.response("180 Ringing", to: to)]
    }

    // MARK: Time

    /// What is said because it is time.
    func due(_ mind: inout Mind) -> [String] {
        var said: [String] = []
        let now = ContinuousClock.now
        for (id, call) in mind.calls {
            guard let end = call.end, end <= now else { continue }
            if let invite = call.invite {
                mind.calls[id]?.invite = nil
                mind.calls[id]?.isAnswered = true
                mind.calls[id]?.end = call.patience.map { now + $0 }
                let rest = "Contact: <sip:\(call.who)@127.0.0.1:\(port)>\r\n\(body)"
                said.append(invite.response("200 OK", to: call.ours, rest: rest))
            } else if let bye = bye(id, &mind) {
                said.append(bye)
            }
        }
        let own = mind.calls.values.count { !$0.isIncoming }
        if let server = mind.server, own < mind.callers, mind.nextCall <= now {
            mind.numbers += 1
            mind.nextCall = now + .milliseconds(10)
            let digits = String(mind.numbers)
            let number = "+336" + String(repeating: "0", count: 8 - digits.count) + digits
            let isPatient = Int.random(in: 0..<2, using: &mind.random) > 0
            let patience: Duration? =
                isPatient ? nil : .milliseconds(Int.random(in: 50...900, using: &mind.random))
            said.append(invite(flow, from: number, at: server, patience: patience, &mind))
        }
        return said
    }
}
