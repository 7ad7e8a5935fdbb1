import Foundation

/// A small file system of memory that only those see who are sent there: it stands in a mount
/// namespace of its own, which is gone with the process that holds it, however the test ends.
package final class SmallDisk: Sendable {
    private let holder: ChildProcess
    /// The command that leads there, which another follows.
    let entrance: [String]
    private let folder: String

    /// The ways to a mount namespace: for root, and for others as root of a user namespace.
    private static let ways: [(unshare: [String], enter: [String])] = [
        (["--mount"], ["--mount"]),
        (
            ["--user", "--map-root-user", "--mount"],
            ["--user", "--preserve-credentials", "--mount"]
        ),
    ]

    /// Lays a disk over a folder; nil where nobody here may mount anything.
    package static func make(over folder: String, kibibytes: Int) async throws -> SmallDisk? {
        for way in ways {
            if let disk = try await SmallDisk(over: folder, kibibytes, way) { return disk }
        }
        return nil
    }

    private init?(
        over folder: String, _ kibibytes: Int, _ way: (unshare: [String], enter: [String])
    ) async throws {
        let script =
            "mount -t tmpfs -o size=\(kibibytes)k,mode=700 allo '\(folder)' && echo ready "
            + "&& exec sleep infinity"
        // Who gets other rights is not told any more when the parent dies: said again behind it.
        let alive = ["/usr/bin/setpriv", "--pdeathsig", "KILL", "--"]
        holder = try ChildProcess(
            ["/usr/bin/unshare"] + way.unshare + ["--"] + alive + ["/bin/sh", "-c", script],
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], patience: .seconds(600))
        entrance =
            ["/usr/bin/nsenter", "--target", "\(holder.process)"] + way.enter + ["--"] + alive
        self.folder = folder
        guard await holder.output.reaches(lines: 1) else { return nil }
    }

    /// Fills it to the last byte.
    package func fill() async throws {
        _ = try await run("cat /dev/zero > '\(folder)/ballast'")
    }

    /// Takes away what filled it.
    package func makeRoom() async throws {
        let remains = try await run("rm '\(folder)/ballast'")
        guard remains.end == .exit(0) else {
            throw ChildProcess.Failure(description: remains.errors)
        }
    }

    /// Copies all that is on it to a folder outside, which is made for it.
    package func copy(to other: String) async throws {
        let remains = try await run("mkdir '\(other)' && cp -a '\(folder)/.' '\(other)'")
        guard remains.end == .exit(0) else {
            throw ChildProcess.Failure(description: remains.errors)
        }
    }

    private func run(_ script: String) async throws -> ChildProcess.Remains {
        try await ChildProcess(
            entrance + ["/bin/sh", "-c", script],
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        ).remains()
    }
}
