import SIP
import Telephony

/// Registers: ours with trunks, and that of agents' phones with us.
extension PhoneBridge {
    /// Checks that a phone is whose it says it is.
    func authenticate(_ invite: IncomingInvite) throws(Refusal) {
        guard case .phones = invite.peer else { return }
        throw Refusal(status: 403)
    }

    /// A request came that belongs to no call.
    func takeRequest(
        _ request: Request, _ transaction: TransactionID, from hop: Hop, peer: PeerID
    ) {
        command(.respond(transaction, Response(to: request, 405)))
    }

    /// The answer to a request of ours that belongs to no call.
    func takeResponse(_ response: Response, to token: RequestToken) {}

    /// No answer came.
    func takeSilence(to token: RequestToken, _ reason: String) {}
}
