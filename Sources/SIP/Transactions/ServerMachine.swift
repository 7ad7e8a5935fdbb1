/// The server's side of any request but INVITE and ACK (RFC 3261 §17.2.2).
struct ServerMachine: Sendable {
    let timers: TransactionTimers
    /// Whether the transport delivers by itself, so that nothing is sent twice.
    let isReliable: Bool

    enum State: Equatable, Sendable {
        /// Not begun; `started` leads out.
        case idle
        /// The user agent has the request: its response leads out, or the end of the client's
        /// patience, when no response is of use any more (RFC 4320 §4.2).
        case trying
        /// A 1xx has been sent: the same leads out.
        case proceeding
        /// Answered: the answer is sent again to each retransmission until timer J.
        case completed
        /// Over.
        case terminated
    }

    func step(_ state: inout State, on event: ServerEvent) -> [TransactionAct] {
        switch (state, event) {
        case (.idle, .started):
            state = .trying
            return [.set(.giveUp, timers.patience), .pass]
        case (.trying, .provisional), (.proceeding, .provisional):
            state = .proceeding
            return [.send]
        case (.trying, .success), (.trying, .failure),
            (.proceeding, .success), (.proceeding, .failure):
            state = isReliable ? .terminated : .completed
            return [.cancel(.giveUp), .send, isReliable ? .end : .set(.j, timers.patience)]
        case (.proceeding, .request), (.completed, .request):
            return [.send]
        case (.trying, .fired(.giveUp)), (.proceeding, .fired(.giveUp)):
            state = .terminated
            return [.timedOut, .end]
        case (.trying, .transportFailed), (.proceeding, .transportFailed):
            state = .terminated
            return [.failed, .end]
        case (.completed, .fired(.j)), (.completed, .transportFailed):
            state = .terminated
            return [.end]
        case (.idle, _), (.trying, _), (.proceeding, _), (.completed, _), (.terminated, _):
            return []
        }
    }
}
