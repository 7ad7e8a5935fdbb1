/// The voice codecs of Allo; all have static payload types and an RTP clock of 8,000 Hz.
public enum AudioCodec: Hashable, Sendable, CaseIterable {
    /// G.711 A-law, the telephone of Europe.
    case pcma
    /// G.711 µ-law, the telephone of America.
    case pcmu
    /// G.722: 16,000 samples a second, though its RTP clock is 8,000 (RFC 3551 §4.5.2).
    case g722

    /// The number it has without being told otherwise (RFC 3551 §6).
    public var staticPayloadType: UInt8 {
        switch self {
        case .pcma: 8
        case .pcmu: 0
        case .g722: 9
        }
    }

    /// Its name in `a=rtpmap` and in the centre file.
    public var name: String {
        switch self {
        case .pcma: "PCMA"
        case .pcmu: "PCMU"
        case .g722: "G722"
        }
    }

    /// The codec of a name, in any case.
    public init?(name: String) {
        guard let codec = AudioCodec.allCases.first(where: { sameIgnoringCase($0.name, name) })
        else { return nil }
        self = codec
    }
}
