import Foundation

/// As many sends of a ready packet as calls would take, on as many sockets, and nothing else: what
/// the kernel alone takes for them.
struct PlainLoad {
    let calls: Int

    func measure(window: Double) throws -> MediaOutcome {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        let sink = try MediaSink(streams: calls, sends: false) { ports in
            try (0..<calls).map { index in
                let (socket, port) = try PlainLoad.connect(to: ports[index % ports.count])
                sockets.append(socket)
                return port
            }
        }
        let sender = Sender(sockets: sockets)
        let thread = Thread { sender.work() }
        thread.start()
        var edges: [Int64] = []
        let result = sink.run(warmUp: 1, window: window) {
            edges.append(MediaSink.time(CLOCK_PROCESS_CPUTIME_ID))
        }
        sender.end()
        return MediaOutcome(result, edges: edges)
    }

    private static func connect(to port: UInt16) throws -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw Problem("no socket: \(errno)") }
        var peer = MediaSink.address(port: port)
        var own = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let size = length
        let isConnected = withUnsafePointer(to: &peer) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, size) == 0
            }
        }
        let isNamed = withUnsafeMutablePointer(to: &own) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isConnected, isNamed else { throw Problem("no way to the sink: \(errno)") }
        return (descriptor, own.port)
    }

    /// One thread that sends every millisecond what is due.
    private final class Sender: @unchecked Sendable {
        // Unchecked: only the thread touches the packet, and the semaphores order the rest.
        private let sockets: [Int32]
        private let stop = DispatchSemaphore(value: 0)
        private let stopped = DispatchSemaphore(value: 0)

        init(sockets: [Int32]) { self.sockets = sockets }

        func work() {
            var packet = [UInt8](repeating: 0xD5, count: 172)
            packet[0] = 0x80
            packet[1] = 8
            let epoch = MediaSink.time(CLOCK_MONOTONIC)
            var tick = 0
            while stop.wait(timeout: .now()) == .timedOut {
                let sequence = tick / 20
                packet[2] = UInt8(truncatingIfNeeded: sequence >> 8)
                packet[3] = UInt8(truncatingIfNeeded: sequence)
                for index in stride(from: tick % 20, to: sockets.count, by: 20) {
                    _ = send(sockets[index], packet, packet.count, 0)
                }
                tick += 1
                MediaSink.sleep(until: epoch + Int64(tick) * 1_000_000)
            }
            stopped.signal()
        }

        func end() {
            stop.signal()
            stopped.wait()
        }
    }
}
