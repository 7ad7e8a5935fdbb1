import Telephony
import TestSupport

@testable import SIP

/// A client and a server layer with a bad network between them, in virtual time.
struct LossyPair {
    struct Weather: Sendable, CustomStringConvertible {
        /// Chances in a hundred.
        var loss = 0
        var doubling = 0
        /// The longest delay; packets overtake each other.
        var delay = Duration.milliseconds(20)
        var transport = Transport.udp

        var description: String { "\(transport) loss \(loss) doubling \(doubling) delay \(delay)" }
    }

    /// What a client's transaction has come to.
    struct Story {
        var request: Request
        /// What the server's user agent answers, and how long it thinks.
        var answers: [(status: Int, after: Duration)]
        var isCancelled = false
        var finals: [Int] = []
        var timeouts = 0
        /// How often the server's user agent has had the request.
        var arrivals = 0
        /// Whether any packet of the request has got through, and any of a final response.
        var isHeard = false
        var isAnswerHeard = false
    }

    enum Happening {
        case packet([UInt8], toServer: Bool)
        case answer(Int, Response, TransactionID)
        case cancel(TransactionID)
        /// A 2xx goes out again until its ACK has come (RFC 3261 §13.3.1.4).
        case repeated(Response, TransactionID, pause: Duration, until: Duration)
    }

    let weather: Weather
    var chance: SeededGenerator
    var client: TransactionLayer
    var server: TransactionLayer
    var now = Duration.zero
    var stories: [String: Story] = [:]
    var names: [TransactionID: String] = [:]
    var held: [TransactionID: Request] = [:]
    /// The calls whose 2xx has its ACK.
    var acknowledged: Set<String> = []
    private var happenings: [Int: Happening] = [:]
    private var queue = TimerQueue<Int>()
    private var lastHappening = 0
    private let there: Hop
    private let here: Hop

    init(_ weather: Weather, seed: UInt64) {
        self.weather = weather
        chance = SeededGenerator(seed: seed)
        let address = TransactionLayer.SentBy(.address(.v4(1)), port: 5060)
        client = TransactionLayer(.init(addresses: [0: address]))
        server = TransactionLayer(.init(addresses: [0: address]))
        let connection: UInt64? = weather.transport.isReliable ? 1 : nil
        there = Hop(
            transport: weather.transport, remote: IPEndpoint(.v4(2), port: 5060),
            connection: connection)
        here = Hop(
            transport: weather.transport, remote: IPEndpoint(.v4(1), port: 5060),
            connection: connection)
    }

    mutating func begin(
        _ method: Method, _ name: String, answers: [(status: Int, after: Duration)],
        cancelAfter: Duration? = nil
    ) {
        var request = TransactionFixture.ours(method)
        request.callID = name
        stories[name] = Story(request: request, answers: answers)
        let (id, effects) = client.send(request, to: there, now: now, using: &chance)
        names[id] = name
        carryOut(effects, fromServer: false)
        // A user agent lets nothing ring for ever.
        if method == .invite { plan(.cancel(id), after: cancelAfter ?? .seconds(120)) }
    }

    /// Lets everything run to its end; false if it does not end within an hour.
    mutating func run() -> Bool {
        while let next = [queue.nextDeadline, client.nextDeadline, server.nextDeadline]
            .compactMap(\.self).min()
        {
            guard next < .seconds(3600) else { return false }
            now = max(now, next)
            carryOut(client.advance(to: now), fromServer: false)
            carryOut(server.advance(to: now), fromServer: true)
            while let number = queue.popDue(now) {
                if let happening = happenings.removeValue(forKey: number) { happen(happening) }
            }
        }
        return true
    }

    private mutating func plan(_ happening: Happening, after span: Duration) {
        lastHappening += 1
        happenings[lastHappening] = happening
        queue.set(lastHappening, at: now + span)
    }

    private mutating func happen(_ happening: Happening) {
        switch happening {
        case .packet(let bytes, let toServer):
            guard let message = try? MessageReader.read(bytes) else { return }
            note(message, toServer: toServer)
            if toServer {
                carryOut(server.receive(message, from: here, now: now), fromServer: true)
            } else {
                carryOut(client.receive(message, from: there, now: now), fromServer: false)
            }
        case .answer(let status, let response, let id):
            // A cancelled INVITE has been answered with 487.
            guard held[id] != nil else { return }
            if status >= 200 { held[id] = nil }
            carryOut(server.respond(response, to: id, now: now), fromServer: true)
            if response.isSuccess, response.cSeq?.method == .invite {
                let pause = Duration.milliseconds(500)
                plan(
                    .repeated(response, id, pause: pause, until: now + pause * 64), after: pause)
            }
        case .repeated(let response, let id, let pause, let until):
            guard now < until, !acknowledged.contains(response.callID ?? "") else { return }
            carryOut(server.respond(response, to: id, now: now), fromServer: true)
            let next = min(pause * 2, .seconds(4))
            plan(.repeated(response, id, pause: next, until: until), after: next)
        case .cancel(let id):
            if let name = names[id] { stories[name]?.isCancelled = true }
            carryOut(client.cancel(id, now: now), fromServer: false)
        }
    }

    private mutating func note(_ message: Message, toServer: Bool) {
        let name = message.callID ?? ""
        switch message {
        case .request(let request):
            if toServer, request.method == stories[name]?.request.method {
                stories[name]?.isHeard = true
            }
        case .response(let response):
            if response.status >= 200, response.cSeq?.method == stories[name]?.request.method {
                stories[name]?.isAnswerHeard = true
            }
        }
    }

    private mutating func carryOut(_ effects: [TransactionEffect], fromServer: Bool) {
        for effect in effects {
            switch effect {
            case .send(let bytes, _):
                post(bytes, toServer: !fromServer)
            case .request(let request, let id, _):
                let name = request.callID ?? ""
                stories[name]?.arrivals += 1
                held[id] = request
                for (status, after) in stories[name]?.answers ?? [] {
                    let response = Response(to: request, status, toTag: "s")
                    plan(.answer(status, response, id), after: after)
                }
            case .ack(let request, _):
                acknowledged.insert(request.callID ?? "")
            case .cancelled(let invite):
                guard let request = held.removeValue(forKey: invite) else { break }
                let response = Response(to: request, 487, toTag: "s")
                carryOut(server.respond(response, to: invite, now: now), fromServer: true)
            case .response(let response, let id):
                if response.status >= 200, let name = names[id] {
                    stories[name]?.finals.append(response.status)
                    acknowledge(response, name)
                }
            case .timedOut(let id), .failed(let id, _):
                if !fromServer, let name = names[id] { stories[name]?.timeouts += 1 }
            }
        }
    }

    private mutating func acknowledge(_ response: Response, _ name: String) {
        guard response.isSuccess, response.cSeq?.method == .invite else { return }
        var ack = TransactionFixture.ours(.ack)
        ack.callID = name
        ack.headers[.to] = response.headers.first(.to)
        carryOut([client.sendDirectly(ack, to: there, using: &chance)], fromServer: false)
    }

    private mutating func post(_ bytes: [UInt8], toServer: Bool) {
        let copies = Int.random(in: 0..<100, using: &chance) < weather.doubling ? 2 : 1
        for _ in 0..<copies where Int.random(in: 0..<100, using: &chance) >= weather.loss {
            let share = Double(Int.random(in: 0...1000, using: &chance)) / 1000
            plan(.packet(bytes, toServer: toServer), after: weather.delay * share)
        }
    }
}
