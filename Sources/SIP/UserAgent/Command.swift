extension UserAgent {
    /// What the application can ask of the user agent.
    ///
    /// A command for a leg that has ended, or that makes no sense in the leg's state, does
    /// nothing: the peer's message may have crossed it.
    public enum Command: Sendable {
        /// Tells a caller that we are at it: 180, or 183 with early media when there is a
        /// session description.
        ///
        /// It is sent reliably (RFC 3262) when the caller requires it, or when it is wanted here
        /// and the caller supports it.
        case ring(LegID, SessionDescription?, reliably: Bool)
        /// Answers a call with 200: the answer to the caller's offer, or our offer where there
        /// was none; nil where a reliable 183 has carried it already.
        case accept(LegID, SessionDescription?)
        /// Refuses a call before it is answered.
        case reject(LegID, Rejection)
        /// Begins an outgoing call under a number from ``State/nextLeg()``.
        case call(LegID, OutgoingCall)
        /// Ends a leg in the way its state wants: CANCEL, BYE or a final response. The text goes
        /// into the `Reason` header. ``LegEvent/ended(_:)`` follows in the same step.
        case hangUp(LegID, reason: String?)
        /// Takes back a call of ours that somebody else has answered; else as
        /// ``hangUp(_:reason:)``.
        case withdraw(LegID)
        /// Answers the BYE that ended a leg, now that whoever keeps account of it has taken note of
        /// ``LegEvent/ended(_:)``. Without this command the answer goes out after
        /// ``Settings/farewell``.
        case answerBye(LegID)
        /// Offers another session (hold, retrieve, another address) by re-INVITE, or by UPDATE
        /// in an early dialog. Waits by itself while another offer is open.
        case offer(LegID, SessionDescription)
        /// Answers ``LegEvent/offered(_:)``; nil refuses the offer (488), the session stays.
        case answerOffer(LegID, SessionDescription?)
        /// Asks the peer to call someone else; with `replacing`, to take the place of our leg
        /// with that party (attended transfer, RFC 3891).
        case refer(LegID, to: SIPURI, replacing: LegID?)
        /// Answers ``LegEvent/referred(_:)``: 202, or 603.
        case answerRefer(LegID, accept: Bool)
        /// Answers ``LegEvent/referred(_:)`` where it is clear that nothing comes of it: 202, and a
        /// NOTIFY with the status that the new call would have ended with; 603 for who wants no
        /// NOTIFY (RFC 4488).
        case failRefer(LegID, status: Int)
        /// Tells who referred us how the new call goes, in the words of RFC 3515 §2.4.4; a final
        /// status ends the subscription. Works for a while after the leg ended, too.
        case reportRefer(LegID, status: Int)
        /// Sends an INFO within the dialog (RFC 6086, legacy use).
        case info(LegID, contentType: String, body: [UInt8])
        /// Asks a server whether it is there (RFC 3261 §11).
        case options(RequestToken, target: SIPURI, hop: Hop)
        /// Sends a request outside any leg, such as a REGISTER; Via is added here, all else is
        /// the application's.
        case request(RequestToken, Request, to: Hop)
        /// Answers ``Effect/request(_:_:_:_:)``.
        case respond(TransactionID, Response)
    }

    /// How to refuse a call.
    public struct Rejection: Sendable {
        /// The final status, 300...699.
        public var status: Int
        /// The words behind the status; nil for the usual ones.
        public var phrase: String?
        /// For 404, 413, 480, 486, 500, 503, 600, 603: when to try again.
        public var retryAfter: Duration?
        /// Further headers, such as the challenges of a 401.
        public var headers: HeaderFields

        /// Puts a refusal together.
        public init(
            _ status: Int, phrase: String? = nil, retryAfter: Duration? = nil,
            headers: HeaderFields = HeaderFields()
        ) {
            self.status = status
            self.phrase = phrase
            self.retryAfter = retryAfter
            self.headers = headers
        }
    }
}
