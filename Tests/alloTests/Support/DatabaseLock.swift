import Foundation
import TestSupport

/// The lock of a process that has a SQLite file all to itself (SQLite, File Locking And
/// Concurrency, §3).
struct DatabaseLock {
    private let descriptor: Int32

    init(on path: String) throws {
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        var region = flock()
        region.l_type = Int16(F_WRLCK)
        region.l_whence = Int16(SEEK_SET)
        // The pending byte, the reserved byte and the 510 shared ones (SQLite, File Format, §1.6).
        region.l_start = 0x4000_0000
        region.l_len = 512
        guard fcntl(descriptor, F_SETLK, &region) == 0 else {
            throw ChildProcess.Failure(description: "\(path) can't be locked")
        }
    }

    func letGo() { close(descriptor) }
}
