/// What a RIFF WAVE header says about the length of its samples.
///
/// libsndfile reads what is there of a file that was cut short and says nothing. A program that
/// writes to a pipe can't know the length, and writes 0 or about 2 or 4 GiB instead: this is no cut.
enum WaveHeader {
    /// Whether a file is a WAVE whose header announces more samples than the file holds.
    ///
    /// `size` is that of the whole file in bytes; `read` gives up to so many bytes from an offset.
    static func isCutShort(size: Int, read: (_ offset: Int, _ count: Int) -> [UInt8]) -> Bool {
        guard let samples = samples(read: read) else { return false }
        return samples.length < unknownLength && samples.offset + samples.length > size
    }

    /// The same file, with its true length where a program has written 0 for want of knowing.
    static func completed(_ bytes: [UInt8]) -> [UInt8] {
        let samples = samples { offset, count in Array(bytes.dropFirst(offset).prefix(count)) }
        guard let samples, samples.length == 0, samples.offset < bytes.count else { return bytes }
        var completed = bytes
        let length = UInt32(clamping: bytes.count - samples.offset)
        for index in 0..<4 {
            completed[samples.offset - 4 + index] = UInt8(truncatingIfNeeded: length >> (8 * index))
        }
        return completed
    }

    /// Where the samples of a WAVE begin and how many bytes of them are announced.
    private static func samples(
        read: (_ offset: Int, _ count: Int) -> [UInt8]
    ) -> (offset: Int, length: Int)? {
        let start = read(0, 12)
        guard start.starts(with: Array("RIFF".utf8)), start.dropFirst(8).elementsEqual("WAVE".utf8)
        else { return nil }
        var offset = 12
        // A WAVE has a handful of chunks; one with more than this is not worth following.
        for _ in 0..<256 {
            let header = read(offset, 8)
            guard header.count == 8 else { return nil }
            let length = header[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
            offset += 8
            if header.starts(with: Array("data".utf8)) { return (offset, length) }
            offset += length + length % 2
        }
        return nil
    }

    /// Lengths from here on are written by programs that don't know the length.
    private static let unknownLength = 0x7fff_0000
}
