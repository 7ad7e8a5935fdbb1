internal import CSndFile

/// A file held in memory, which libsndfile reads through callbacks.
final class MemoryFile {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Moves to a position, which is kept inside the file, and tells it.
    private func seek(to target: Int64) -> Int64 {
        position = Int(clamping: max(0, min(target, Int64(bytes.count))))
        return Int64(position)
    }

    private func read(into target: UnsafeMutableRawPointer, count: Int64) -> Int64 {
        let end = position + max(0, min(Int(clamping: count), bytes.count - position))
        bytes[position..<end].withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            target.copyMemory(from: start, byteCount: source.count)
        }
        defer { position = end }
        return Int64(end - position)
    }

    private static func file(_ data: UnsafeMutableRawPointer?) -> MemoryFile? {
        data.map { Unmanaged<MemoryFile>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The callbacks; their user data is the file, unretained.
    static let callbacks = SF_VIRTUAL_IO(
        get_filelen: { data in Int64(MemoryFile.file(data)?.bytes.count ?? 0) },
        seek: { offset, whence, data in
            guard let file = MemoryFile.file(data) else { return -1 }
            let origin =
                switch whence {
                case Int32(SF_SEEK_CUR): file.position
                case Int32(SF_SEEK_END): file.bytes.count
                default: 0
                }
            let (target, overflow) = Int64(origin).addingReportingOverflow(offset)
            return overflow ? -1 : file.seek(to: target)
        },
        read: { target, count, data in
            guard let target, let file = MemoryFile.file(data) else { return 0 }
            return file.read(into: target, count: count)
        },
        write: { _, _, _ in 0 },
        tell: { data in Int64(MemoryFile.file(data)?.position ?? 0) }
    )
}
