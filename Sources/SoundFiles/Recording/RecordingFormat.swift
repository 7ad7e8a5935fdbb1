internal import CSndFile

/// How recordings of calls are kept.
public enum RecordingFormat: String, Hashable, Sendable, CaseIterable {
    /// 16-bit samples: 115 MB for an hour of both sides.
    case wav
    /// Opus in Ogg: about a tenth of that.
    case opus

    /// What names of files end in.
    public var ending: String { rawValue }

    /// What libsndfile calls it.
    var code: Int32 {
        switch self {
        case .wav: Int32(SF_FORMAT_WAV) | Int32(SF_FORMAT_PCM_16)
        case .opus: Int32(SF_FORMAT_OGG) | Int32(SF_FORMAT_OPUS)
        }
    }
}
