internal import CSndFile

/// Telephone sound without a header: G.711, one channel, 8,000 samples per second.
///
/// Nothing in such a file tells what it is; the ending of its name does.
enum HeaderlessFormat {
    case aLaw, muLaw

    /// The format that a file's name tells of, if its ending is one of G.711's.
    init?(path: String) {
        switch path.split(separator: ".").last?.lowercased() {
        case "al", "alaw", "pcma": self = .aLaw
        case "ul", "ulaw", "pcmu": self = .muLaw
        default: return nil
        }
    }

    /// What libsndfile must be told before it opens the file.
    var info: SF_INFO {
        let coding = self == .aLaw ? SF_FORMAT_ALAW : SF_FORMAT_ULAW
        return SF_INFO(
            frames: 0, samplerate: 8_000, channels: 1,
            format: Int32(SF_FORMAT_RAW) | Int32(coding), sections: 0, seekable: 0)
    }
}
