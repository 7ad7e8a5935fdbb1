import Foundation
import Synchronization

/// Callers and agents in great number and of few words, at one UDP socket, with a log of what they
/// have seen.
///
/// Callers call a flow again and again, one number each, and hang up after a while or wait for the
/// other side to. Agents answer, most of the time, and hang up after a while. There is no sound but
/// what Allo sends, which nobody hears.
package final class Crowd: Sendable {
    /// What was seen, each thing once.
    package struct Witness: Sendable {
        /// The numbers of callers who were answered.
        package var answered: Set<String> = []
        /// The numbers of callers who hung up, and were told that it is noted.
        package var hungUp: Set<String> = []
        /// The numbers of callers who were hung up on.
        package var released: Set<String> = []
        /// The numbers of callers who were turned away.
        package var refused: Set<String> = []
        /// Who was rung, in the order of time: the names of agents, and numbers.
        package var rung: [String] = []
        /// How many messages came.
        package var messages = 0
    }

    /// Where everybody can be called.
    package let port: UInt16
    private let socket: Int32
    private let sound: Int32
    let soundPort: UInt16
    let flow: String
    /// Who never hangs up.
    let patient: Set<String>
    private let mind: Mutex<Mind>

    /// Gathers people who will call a flow, as soon as there is a server. What they do is a matter
    /// of chance, with a seed.
    package init(calling flow: String, seed: UInt64, patient: Set<String> = []) throws {
        self.flow = flow
        self.patient = patient
        (socket, port) = try Self.boundSocket()
        (sound, soundPort) = try Self.boundSocket()
        mind = Mutex(Mind(random: SeededGenerator(seed: seed)))
        // It ends with the last message, once the socket is shut down.
        Thread.detachNewThread { [weak self, socket] in
            while Self.waits(at: socket), let self { self.turn() }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
        close(sound)
    }

    /// What has been seen so far.
    package var witness: Witness { mind.withLock(\.witness) }

    /// Everybody calls the server at a port, up to so many at once.
    package func begin(at server: UInt16, callers: Int) {
        mind.withLock { mind in
            mind.server = server
            mind.callers = callers
        }
    }

    /// The server is gone, and with it all calls.
    package func forget() {
        mind.withLock { mind in
            mind.server = nil
            mind.callers = 0
            mind.calls = [:]
        }
    }

    /// Nobody calls any more; who does already goes on.
    package func calmDown() { mind.withLock { $0.callers = 0 } }

    /// Waits until so many more messages have come.
    @discardableResult
    package func sees(more count: Int) async throws -> Bool {
        let aim = witness.messages + count
        return try await until { $0.messages >= aim }
    }

    /// Waits until something has been seen.
    ///
    /// - Returns: whether it was, in time.
    @discardableResult
    package func until(
        within limit: Duration = .seconds(60), _ isMet: (Witness) -> Bool
    ) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while !isMet(witness) {
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(2))
        }
        return true
    }

    /// One calls a flow from a number, and says nothing more until ``hangUp(_:)``.
    package func dial(_ flow: String, from number: String) {
        let message = mind.withLock { mind -> String? in
            guard let server = mind.server else { return nil }
            return invite(flow, from: number, at: server, patience: nil, &mind)
        }
        if let message { send(message) }
    }

    /// One hangs up.
    package func hangUp(_ number: String) {
        let message = mind.withLock { mind -> String? in
            guard let id = mind.calls.first(where: { $0.value.who == number })?.key else {
                return nil
            }
            return bye(id, &mind)
        }
        if let message { send(message) }
    }

    /// Everybody who talks or waits hangs up.
    package func hangUpAll() {
        let messages = mind.withLock { mind in
            mind.calls.filter(\.value.isAnswered).keys.compactMap { bye($0, &mind) }
        }
        for message in messages { send(message) }
    }

    /// How many calls there are.
    package var calls: Int { mind.withLock(\.calls.count) }

    // MARK: The socket

    /// Takes in what has come, and says what is due.
    private func turn() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var said: [String] = []
        while true {
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { break }
            let words = Words(text: String(decoding: buffer[..<count], as: UTF8.self))
            said += mind.withLock { answers(to: words, &$0) }
        }
        said += mind.withLock { due(&$0) }
        for message in said { send(message) }
    }

    /// Waits for a message, a moment at most.
    private static func waits(at socket: Int32) -> Bool {
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, 5)
        return waiting.revents & Int16(POLLNVAL | POLLHUP) == 0
    }

    private func send(_ text: String) {
        guard let server = mind.withLock(\.server) else { return }
        var address = Self.loopback(port: server)
        let bytes = Array(text.utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    socket, bytes, bytes.count, 0, $0,
                    socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func boundSocket() throws -> (Int32, UInt16) {
        let descriptor = Foundation.socket(
            AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard descriptor >= 0, isBound else {
            throw ChildProcess.Failure(description: "there is no socket")
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
