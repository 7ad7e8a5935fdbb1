import Foundation
import Synchronization

/// What is heard of somebody, as it comes; tests wait for a text in it or for its end, never for a
/// span of time.
package final class Hearing: Sendable {
    private struct Waiting {
        let isMet: @Sendable (String) -> Bool
        let answer: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var bytes: [UInt8] = []
        /// How many bytes there were once something had come, and when.
        var arrivals: [(count: Int, time: ContinuousClock.Instant)] = []
        var isClosed = false
        var isLeaving = false
        var waiting: [Waiting] = []
        var whenClosed: [@Sendable () -> Void] = []

        var text: String {
            String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
        }
    }

    private let state = Mutex(State())

    package init() {}

    /// Everything so far; the line ends of a terminal are newlines.
    package var text: String { state.withLock(\.text) }

    /// Everything so far, as it came.
    package var bytes: [UInt8] { state.withLock(\.bytes) }

    /// When a text came, for the given time; nil where it has not.
    package func time(of text: String, times: Int = 1) -> ContinuousClock.Instant? {
        state.withLock { state in
            var found = state.bytes[...]
            for _ in 0..<times {
                guard let place = found.firstRange(of: Array(text.utf8)) else { return nil }
                found = found[place.upperBound...]
            }
            return state.arrivals.first { $0.count >= found.startIndex }?.time
        }
    }

    /// Waits until a condition on everything so far is met.
    ///
    /// - Returns: whether it was; false where the end came first.
    @discardableResult
    package func reaches(_ isMet: @escaping @Sendable (String) -> Bool) async -> Bool {
        await withCheckedContinuation { answer in
            let known: Bool? = state.withLock { state in
                if isMet(state.text) { return true }
                if state.isClosed { return false }
                state.waiting.append(Waiting(isMet: isMet, answer: answer))
                return nil
            }
            if let known { answer.resume(returning: known) }
        }
    }

    /// Waits until a text has come.
    @discardableResult
    package func reaches(_ text: String) async -> Bool { await reaches { $0.contains(text) } }

    /// Waits until so many whole lines have come.
    @discardableResult
    package func reaches(lines count: Int) async -> Bool {
        await reaches { $0.utf8.count { $0 == UInt8(ascii: "\n") } >= count }
    }

    /// Waits for the end.
    package func closed() async { await reaches { _ in false } }

    /// Takes all that comes from a descriptor, then closes it.
    package func listen(to descriptor: Int32) {
        Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                // A terminal that nobody holds any more is an error of input.
                guard count > 0, !state.withLock(\.isLeaving) else { break }
                take(buffer.prefix(count))
            }
            Foundation.close(descriptor)
            close()
        }
    }

    /// Goes away as soon as something more comes.
    package func leave() { state.withLock { $0.isLeaving = true } }

    /// Nothing more will come.
    package func close() {
        let (waiting, handlers) = state.withLock { state in
            state.isClosed = true
            defer { (state.waiting, state.whenClosed) = ([], []) }
            return (state.waiting, state.whenClosed)
        }
        for waiter in waiting { waiter.answer.resume(returning: false) }
        for handler in handlers { handler() }
    }

    /// Does something at the end.
    package func onClose(_ handler: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.whenClosed.append(handler) }
            return state.isClosed
        }
        if isClosed { handler() }
    }

    private func take(_ bytes: ArraySlice<UInt8>) {
        let met = state.withLock { state -> [Waiting] in
            state.bytes += bytes
            state.arrivals.append((state.bytes.count, .now))
            guard !state.waiting.isEmpty else { return [] }
            let text = state.text
            let met = state.waiting.filter { $0.isMet(text) }
            state.waiting.removeAll { $0.isMet(text) }
            return met
        }
        for waiter in met { waiter.answer.resume(returning: true) }
    }
}
