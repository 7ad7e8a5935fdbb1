/// Why no audio stream comes about.
public enum MediaRefusal: Error, Hashable, Sendable {
    /// No audio stream is offered, or each has port 0.
    case noAudio
    /// No audio stream has a codec of ours.
    case noCommonCodec
    /// No audio stream is plain or secret RTP as our policy wants it.
    case noCommonProfile
    /// The other side takes packets at no address that ours can reach.
    case unreachable
    /// The answer does not fit the offer (RFC 3264 §6).
    case answerDoesNotFit

    /// The status for the request: 488 (RFC 3261 §21.4.26).
    public var status: Int { 488 }

    /// The code of the Warning header (RFC 3261 §20.43).
    public var warning: Int {
        switch self {
        case .noAudio: 304
        case .noCommonCodec: 305
        case .noCommonProfile: 302
        case .unreachable: 301
        case .answerDoesNotFit: 399
        }
    }
}

extension MediaRefusal: CustomStringConvertible {
    /// Words for the Warning header and the log.
    public var description: String {
        switch self {
        case .noAudio: "no audio stream is offered"
        case .noCommonCodec: "no codec in common"
        case .noCommonProfile: "no media profile in common"
        case .unreachable: "the media address can't be reached"
        case .answerDoesNotFit: "the answer does not fit the offer"
        }
    }
}
