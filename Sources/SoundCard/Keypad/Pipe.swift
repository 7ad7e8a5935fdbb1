import Glibc

/// A pipe inside the process, by which one thread wakes another out of `poll`.
///
/// Owns both ends and closes them when nobody holds it any longer.
final class Pipe: Sendable {
    /// The end to read from.
    let output: Int32
    /// The end to write to; never blocks.
    let input: Int32

    init() throws(KeypadError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw KeypadError(reason: .refused(code: errno)) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        output = ends[0]
        input = ends[1]
    }

    deinit {
        Glibc.close(output)
        Glibc.close(input)
    }

    func send(_ byte: UInt8) {
        var byte = byte
        // A full pipe wakes the reader all the same.
        _ = write(input, &byte, 1)
    }

    /// The bytes sent since the last call.
    func receive() -> ArraySlice<UInt8> {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(output, &bytes, bytes.count)
        return bytes.prefix(max(0, count))
    }
}
