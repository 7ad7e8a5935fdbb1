import Foundation
import NIOCore
import NIOPosix

/// The same packets through NIO: a connected datagram channel for each call, and on each event loop
/// a task that writes every millisecond what is due. This is why sound has sockets of its own.
struct NIOLoad {
    let calls: Int

    func measure(window: Double) throws -> MediaOutcome {
        let group = MultiThreadedEventLoopGroup(
            numberOfThreads: ProcessInfo.processInfo.activeProcessorCount)
        // A benchmark has nobody to tell that threads did not end.
        defer { try? group.syncShutdownGracefully() }
        var channels: [any Channel] = []
        let sink = try MediaSink(streams: calls, sends: false) { ports in
            let host = "127.0.0.1"
            channels = try (0..<calls).map { index in
                let bootstrap = DatagramBootstrap(group: group)
                let remote = try SocketAddress(
                    ipAddress: host, port: Int(ports[index % ports.count]))
                return try bootstrap.connect(to: remote).wait()
            }
            return channels.map { UInt16($0.localAddress?.port ?? 0) }
        }
        let senders = Dictionary(grouping: channels) { ObjectIdentifier($0.eventLoop) }.values
            .map { Sender($0) }
        for sender in senders { sender.start() }
        var edges: [Int64] = []
        let result = sink.run(warmUp: 1, window: window) {
            edges.append(MediaSink.time(CLOCK_PROCESS_CPUTIME_ID))
        }
        for channel in channels { try channel.close().wait() }
        return MediaOutcome(result, edges: edges)
    }

    /// Writes to the channels of one event loop.
    private final class Sender: @unchecked Sendable {
        // Unchecked: after start() only the event loop touches it.
        private let channels: [any Channel]
        private let payload: ByteBuffer
        private var tick = 0

        init(_ channels: [any Channel]) {
            self.channels = channels
            payload = ByteBuffer(repeating: 0xD5, count: 160)
        }

        func start() {
            channels.first?.eventLoop.scheduleRepeatedTask(
                initialDelay: .zero, delay: .milliseconds(1)
            ) { task in
                guard self.channels.contains(where: \.isActive) else { return task.cancel() }
                self.send()
            }
        }

        private func send() {
            let sequence = UInt16(truncatingIfNeeded: tick / 20)
            for index in stride(from: tick % 20, to: channels.count, by: 20) {
                let channel = channels[index]
                var packet = channel.allocator.buffer(capacity: 172)
                packet.writeInteger(UInt16(0x8008))
                packet.writeInteger(sequence)
                packet.writeInteger(UInt32(sequence) * 160)
                packet.writeInteger(UInt32(index))
                packet.writeImmutableBuffer(payload)
                guard let remote = channel.remoteAddress else { continue }
                channel.writeAndFlush(
                    AddressedEnvelope(remoteAddress: remote, data: packet), promise: nil)
            }
            tick += 1
        }
    }
}
