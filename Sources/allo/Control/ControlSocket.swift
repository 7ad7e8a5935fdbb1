import Foundation
import Glibc
import Synchronization

/// Where a running server takes requests of the one who runs it: a socket of this machine, beside
/// the journal, which only its owner may open.
///
/// A request is one line of JSON, and so is its answer.
final class ControlSocket: Sendable {
    /// Somebody who asks.
    struct Visitor: Sendable {
        fileprivate let descriptor: Int32

        /// The longest request.
        private static let longest = 65_536

        /// The line that they send; nil where they send none in time.
        func request() -> String? {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while bytes.count < Self.longest {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return nil }
                bytes += buffer.prefix(count)
                if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                    return String(decoding: bytes[..<end], as: UTF8.self)
                }
            }
            return nil
        }

        /// Answers, and lets them go.
        func answer(_ line: String?) {
            if let line { ControlSocket.write(line + "\n", to: descriptor) }
            close(descriptor)
        }
    }

    let path: String
    /// Those who ask, in the order in which they come.
    let visitors: AsyncStream<Visitor>
    private let descriptor: Int32
    private let isClosed = Mutex(false)

    /// The socket that stands beside a journal.
    static func path(besideJournal journal: String) -> String { journal + ".control" }

    /// Listens.
    ///
    /// - Throws: ``Failure`` where another server listens there, or nobody can.
    init(at path: String) throws {
        self.path = path
        guard var address = Self.address(path) else {
            throw Failure("\(path) is too long a path for a socket: 107 bytes are the most")
        }
        if (try? ControlSocket.connect(to: path)).map({ close($0) }) != nil {
            throw Failure("another server listens at \(path)")
        }
        // What is left of a server that died.
        unlink(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let mask = umask(0o177)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        umask(mask)
        guard descriptor >= 0, isBound, listen(descriptor, 16) == 0 else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw Failure("nobody can listen at \(path): \(reason)")
        }
        self.descriptor = descriptor
        // More than so many at once are turned away.
        let (visitors, arrivals) = AsyncStream.makeStream(
            of: Visitor.self, bufferingPolicy: .bufferingOldest(64))
        self.visitors = visitors
        let thread = Thread { Self.accept(at: descriptor, arrivals) }
        thread.name = "control"
        thread.start()
    }

    private static func accept(
        at descriptor: Int32, _ arrivals: AsyncStream<Visitor>.Continuation
    ) {
        while true {
            let visitor = Glibc.accept(descriptor, nil, nil)
            if visitor < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard visitor >= 0 else { break }
            // Who connects and says nothing is let go.
            var patience = timeval(tv_sec: 5, tv_usec: 0)
            for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
                setsockopt(
                    visitor, SOL_SOCKET, option, &patience,
                    socklen_t(MemoryLayout<timeval>.size))
            }
            if case .dropped = arrivals.yield(Visitor(descriptor: visitor)) { close(visitor) }
        }
        close(descriptor)
        arrivals.finish()
    }

    /// Listens no longer; the visitors end.
    func shutDown() {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        unlink(path)
        // Wakes the thread that waits for visitors, and closes there.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    // MARK: The other side

    /// Asks the server whose socket it is.
    ///
    /// - Returns: its answer, one line.
    /// - Throws: ``Failure`` where no server is there.
    static func ask(_ line: String, at path: String) throws -> String {
        let descriptor = try connect(to: path)
        write(line + "\n", to: descriptor)
        let answer = Visitor(descriptor: descriptor).request()
        close(descriptor)
        guard let answer else { throw Failure("the server at \(path) gave no answer") }
        return answer
    }

    private static func connect(to path: String) throws -> Int32 {
        guard var address = address(path) else {
            throw Failure("\(path) is too long a path for a socket: 107 bytes are the most")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard descriptor >= 0, isConnected else {
            if descriptor >= 0 { close(descriptor) }
            throw Failure("no server runs with this journal: nobody listens at \(path)")
        }
        return descriptor
    }

    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
