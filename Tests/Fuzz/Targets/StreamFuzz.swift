import SIP

/// Cutting a stream, whose pieces come as the fuzzer wants.
enum StreamFuzz {
    static func run(_ bytes: [UInt8]) {
        var decisions = Decisions(bytes)
        let size = 1 + decisions.number(below: 64)
        let stream = decisions.rest()
        let pieces = stride(from: 0, to: stream.count, by: size).map {
            Array(stream[$0..<min(stream.count, $0 + size)])
        }
        let atOnce = items(of: [stream])
        let piecewise = items(of: pieces)
        promise(
            atOnce.filter { $0 != "sign" } == piecewise.filter { $0 != "sign" },
            "messages don't depend on how they are cut: \(atOnce) or \(piecewise)")
    }

    private static func items(of pieces: [[UInt8]]) -> [String] {
        var splitter = MessageSplitter()
        var items: [String] = []
        for piece in pieces {
            splitter.append(piece)
            read(&splitter, into: &items)
            promise(
                splitter.pendingBytes <= 2 * MessageLimits.standard.message + piece.count,
                "what waits is bounded")
        }
        return items
    }

    private static func read(_ splitter: inout MessageSplitter, into items: inout [String]) {
        while true {
            let before = splitter.pendingBytes
            do {
                guard let item = try splitter.next() else { return }
                switch item {
                case .message(let message):
                    items.append("message \(message.bytes().count)")
                    DatagramFuzz.look(at: message)
                case .ping, .pong: items.append("sign")
                }
            } catch {
                items.append("error \(error.reason)")
                guard !splitter.isBroken else { return }
            }
            promise(splitter.pendingBytes < before, "what is told is taken from the stream")
        }
    }
}
