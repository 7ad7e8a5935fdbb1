/// Why a sound could not be read, written or changed, and which one.
public struct SoundFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// The file can't be opened; the text is the system's reason.
        case cannotOpen(String)
        /// The file holds no samples.
        case empty
        /// The file ends before the samples that its header announces.
        case truncated
        /// The file is in no format that can be read; the text is the library's reason.
        case notSound(String)
        /// The file says that it has this many channels.
        case unsupportedChannels(Int)
        /// The file says that it has this many samples per second.
        case unsupportedRate(Int)
        /// The sound lasts longer than ``SoundPreparer/longestRecording``.
        case tooLong
        /// The samples are damaged; the text is the library's reason.
        case damaged(String)
        /// The samples could not be written; the text is the library's reason.
        case cannotWrite(String)
        /// There is not enough memory.
        case outOfMemory
    }

    /// The path of the file, or the name of a sound that is in no file.
    public let path: String
    /// What went wrong.
    public let reason: Reason

    /// Describes a failure.
    public init(path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// One sentence: the path and what is wrong.
    public var description: String {
        switch reason {
        case .cannotOpen(let text): "\(path): the sound file can't be opened: \(text)"
        case .empty: "\(path): the sound file holds no samples"
        case .truncated: "\(path): the sound file ends before the samples its header announces"
        case .notSound(let text): "\(path): not a sound file that can be read: \(text)"
        case .unsupportedChannels(let count): "\(path): \(count) channels can't be read"
        case .unsupportedRate(let rate): "\(path): \(rate) samples per second can't be read"
        case .tooLong:
            "\(path): the sound lasts longer than \(SoundPreparer.longestRecording.components.seconds) s"
        case .damaged(let text): "\(path): the sound is damaged: \(text)"
        case .cannotWrite(let text): "\(path): the sound can't be written: \(text)"
        case .outOfMemory: "\(path): not enough memory for the sound"
        }
    }
}
