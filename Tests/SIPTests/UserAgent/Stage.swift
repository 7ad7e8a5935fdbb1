import SIP
import Telephony
import TestSupport
import Testing

/// Two user agents and a network between them that may lose, double, delay and mix up what it
/// carries; its time is virtual, its chance seeded.
struct Stage {
    struct Weather: Sendable, CustomTestStringConvertible {
        var name = "clean"
        var loss = 0.0
        var duplication = 0.0
        var delay: ClosedRange<Int> = 5...5

        var testDescription: String { name }

        static let clean = Weather()
        static let lossy = Weather(name: "20 % lost", loss: 0.2, delay: 5...40)
        static let doubled = Weather(name: "30 % doubled", duplication: 0.3, delay: 5...40)
        static let mixed = Weather(
            name: "lost, doubled, mixed up", loss: 0.1, duplication: 0.2, delay: 1...900)
        static let all = [clean, lossy, doubled, mixed]
    }

    var parties: [Party]
    var weather = Weather.clean
    var now = Duration.zero
    var chance: SeededGenerator
    /// Changes or drops a message on its way; the number is the sender's.
    var tamper: (Int, [UInt8]) -> [UInt8]? = { _, bytes in bytes }
    /// The first lines of all messages sent, with the sender's number.
    var lines: [String] = []
    private var flights: [Flight] = []
    private var serial = 0

    private struct Flight {
        var at: Duration
        var serial: Int
        var from: Int
        var to: Int
        var bytes: [UInt8]
    }

    init(_ one: Party, _ other: Party, seed: UInt64 = 1, weather: Weather = .clean) {
        parties = [one, other]
        self.weather = weather
        chance = SeededGenerator(seed: seed)
    }

    /// Gives a command.
    mutating func command(_ index: Int, _ command: UserAgent.Command) {
        step(index, .do(command))
    }

    /// Calls from the first party to the second.
    @discardableResult
    mutating func call(
        from index: Int = 0, offer: SessionDescription? = .sample(1),
        _ change: (inout OutgoingCall) -> Void = { _ in }
    ) -> LegID {
        let id = parties[index].state.nextLeg()
        let other = parties[1 - index]
        let target = SIPURI(user: "accueil", host: .address(other.address.address), port: 5060)
        let from = SIPURI(
            user: "alice", host: .address(parties[index].address.address), port: 5060)
        var call = OutgoingCall(
            target: target, hops: [parties[index].hop(to: other)], peer: parties[index].others,
            from: from, offer: offer)
        change(&call)
        command(index, .call(id, call))
        return id
    }

    /// Lets time pass until nothing is in flight and nothing due before then.
    mutating func run(for span: Duration = .seconds(5)) {
        let end = now + span
        while let next = nextMoment, next <= end {
            now = max(now, next)
            moment()
        }
        now = end
    }

    /// Hands a party a message as if it came from the other.
    mutating func deliver(_ bytes: [UInt8], to index: Int, as peer: PeerID? = nil) {
        guard let message = try? MessageReader.read(bytes) else { return }
        let hop = parties[index].hop(to: parties[1 - index])
        step(index, .received(message, from: hop, peer: peer ?? parties[index].others))
    }

    mutating func step(_ index: Int, _ event: UserAgent.Event) {
        let agent = parties[index].agent
        var events = [event]
        while !events.isEmpty {
            let effects = agent.step(
                &parties[index].state, on: events.removeFirst(), now: now, using: &chance)
            for effect in effects { events += carryOut(effect, of: index) }
        }
    }

    private mutating func carryOut(
        _ effect: UserAgent.Effect, of index: Int
    ) -> [UserAgent.Event] {
        switch effect {
        case .send(let bytes, _):
            send(bytes, from: index)
            return []
        case .leg(let id, let event):
            parties[index].notes.append(event.note)
            parties[index].events.append((id, event))
            let commands = parties[index].react(id, event)
            guard case .ended = event, parties[index].takesNote else {
                return commands.map { .do($0) }
            }
            return (commands + [.answerBye(id)]).map { .do($0) }
        case .lookUp(let id, _):
            return [.found(id, parties[index].hops)]
        case .request, .response, .noResponse:
            parties[index].effects.append(effect)
            return []
        }
    }

    private mutating func send(_ bytes: [UInt8], from index: Int) {
        let line = String(decoding: bytes.prefix { $0 != 13 }, as: UTF8.self)
        lines.append("\(index) \(line)")
        guard let bytes = tamper(index, bytes) else { return }
        guard Double.random(in: 0..<1, using: &chance) >= weather.loss else { return }
        fly(bytes, from: index)
        if Double.random(in: 0..<1, using: &chance) < weather.duplication {
            fly(bytes, from: index)
        }
    }

    private mutating func fly(_ bytes: [UInt8], from index: Int) {
        serial += 1
        let delay = Duration.milliseconds(Int.random(in: weather.delay, using: &chance))
        flights.append(
            Flight(at: now + delay, serial: serial, from: index, to: 1 - index, bytes: bytes))
    }

    private var nextMoment: Duration? {
        (flights.map(\.at) + parties.compactMap(\.state.nextDeadline)).min()
    }

    private mutating func moment() {
        if let index = flights.indices.min(by: {
            (flights[$0].at, flights[$0].serial) < (flights[$1].at, flights[$1].serial)
        }), flights[index].at <= now {
            let flight = flights.remove(at: index)
            deliver(flight.bytes, to: flight.to)
            return
        }
        for index in parties.indices {
            guard let due = parties[index].state.nextDeadline, due <= now else { continue }
            step(index, .timePassed)
        }
    }

    /// What is left when all has had time to come to rest.
    mutating func leftovers() -> [UserAgent.State.Census] {
        run(for: .seconds(300))
        return parties.map(\.state.census)
    }
}
