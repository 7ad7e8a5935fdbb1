import CLinux
import Glibc

/// Tells which sockets have packets.
///
/// Owns one descriptor of Linux's epoll. A socket is told again as long as packets wait in it, so
/// that one packet may be taken at a time: a flood on one port takes its turn like all others.
struct Watch: ~Copyable {
    /// How many sockets are told at once.
    static let batch = 256

    private let descriptor: Int32
    private let events: UnsafeMutablePointer<epoll_event>

    /// - Throws: ``SystemFailure`` when there is no descriptor left.
    init() throws(SystemFailure) {
        events = .allocate(capacity: Watch.batch)
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFailure("epoll_create1") }
    }

    deinit {
        close(descriptor)
        events.deallocate()
    }

    /// Watches a socket, to be told as `tag`.
    func add(_ socket: Int32, as tag: UInt64) throws(SystemFailure) {
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.u64 = tag
        guard epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event) == 0 else {
            throw SystemFailure("epoll_ctl")
        }
    }

    /// Watches a socket no more.
    func remove(_ socket: Int32) {
        var event = epoll_event()
        // It fails only for a socket that was not watched.
        _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, &event)
    }

    /// Waits for packets.
    ///
    /// - Parameters:
    ///   - milliseconds: for how long; 0: not at all; -1: until there are some.
    ///   - tell: takes the tags of sockets with packets.
    /// - Returns: how many were told.
    @inline(__always)
    func wait(milliseconds: Int32, tell: (UInt64) -> Void) -> Int {
        let count = Int(epoll_wait(descriptor, events, Int32(Watch.batch), milliseconds))
        guard count > 0 else { return 0 }
        for index in 0..<count { tell(events[index].data.u64) }
        return count
    }
}
