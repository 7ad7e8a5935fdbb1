/// The client's side of any request but INVITE and ACK (RFC 3261 §17.1.2).
struct ClientMachine: Sendable {
    let timers: TransactionTimers
    /// Whether the transport delivers by itself, so that nothing is sent twice.
    let isReliable: Bool

    enum State: Equatable, Sendable {
        /// Not sent yet; `started` leads out.
        case idle
        /// Sent, nothing heard: any response leads out, or timer F.
        case trying(pause: Duration)
        /// A 1xx has come: a final response leads out, or timer F.
        case proceeding
        /// Answered: retransmissions of the answer are absorbed until timer K.
        case completed
        /// Over.
        case terminated
    }

    func step(_ state: inout State, on event: ClientEvent) -> [TransactionAct] {
        switch (state, event) {
        case (.idle, .started):
            state = .trying(pause: timers.t1)
            return isReliable
                ? [.send, .set(.f, timers.patience)]
                : [.send, .set(.e, timers.t1), .set(.f, timers.patience)]
        case (.trying(let pause), .fired(.e)):
            let next = min(pause * 2, timers.t2)
            state = .trying(pause: next)
            return [.send, .set(.e, next)]
        case (.proceeding, .fired(.e)):
            return [.send, .set(.e, timers.t2)]
        case (.trying, .provisional):
            state = .proceeding
            return [.pass]
        case (.proceeding, .provisional):
            return [.pass]
        case (.trying, .success), (.trying, .failure),
            (.proceeding, .success), (.proceeding, .failure):
            state = isReliable ? .terminated : .completed
            let rest: TransactionAct = isReliable ? .end : .set(.k, timers.t4)
            return [.cancel(.e), .cancel(.f), .pass, rest]
        case (.trying, .fired(.f)), (.proceeding, .fired(.f)):
            state = .terminated
            return [.timedOut, .end]
        case (.trying, .transportFailed), (.proceeding, .transportFailed):
            state = .terminated
            return [.failed, .end]
        case (.completed, .fired(.k)), (.completed, .transportFailed):
            state = .terminated
            return [.end]
        case (.idle, _), (.trying, _), (.proceeding, _), (.completed, _), (.terminated, _):
            return []
        }
    }
}
