import Telephony
import TestSupport

@testable import SIP

/// Drives a transaction layer by bytes: whatever they are, it must not trap, its tables must stay
/// in bounds, and once time has passed everything must be over.
///
/// The bytes choose among requests, responses, copies and mutations of what was sent, answers of
/// the user agent, failing transports and time.
enum TransactionLayerFuzz {
    /// Runs one input; returns what is wrong, nil if nothing is.
    static func run(_ input: some Collection<UInt8>) -> String? {
        var driver = Driver(input: Array(input))
        return driver.run()
    }

    private struct Driver {
        let input: [UInt8]
        var position = 0
        var chance = SeededGenerator(seed: 5)
        var now = Duration.zero
        var layer = TransactionLayer(.init(serverLimit: 50, restingLimit: 50))
        var clients: [TransactionID] = []
        var servers: [(Request, TransactionID)] = []
        var seen: [[UInt8]] = []

        init(input: [UInt8]) { self.input = input }

        mutating func run() -> String? {
            while let choice = next() {
                step(choice)
                if layer.census.servers > 50 + 13 + 50 { return "more transactions than the bound" }
                if layer.census.timers > layer.count * 3 { return "timers without transactions" }
            }
            return settle()
        }

        /// Answers what is open and lets time pass: nothing must be left.
        private mutating func settle() -> String? {
            for (request, id) in servers {
                _ = layer.respond(Response(to: request, 500, toTag: "t"), to: id, now: now)
            }
            for id in clients { _ = layer.cancel(id, now: now) }
            for _ in 0..<100_000 {
                guard let deadline = layer.nextDeadline else { break }
                now = max(now, deadline)
                take(layer.advance(to: now))
            }
            // An INVITE that only ever rings, and that could not be taken back before it rang.
            for hop in hops { take(layer.transportFailed(hop, now: now)) }
            for _ in 0..<100_000 {
                guard let deadline = layer.nextDeadline else { break }
                now = max(now, deadline)
                take(layer.advance(to: now))
            }
            return layer.census == .empty ? nil : "left behind: \(layer.census)"
        }

        private mutating func step(_ choice: UInt8) {
            switch choice % 16 {
            case 0...4: receive(made())
            case 5, 6: receive(copied())
            case 7: receive(mutated())
            case 8, 9: answer()
            case 10, 11: send()
            case 12: if let id = pick(clients) { take(layer.cancel(id, now: now)) }
            case 13: take(layer.transportFailed(hop(), now: now))
            default:
                now += .milliseconds(Int(next() ?? 0) * 40)
                take(layer.advance(to: now))
            }
        }

        private mutating func next() -> UInt8? {
            guard position < input.count else { return nil }
            defer { position += 1 }
            return input[position]
        }

        private mutating func pick<Element>(_ list: [Element]) -> Element? {
            guard let byte = next(), !list.isEmpty else { return nil }
            return list[Int(byte) % list.count]
        }

        private let hops = [
            Hop(transport: .udp, remote: IPEndpoint(.v4(9), port: 5060)),
            Hop(transport: .tcp, remote: IPEndpoint(.v4(9), port: 4000), connection: 1),
            Hop(transport: .tls, remote: IPEndpoint(.v6(1, 2), port: 4000), connection: 2),
        ]

        private mutating func hop() -> Hop { pick(hops) ?? hops[0] }

        /// A request of few kinds, so that they meet.
        private mutating func made() -> [UInt8] {
            let methods: [Method] = [.invite, .ack, .cancel, .bye, .options, .init(rawValue: "X")]
            let method = pick(methods) ?? .invite
            let number = (next() ?? 0) % 8
            let cookie = (next() ?? 0) % 4 == 0 ? "" : Via.magicCookie
            let rport = (next() ?? 0) % 2 == 0 ? ";rport" : ""
            let tag = (next() ?? 0) % 2 == 0 ? ";tag=t" : ""
            return TransactionFixture.request(
                method, via: "SIP/2.0/UDP h.example:5070\(rport);branch=\(cookie)\(number)",
                to: "<sip:b@example.com>\(tag)", callID: "c\(number % 3)",
                number: UInt32(number % 2)
            ).bytes()
        }

        private mutating func copied() -> [UInt8] { pick(seen) ?? made() }

        private mutating func mutated() -> [UInt8] {
            var bytes = copied()
            for _ in 0..<(next() ?? 0) % 8 {
                guard !bytes.isEmpty else { break }
                let place = (Int(next() ?? 0) * 251 + Int(next() ?? 0)) % bytes.count
                bytes[place] = next() ?? 0
            }
            return bytes
        }

        private mutating func receive(_ bytes: [UInt8]) {
            // What is no message never comes to the layer.
            guard let message = try? MessageReader.read(bytes) else { return }
            remember(bytes)
            if case .request(let request) = message { _ = layer.recognizes(request) }
            take(layer.receive(message, from: hop(), now: now))
        }

        private mutating func answer() {
            guard let (request, id) = pick(servers) else { return }
            let status = [100, 180, 200, 302, 486, 699][Int(next() ?? 0) % 6]
            take(layer.respond(Response(to: request, status, toTag: "t"), to: id, now: now))
        }

        private mutating func send() {
            let methods: [Method] = [.invite, .options, .bye]
            let request = TransactionFixture.ours(pick(methods) ?? .invite)
            let (id, effects) = layer.send(request, to: hop(), now: now, using: &chance)
            clients.append(id)
            if clients.count > 40 { clients.removeFirst() }
            take(effects)
        }

        /// Keeps what comes out, as material for answers: each request of ours gets responses.
        private mutating func take(_ effects: [TransactionEffect]) {
            for effect in effects {
                switch effect {
                case .send(let bytes, _):
                    guard case .request(let request)? = try? MessageReader.read(bytes) else {
                        break
                    }
                    for status in [180, 200, 404] {
                        remember(Response(to: request, status, toTag: "far").bytes())
                    }
                case .request(let request, let id, _):
                    servers.append((request, id))
                case .ack, .cancelled, .response, .timedOut, .failed:
                    break
                }
            }
        }

        private mutating func remember(_ bytes: [UInt8]) {
            seen.append(bytes)
            if seen.count > 40 { seen.removeFirst() }
        }
    }
}
