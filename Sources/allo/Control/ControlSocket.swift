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
        fileprivate let line: ControlLine

        /// The longest request, in bytes.
        static let longest = 65_536
        /// How long a request, and its answer, may take.
        private static let patience = Duration.seconds(5)

        /// What they say.
        func request() -> ControlLine.Heard {
            line.hear(longest: Self.longest, within: Self.patience)
        }

        /// Answers, and lets them go.
        func answer(_ text: String?) {
            if let text { line.say(text, within: Self.patience) }
            line.end()
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
        try Self.clear(path)
        Self.makeFolder(for: path)
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
            guard visitor >= 0 else {
                // Shut down; anything else, such as too many open files, passes.
                if errno == EINVAL || errno == EBADF { break }
                Thread.sleep(forTimeInterval: 0.1)
                continue
            }
            let line = ControlLine(visitor)
            if case .dropped = arrivals.yield(Visitor(line: line)) { line.end() }
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

    /// The longest answer, in bytes: thousands of agents.
    private static let longestAnswer = 16_777_216
    /// How long a server may take to answer: its disk may be slow.
    private static let patience = Duration.seconds(30)

    /// Asks the server whose socket it is.
    ///
    /// - Returns: its answer, one line.
    /// - Throws: ``Failure`` where no server is there, or none that answers.
    static func ask(_ text: String, at path: String) throws -> String {
        let line = ControlLine(try connect(to: path))
        defer { line.end() }
        line.say(text, within: patience)
        guard case .line(let answer) = line.hear(longest: longestAnswer, within: patience) else {
            throw Failure("the server at \(path) gave no answer")
        }
        return answer
    }

    /// Whether a server takes requests there.
    static func isServed(at path: String) -> Bool {
        // Why nobody does is of no interest.
        guard let descriptor = try? connect(to: path) else { return false }
        close(descriptor)
        return true
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

    /// Makes the folder of a journal that is yet to be made, for its owner alone.
    private static func makeFolder(for path: String) {
        // Where there is none afterwards, nobody can listen there, and that is told.
        try? FileManager.default.createDirectory(
            atPath: Paths.parent(of: path), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// Takes away what a server left that died, and nothing else.
    private static func clear(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw Failure("\(path) is in the way: a socket for requests is to stand there")
        }
        unlink(path)
    }
}
