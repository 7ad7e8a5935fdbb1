internal import CSndFile
import Foundation

/// A sound file open for reading; it closes when the value goes out of scope.
///
/// Reads wav (A-law and u-law too), flac, ogg, opus, mp3 and whatever else libsndfile 1.2 knows,
/// and headerless G.711 in files named `.al`, `.alaw`, `.ul`, `.ulaw`. Owns one `SNDFILE *`, which
/// one task may use at a time.
///
/// ```swift
/// var reader = try SoundFileReader(path: "bienvenue.flac")
/// let first = try reader.read(maxFrames: 4_096)
/// ```
public struct SoundFileReader: ~Copyable {
    /// Samples per frame; at least 1.
    public let channels: Int
    /// Frames per second, in hertz.
    public let rate: Int
    /// How many frames the file announces, or nil where it does not tell.
    public let announcedFrames: Int?

    private let path: String
    private let memory: MemoryFile?
    private let handle: OpaquePointer

    /// Opens a file.
    ///
    /// - Throws: ``SoundFileError`` when it can't be opened, is empty, cut short, no sound or has
    ///   a count of channels or a rate that can't be.
    public init(path: String) throws(SoundFileError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw SoundFileError(path: path, .cannotOpen(String(cString: strerror(errno))))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SoundFileError(path: path, .cannotOpen("not a file"))
        }
        guard status.st_size > 0 else { throw SoundFileError(path: path, .empty) }
        if let file = FileHandle(forReadingAtPath: path) {
            let isCutShort = WaveHeader.isCutShort(size: Int(status.st_size)) { offset, count in
                // A header that can't be read is no cut; the open below tells what is wrong.
                guard (try? file.seek(toOffset: UInt64(offset))) != nil,
                    let bytes = try? file.read(upToCount: count)
                else { return [] }
                return [UInt8](bytes)
            }
            if isCutShort { throw SoundFileError(path: path, .truncated) }
        }
        let opened = try Self.open(path) { sf_open(path, Int32(SFM_READ), $0) }
        self.init(path: path, memory: nil, handle: opened.handle, info: opened.info)
    }

    /// Opens a file that is held in memory.
    ///
    /// - Parameters:
    ///   - bytes: all bytes of the file.
    ///   - name: what errors call it; its ending tells headerless G.711.
    /// - Throws: ``SoundFileError``, as for a file on disk.
    public init(bytes: [UInt8], name: String) throws(SoundFileError) {
        guard !bytes.isEmpty else { throw SoundFileError(path: name, .empty) }
        let isCutShort = WaveHeader.isCutShort(size: bytes.count) { offset, count in
            Array(bytes.dropFirst(offset).prefix(count))
        }
        if isCutShort { throw SoundFileError(path: name, .truncated) }
        let memory = MemoryFile(WaveHeader.completed(bytes))
        let opened = try Self.open(name) { info in
            var callbacks = MemoryFile.callbacks
            return sf_open_virtual(
                &callbacks, Int32(SFM_READ), info, Unmanaged.passUnretained(memory).toOpaque())
        }
        self.init(path: name, memory: memory, handle: opened.handle, info: opened.info)
    }

    private init(path: String, memory: MemoryFile?, handle: OpaquePointer, info: SF_INFO) {
        self.path = path
        self.memory = memory
        self.handle = handle
        channels = Int(info.channels)
        rate = Int(info.samplerate)
        announcedFrames =
            info.frames > 0 && info.frames < Self.unknownFrames ? Int(info.frames) : nil
    }

    /// An open handle with what libsndfile tells of it, all in range.
    private static func open(
        _ path: String, with attempt: (UnsafeMutablePointer<SF_INFO>) -> OpaquePointer?
    ) throws(SoundFileError) -> (handle: OpaquePointer, info: SF_INFO) {
        var info = HeaderlessFormat(path: path)?.info ?? SF_INFO()
        let handle: OpaquePointer
        switch SoundLibrary.open({ attempt(&info) }) {
        case .success(let opened): handle = opened.pointer
        case .failure(let failure):
            throw SoundFileError(
                path: path,
                failure.isOfSystem ? .cannotOpen(failure.text) : .notSound(failure.text))
        }
        let (channels, rate) = (Int(info.channels), Int(info.samplerate))
        guard (1...mostChannels).contains(channels) else {
            sf_close(handle)
            throw SoundFileError(path: path, .unsupportedChannels(channels))
        }
        guard Resampler.rates.contains(rate) else {
            sf_close(handle)
            throw SoundFileError(path: path, .unsupportedRate(rate))
        }
        return (handle, info)
    }

    deinit { sf_close(handle) }

    /// Reads on from where the last call stopped.
    ///
    /// - Parameter maxFrames: the most frames to return; positive.
    /// - Returns: interleaved samples in -1...1, `maxFrames * channels` at most, none at the end.
    /// - Throws: ``SoundFileError`` when the data is damaged.
    public mutating func read(maxFrames: Int) throws(SoundFileError) -> [Float] {
        let samples = [Float](unsafeUninitializedCapacity: maxFrames * channels) { buffer, count in
            count = Int(sf_readf_float(handle, buffer.baseAddress, Int64(maxFrames))) * channels
        }
        guard sf_error(handle) == 0 else {
            throw SoundFileError(path: path, .damaged(String(cString: sf_strerror(handle))))
        }
        return samples
    }

    /// Reads on as ``read(maxFrames:)`` does, and mixes the channels of each frame into one.
    ///
    /// - Parameter maxFrames: the most samples to return; positive.
    /// - Returns: samples in -1...1, none at the end.
    /// - Throws: ``SoundFileError`` when the data is damaged.
    public mutating func readMono(maxFrames: Int) throws(SoundFileError) -> [Float] {
        let frames = try read(maxFrames: maxFrames)
        guard channels > 1 else { return frames }
        let share = 1 / Float(channels)
        return stride(from: 0, to: frames.count, by: channels).map { start in
            frames[start..<(start + channels)].reduce(0, +) * share
        }
    }

    /// The most channels that a recording may have.
    private static let mostChannels = 64
    /// What libsndfile says where a file does not tell its frames (`SF_COUNT_MAX`).
    private static let unknownFrames = Int64.max
}
