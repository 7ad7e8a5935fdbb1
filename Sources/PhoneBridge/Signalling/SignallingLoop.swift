import NIOCore
import NIOPosix

/// The thread of all signalling of this process. It is never ended, so that an actor whose executor
/// it is can be called as long as it lives.
enum SignallingLoop {
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// The loop of the thread.
    static var loop: any EventLoop { group.next() }
}
