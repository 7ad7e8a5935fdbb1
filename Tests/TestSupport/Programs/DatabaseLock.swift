import Foundation

/// A lock on a SQLite file that another process holds.
package struct DatabaseLock {
    private let descriptor: Int32

    /// Has the file all to itself, which nobody may have open (SQLite, File Locking And
    /// Concurrency, §3).
    package init(on path: String) throws {
        // The pending byte, the reserved byte and the 510 shared ones (SQLite, File Format, §1.6).
        try self.init(path, at: 0x4000_0000, length: 512)
    }

    /// Writes to a file with a write-ahead log, so that nobody else can (SQLite, WAL-mode File
    /// Format, §2.3.1).
    package init(writing path: String) throws {
        try self.init(path + "-shm", at: 120, length: 1)
    }

    private init(_ path: String, at start: off_t, length: off_t) throws {
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        // Whoever has it for a moment is waited for.
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            var region = flock()
            region.l_type = Int16(F_WRLCK)
            region.l_whence = Int16(SEEK_SET)
            region.l_start = start
            region.l_len = length
            if fcntl(descriptor, F_SETLK, &region) == 0 { return }
            guard ContinuousClock.now < deadline, errno == EAGAIN || errno == EACCES else {
                throw ChildProcess.Failure(description: "\(path) can't be locked")
            }
        }
    }

    /// Lets others at it.
    package func letGo() { close(descriptor) }
}
