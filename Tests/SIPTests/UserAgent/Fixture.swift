import SIP
import Telephony

extension SessionDescription {
    /// A session description with a number by which to tell it from others.
    static func sample(_ number: Int) -> SessionDescription {
        SessionDescription(
            origin: Origin(sessionID: UInt64(number), host: .address(.loopback)),
            connection: .address(.loopback),
            media: [
                MediaDescription(
                    kind: "audio", port: UInt16(4000 + number * 2), profile: "RTP/AVP",
                    formats: ["8"])
            ])
    }
}

extension Stage {
    /// A caller (0) and one (1) that rings and answers at once.
    static func answering(
        seed: UInt64 = 1, weather: Weather = .clean, transport: Transport = .udp,
        reliably: Bool = false, others: PeerID = .trunk("peer"),
        change: (inout UserAgent.Settings) -> Void = { _ in }
    ) -> Stage {
        var callee = Party("192.0.2.2", transport: transport, others: others, change: change)
        callee.react = { leg, event in
            switch event {
            case .arrived:
                [
                    .ring(leg, reliably ? .sample(2) : nil, reliably: reliably),
                    .accept(leg, .sample(2)),
                ]
            case .offered: [.answerOffer(leg, .sample(3))]
            case .progress, .answered, .confirmed, .offerAnswered, .offerRefused, .info,
                .referred, .referProgress, .ended:
                []
            }
        }
        let caller = Party("192.0.2.1", transport: transport, others: others, change: change)
        return Stage(caller, callee, seed: seed, weather: weather)
    }
}
