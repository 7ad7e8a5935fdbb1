import Glibc

/// What changes when a file does: found without reading it.
struct FileState: Hashable, Sendable {
    private let size: Int
    private let inode: UInt
    private let seconds: Int
    private let nanoseconds: Int

    /// The state of a file, or nil when there is none.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        size = status.st_size
        inode = status.st_ino
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
