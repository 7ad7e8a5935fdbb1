import NIOCore

/// How much waits to be read from a socket.
enum QueueLength {
    /// `SO_MEMINFO` of Linux.
    private static let memory = NIOBSDSocket.Option(rawValue: 55)

    /// What it gives, in bytes.
    private struct Memory {
        var waiting: UInt32 = 0
        // The bounds of the queues, what waits to be sent and five more: of no interest here.
        var rest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    }

    /// The memory that waiting datagrams take in the system, in bytes: two or three times what they
    /// hold. 0 where the system does not tell. To be asked on the channel's loop.
    static func of(_ channel: any Channel) -> Int {
        guard let provider = channel as? any SocketOptionProvider else { return 0 }
        var waiting = 0
        // On the loop, the answer is there at once.
        let answer: EventLoopFuture<Memory> = provider.unsafeGetSocketOption(
            level: .socket, name: memory)
        answer.assumeIsolated().whenSuccess { waiting = Int($0.waiting) }
        return waiting
    }
}
