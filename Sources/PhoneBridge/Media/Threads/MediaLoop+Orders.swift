import Telephony

extension MediaLoop {
    /// Obeys an order; true where it was the last.
    func obey(_ order: MediaOrder) -> Bool {
        if !expected.isEmpty, let (first, second) = order.ports {
            if let port = [first, second].compactMap(\.self).first(where: { expected[$0] != nil }) {
                expected[port]?.append(order)
                return false
            }
        }
        switch order {
        case .open(let port, let sockets): open(port, on: sockets)
        case .start(let port, let terms, let security):
            if let stream = table[port] { start(stream, as: terms, security: security) }
        case .play(let port, let playback):
            if let stream = table[port] { play(playback, on: stream) }
        case .stop(let port, let playback): table[port]?.pointee.stop(playback)
        case .send(let port, let digits):
            if let stream = table[port] { send(digits, on: stream) }
        case .listen(let port, let tap): table[port]?.pointee.tap = tap
        case .record(let port, let track):
            if let stream = table[port] { record(stream, on: track) }
        case .join(let first, let second):
            if let first = table[first], let second = table[second] { join(first, second) }
        case .part(let port):
            if let stream = table[port] { part(stream) }
        case .report(let port, let continuation):
            continuation.resume(returning: table[port]?.pointee.statistics(now: bench.now))
        case .close(let port):
            if let stream = table[port] { destroy(stream) }
        case .expect(let port): expected[port] = []
        case .handOver(let port, let mailbox): handOver(port, to: mailbox)
        case .adopt(let port, let moved): adopt(port, moved)
        case .shutDown:
            for case .report(_, let continuation) in expected.values.joined() {
                continuation.resume(returning: nil)
            }
            for port in table.ports {
                if let stream = table[port] { destroy(stream) }
            }
            return true
        }
        return false
    }

    private func handOver(_ port: MediaPort.ID, to mailbox: Mailbox) {
        guard let stream = table[port] else {
            mailbox.put(.adopt(port, nil))
            return
        }
        remove(stream)
        mailbox.put(.adopt(port, MovedStream(stream)))
    }

    private func adopt(_ port: MediaPort.ID, _ moved: MovedStream?) {
        if let stream = moved?.take() { insert(stream) }
        let orders = expected.removeValue(forKey: port) ?? []
        for order in orders { _ = obey(order) }
    }
}
