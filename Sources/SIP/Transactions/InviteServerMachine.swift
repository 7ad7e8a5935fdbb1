/// The server's side of an INVITE (RFC 3261 §17.2.1, RFC 6026 §8.7).
struct InviteServerMachine: Sendable {
    let timers: TransactionTimers
    /// Whether the transport delivers by itself, so that nothing is sent twice.
    let isReliable: Bool

    enum State: Equatable, Sendable {
        /// Not begun; `started` leads out.
        case idle
        /// The user agent has the INVITE: its final response leads out, nothing else.
        case proceeding
        /// Refused, the refusal sent again until its ACK, or timer H.
        case completed(pause: Duration)
        /// The refusal has its ACK; further ones are absorbed until timer I.
        case confirmed
        /// Accepted: further INVITEs are absorbed, and the user agent sends its 2xx again through
        /// here until timer L (RFC 6026 §7.1), which the ACK cuts short.
        case accepted
        /// Over.
        case terminated
    }

    func step(_ state: inout State, on event: ServerEvent) -> [TransactionAct] {
        switch (state, event) {
        case (.idle, .started):
            state = .proceeding
            return timers.trying > .zero ? [.set(.trying, timers.trying), .pass] : [.send, .pass]
        case (.proceeding, .fired(.trying)), (.proceeding, .request):
            return [.cancel(.trying), .send]
        case (.proceeding, .provisional):
            return [.cancel(.trying), .send]
        case (.proceeding, .success):
            state = .accepted
            return [.cancel(.trying), .send, .set(.l, timers.patience)]
        case (.proceeding, .failure):
            state = .completed(pause: timers.t1)
            return isReliable
                ? [.cancel(.trying), .send, .set(.h, timers.patience)]
                : [.cancel(.trying), .send, .set(.g, timers.t1), .set(.h, timers.patience)]
        case (.completed(let pause), .fired(.g)):
            let next = min(pause * 2, timers.t2)
            state = .completed(pause: next)
            return [.send, .set(.g, next)]
        case (.completed, .request):
            return [.send]
        case (.completed, .acknowledged):
            state = isReliable ? .terminated : .confirmed
            return [.cancel(.g), .cancel(.h), isReliable ? .end : .set(.i, timers.t4)]
        case (.completed, .fired(.h)):
            state = .terminated
            return [.timedOut, .end]
        case (.accepted, .success):
            return [.send]
        case (.accepted, .acknowledged):
            // Nobody sends the INVITE again; only copies on their way are left.
            return [.pass, .set(.l, timers.t4)]
        case (.confirmed, .fired(.i)), (.accepted, .fired(.l)):
            state = .terminated
            return [.end]
        // The state stays: retransmissions must still be absorbed (RFC 6026 §7.1).
        case (.proceeding, .transportFailed), (.accepted, .transportFailed):
            return [.failed]
        case (.idle, _), (.proceeding, _), (.completed, _), (.confirmed, _), (.accepted, _),
            (.terminated, _):
            return []
        }
    }
}
