import CLinux
import Glibc
import Synchronization

/// Where a thread finds its orders.
///
/// Owns one descriptor, an event counter of Linux, that wakes a thread which waits for packets. One
/// that sleeps from tick to tick looks by itself.
final class Mailbox: Sendable {
    private struct State {
        var orders: [MediaOrder] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Whether there is anything urgent, so that a look at an empty box takes no lock.
    private let isFull = Atomic(false)
    /// Whether the thread waits for packets and has to be woken.
    private let isWaiting = Atomic(false)
    /// Becomes readable when orders come.
    let descriptor: Int32

    /// - Throws: ``SystemFailure`` when there is no descriptor left.
    init() throws(SystemFailure) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFailure("eventfd") }
    }

    deinit { Glibc.close(descriptor) }

    /// Puts an order behind all others; false where the thread has ended. One that is not urgent
    /// waits for the next that is.
    @discardableResult
    func put(_ order: MediaOrder, isUrgent: Bool = true) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isClosed else { return false }
            state.orders.append(order)
            return true
        }
        // In one order with those of ``wait(_:)``: either we see that it waits, or it sees that
        // there is something.
        if isTaken, isUrgent, !isFull.exchange(true, ordering: .sequentiallyConsistent),
            isWaiting.load(ordering: .sequentiallyConsistent)
        {
            // Fails only when it is already readable.
            _ = eventfd_write(descriptor, 1)
        }
        return isTaken
    }

    /// Does something that ends when ``descriptor`` becomes readable, unless orders are there.
    func wait(_ body: () -> Void) {
        isWaiting.store(true, ordering: .sequentiallyConsistent)
        if !isFull.load(ordering: .sequentiallyConsistent) {
            body()
            var count: eventfd_t = 0
            _ = eventfd_read(descriptor, &count)
        }
        isWaiting.store(false, ordering: .sequentiallyConsistent)
    }

    /// Takes all orders.
    func take() -> [MediaOrder] {
        guard isFull.exchange(false, ordering: .acquiringAndReleasing) else { return [] }
        return state.withLock { state in
            let orders = state.orders
            state.orders = []
            return orders
        }
    }

    /// Takes all orders, the last ones.
    func close() -> [MediaOrder] {
        state.withLock { state in
            state.isClosed = true
            let orders = state.orders
            state.orders = []
            return orders
        }
    }
}
