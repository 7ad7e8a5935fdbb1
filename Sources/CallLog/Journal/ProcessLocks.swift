import Glibc

/// Which processes that write into a journal are alive.
///
/// Each process holds a lock on one byte of the file `<journal>-processes`, that of its number in
/// the journal; byte 0 is held while a journal is opened. The kernel lets go of the locks when the
/// process ends, however it ends, so a dead process can't be taken for another that has its pid.
///
/// The locks belong to the open file (`F_OFD_SETLK`, Linux 3.15), not to the process: two journals
/// open in one process don't see each other's locks as their own.
final class ProcessLocks: Sendable {
    // Linux, include/uapi/asm-generic/fcntl.h; the C library hides them from Swift.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37

    private let path: String
    private let descriptor: Int32

    /// Opens the file of locks beside a journal, and makes it where it isn't there.
    init(journal path: String) throws(JournalError) {
        self.path = path
        descriptor = open(path + "-processes", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw JournalError(.notWritable, path: path, cause: String(cString: strerror(errno)))
        }
    }

    deinit { close(descriptor) }

    /// Waits for the right to open the journal.
    ///
    /// - Throws: ``JournalError`` where another process has it for longer than `timeout`.
    func beginOpening(timeout: Duration) throws(JournalError) {
        let deadline = ContinuousClock.now + timeout
        while !lock(byte: 0) {
            guard ContinuousClock.now < deadline else {
                throw JournalError(.locked, path: path, cause: "it is being opened")
            }
            usleep(5_000)
        }
    }

    /// Gives the right to open the journal back.
    func endOpening() {
        var region = Self.region(F_UNLCK, byte: 0)
        _ = fcntl(descriptor, Self.setLock, &region)
    }

    /// Marks a process of the journal as alive for as long as this object is.
    func hold(process: Int64) throws(JournalError) {
        guard lock(byte: process) else {
            throw JournalError(.locked, path: path, cause: "process \(process) is alive already")
        }
    }

    /// Lets go of every lock.
    func letGo() {
        var region = Self.region(F_UNLCK, byte: 0)
        region.l_len = 0  // To the end of the file, wherever that is.
        _ = fcntl(descriptor, Self.setLock, &region)
    }

    /// Whether another open journal holds the lock of this process.
    func isAlive(process: Int64) throws(JournalError) -> Bool {
        var region = Self.region(F_WRLCK, byte: process)
        guard fcntl(descriptor, Self.getLock, &region) == 0 else {
            throw JournalError(.inputOutput, path: path, cause: String(cString: strerror(errno)))
        }
        return region.l_type != Int16(F_UNLCK)
    }

    private func lock(byte: Int64) -> Bool {
        var region = Self.region(F_WRLCK, byte: byte)
        return fcntl(descriptor, Self.setLock, &region) == 0
    }

    private static func region(_ type: Int32, byte: Int64) -> flock {
        var region = flock()
        region.l_type = Int16(type)
        region.l_whence = Int16(SEEK_SET)
        region.l_start = off_t(byte)
        region.l_len = 1
        return region
    }
}
