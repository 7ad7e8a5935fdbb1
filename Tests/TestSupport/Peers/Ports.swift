import Foundation
import Synchronization

/// Ports of the loopback address for programs that can't pick one by themselves.
///
/// They lie below those that the system gives out by itself (32,768 and more, ip(7)), so that only
/// a program with a fixed port can take one between its reservation and its use.
package enum Ports {
    private static let taken = Mutex<Set<UInt16>>([])

    /// A row of free ports, for UDP and TCP, that this process has not given out before. The first
    /// is even.
    package static func reserve(_ count: Int = 1) throws -> UInt16 {
        for _ in 0..<1_000 {
            let first = UInt16.random(in: 5_000..<15_900) * 2
            let row = (0..<UInt16(count)).map { first + $0 }
            guard row.allSatisfy({ isFree($0, SOCK_DGRAM) && isFree($0, SOCK_STREAM) }) else {
                continue
            }
            let isOurs = taken.withLock { taken in
                guard taken.isDisjoint(with: row) else { return false }
                taken.formUnion(row)
                return true
            }
            if isOurs { return first }
        }
        throw ChildProcess.Failure(description: "there are no \(count) free ports in a row")
    }

    /// Waits until somebody listens at a port.
    package static func untilTaken(_ port: UInt16, by program: ChildProcess) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while isFree(port, SOCK_DGRAM) && isFree(port, SOCK_STREAM) {
            guard ContinuousClock.now < deadline, !program.hasEndedByNow else {
                throw ChildProcess.Failure(
                    description: "nobody listens at port \(port): \(program.output.text) "
                        + program.errors.text)
            }
            // The kernel tells nobody that a port is taken.
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func isFree(_ port: UInt16, _ type: __socket_type) -> Bool {
        let descriptor = socket(AF_INET, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

extension ChildProcess {
    /// Starts a program of a Debian package with only what it needs to know.
    package convenience init(
        peer path: String, package name: String, _ arguments: [String],
        environment: [String: String] = [:], owner: (any AnyObject & Sendable)? = nil,
        listens: Bool = false, patience: Duration = .seconds(60), deathSignal: String = "KILL"
    ) throws {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(description: "\(path) is missing: make test-packages installs \(name)")
        }
        let own = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"]
        try self.init(
            [path] + arguments, environment: own.merging(environment) { $1 }, owner: owner,
            listens: listens, patience: patience, deathSignal: deathSignal)
    }
}
