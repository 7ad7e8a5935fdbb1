import Media
import SIP
import Telephony

/// What was agreed for a stream, as its thread uses it: a value without references.
struct StreamTerms: Sendable {
    let codec: AudioCodec
    let payloadType: UInt8
    let telephoneEvent: UInt8?
    let sends: Bool
    let receives: Bool
    /// Ticks between two packets: milliseconds.
    let ticks: Int64
    let remote: IPEndpoint
    let remoteControl: IPEndpoint?

    /// Packets of 10 to 60 ms are sent as they were agreed; whoever wants others gets the nearest.
    private static let packetTimes: ClosedRange<Int64> = 10...60

    init(_ agreement: MediaAgreement) {
        remote = agreement.remote
        remoteControl = agreement.remoteControl
        codec = agreement.codec
        payloadType = agreement.payloadType
        telephoneEvent = agreement.telephoneEvent
        sends = agreement.direction == .both || agreement.direction == .sendOnly
        receives = agreement.direction == .both || agreement.direction == .receiveOnly
        let bounds = StreamTerms.packetTimes
        ticks = min(max(agreement.packetTime.inMilliseconds, bounds.lowerBound), bounds.upperBound)
    }

    /// Samples of a packet on the RTP clock, which ticks 8,000 times a second for all our codecs
    /// (for G.722 too: RFC 3551 §4.5.2).
    var samples: UInt32 { UInt32(ticks) * 8 }

    /// Bytes of a packet's payload: 64,000 bit/s for all our codecs.
    var byteCount: Int { Int(ticks) * 8 }
}

extension AudioCodec {
    /// The law of its bytes, where it is G.711.
    var law: G711? {
        switch self {
        case .pcma: .aLaw
        case .pcmu: .muLaw
        case .g722: nil
        }
    }
}
