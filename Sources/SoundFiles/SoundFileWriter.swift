internal import CSndFile
import Foundation

/// A wav file of 16-bit samples that grows as a sound is heard.
///
/// The header is brought up to date with every append, so that the file can be played even when
/// the program ends without closing it. Owns one `SNDFILE *` of libsndfile 1.2.
///
/// ```swift
/// var writer = try SoundFileWriter(path: "out.wav", rate: 8_000)
/// try writer.append(samples)
/// try writer.close()
/// ```
public struct SoundFileWriter: ~Copyable, @unchecked Sendable {
    // Unchecked: the handle has one owner, since the value can't be copied.

    private let path: String
    private let channels: Int
    private var handle: OpaquePointer?

    /// Creates a file, or empties the one that is there.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - rate: frames per second, in hertz; positive.
    ///   - channels: samples per frame; positive.
    /// - Throws: ``SoundFileError`` when the file can't be created.
    public init(path: String, rate: Int, channels: Int = 1) throws(SoundFileError) {
        var info = SF_INFO(
            frames: 0, samplerate: Int32(clamping: rate), channels: Int32(clamping: channels),
            format: Int32(SF_FORMAT_WAV) | Int32(SF_FORMAT_PCM_16), sections: 0, seekable: 0)
        switch SoundLibrary.open({ sf_open(path, Int32(SFM_WRITE), &info) }) {
        case .success(let opened): handle = opened.pointer
        case .failure(let failure): throw SoundFileError(path: path, .cannotOpen(failure.text))
        }
        self.path = path
        self.channels = channels
        keepHeaderTrue()
    }

    /// Creates a file that is not there yet, and that only its owner may read.
    ///
    /// - Throws: ``SoundFileError`` when the file is there, or can't be created.
    init(
        newPath path: String, rate: Int, channels: Int, format: RecordingFormat
    ) throws(SoundFileError) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SoundFileError(path: path, .cannotOpen(String(cString: strerror(errno))))
        }
        var info = SF_INFO(
            frames: 0, samplerate: Int32(clamping: rate), channels: Int32(clamping: channels),
            format: format.code, sections: 0, seekable: 0)
        switch SoundLibrary.open({ sf_open_fd(descriptor, Int32(SFM_WRITE), &info, Int32(SF_TRUE)) }
        )
        {
        case .success(let opened): handle = opened.pointer
        case .failure(let failure):
            unlink(path)
            throw SoundFileError(path: path, .cannotOpen(failure.text))
        }
        self.path = path
        self.channels = channels
        keepHeaderTrue()
    }

    /// Lets the header be brought up to date with every append.
    private func keepHeaderTrue() {
        _ = sf_command(handle, Int32(SFC_SET_UPDATE_HEADER_AUTO), nil, Int32(SF_TRUE))
    }

    deinit {
        if let handle { sf_close(handle) }
    }

    /// Writes what follows.
    ///
    /// - Parameter samples: interleaved samples; whole frames.
    /// - Throws: ``SoundFileError`` when not all could be written, such as on a full disk.
    public mutating func append(_ samples: [Int16]) throws(SoundFileError) {
        precondition(handle != nil, "the writer is closed")
        precondition(samples.count.isMultiple(of: channels), "frames are whole")
        guard sf_write_short(handle, samples, Int64(samples.count)) == samples.count else {
            throw SoundFileError(path: path, .cannotWrite(String(cString: sf_strerror(handle))))
        }
    }

    /// Closes the file.
    ///
    /// - Throws: ``SoundFileError`` when the last of it could not be written.
    public consuming func close() throws(SoundFileError) {
        guard let closing = handle else { return }
        handle = nil
        let code = sf_close(closing)
        guard code == 0 else {
            throw SoundFileError(
                path: path, .cannotWrite(String(cString: sf_error_number(code))))
        }
    }
}
