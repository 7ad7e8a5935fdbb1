import SIP
import Telephony

/// A user agent with the notes of all that happened to it, and its application's habits.
struct Party {
    let agent: UserAgent
    var state: UserAgent.State
    let address: IPEndpoint
    /// What the others are called at this party's gate.
    var others: PeerID
    var transport: Transport
    /// What happened, in words.
    var notes: [String] = []
    var events: [(leg: LegID, event: LegEvent)] = []
    var effects: [UserAgent.Effect] = []
    /// Whether the application takes note of each end at once, so that a BYE is answered.
    var takesNote = true
    /// What the application does about an event.
    var react: (LegID, LegEvent) -> [UserAgent.Command] = { _, _ in [] }
    /// What a look-up finds.
    var hops: [Hop] = []

    init(
        _ host: String, transport: Transport = .udp, others: PeerID = .trunk("peer"),
        change: (inout UserAgent.Settings) -> Void = { _ in }
    ) {
        address = IPEndpoint("\(host):5060") ?? IPEndpoint(.loopback, port: 5060)
        self.transport = transport
        self.others = others
        var settings = UserAgent.Settings(
            listeners: [.init(transport: transport, advertised: address)])
        change(&settings)
        agent = UserAgent(settings)
        state = agent.makeState()
    }

    /// The way to another party.
    func hop(to other: Party) -> Hop {
        Hop(
            transport: transport, remote: other.address, local: 0,
            connection: transport.isReliable ? 1 : nil)
    }

    /// The leg of the first event.
    var leg: LegID { events.first?.leg ?? LegID(rawValue: 0) }
}

extension LegEvent {
    /// The event in a few words, for comparing.
    var note: String {
        switch self {
        case .arrived(let invite): invite.offer == nil ? "arrived without offer" : "arrived"
        case .progress(let status, let session):
            "progress \(status)" + (session == nil ? "" : " with session")
        case .answered(let session): session == nil ? "answered without session" : "answered"
        case .confirmed: "confirmed"
        case .offered(let session): session == nil ? "asked for an offer" : "offered"
        case .offerAnswered: "offer answered"
        case .offerRefused(let status): "offer refused \(status)"
        case .info(let type, let body): "info \(type) \(body.count)"
        case .referred(let refer): "referred to \(refer.target.user ?? "nobody")"
        case .referProgress(let status): "refer progress \(status)"
        case .ended(let end):
            "ended by \(end.by)" + (end.status.map { " \($0)" } ?? "")
        }
    }
}

extension Party {
    /// How often a leg of the party ended.
    var ends: Int { notes.count { $0.hasPrefix("ended") } }

    /// How its last leg ended.
    var end: LegEnd? {
        guard case .ended(let end)? = events.last?.event else { return nil }
        return end
    }
}
