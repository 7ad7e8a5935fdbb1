import Foundation
import Glibc

/// One side of a connection on which a request and its answer go by, each one line.
struct ControlLine: Sendable {
    /// What was heard of the other side.
    enum Heard: Equatable {
        case line(String)
        /// More bytes than a line may have.
        case tooLong
        /// The other side left, or said too little for too long.
        case nothing
    }

    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Hears a line.
    ///
    /// - Parameters:
    ///   - longest: the most bytes that it may have.
    ///   - patience: how long all of it may take.
    /// - Returns: the line, or why there is none.
    func hear(longest: Int, within patience: Duration) -> Heard {
        let deadline = ContinuousClock.now + patience
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while isReady(POLLIN, by: deadline) {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count < 0, [EINTR, EAGAIN].contains(errno) { continue }
            guard count > 0 else { return .nothing }
            let new = buffer.prefix(count)
            if let end = new.firstIndex(of: UInt8(ascii: "\n")) {
                bytes += new[..<end]
                return bytes.count > longest
                    ? .tooLong : .line(String(decoding: bytes, as: UTF8.self))
            }
            bytes += new
            guard bytes.count <= longest else { return .tooLong }
        }
        return .nothing
    }

    /// Says a line, as much of it as the other side takes in time.
    func say(_ line: String, within patience: Duration) {
        let deadline = ContinuousClock.now + patience
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty, isReady(POLLOUT, by: deadline) {
            let count = rest.withUnsafeBytes {
                send(
                    descriptor, $0.baseAddress, $0.count,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count < 0, [EINTR, EAGAIN].contains(errno) { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    func end() { close(descriptor) }

    /// Waits until something can be done; false where it can't by then.
    private func isReady(_ event: Int32, by deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { return false }
            var waiting = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            let count = poll(&waiting, 1, Int32(min(left, 60_000)) + 1)
            if count > 0 { return true }
            guard count == 0 || errno == EINTR else { return false }
        }
    }
}
