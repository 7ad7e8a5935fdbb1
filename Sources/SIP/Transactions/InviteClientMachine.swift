/// The client's side of an INVITE (RFC 3261 §17.1.1, RFC 6026 §8.4).
struct InviteClientMachine: Sendable {
    let timers: TransactionTimers
    /// Whether the transport delivers by itself, so that nothing is sent twice.
    let isReliable: Bool

    enum State: Equatable, Sendable {
        /// Not sent yet; `started` leads out.
        case idle
        /// Sent, nothing heard: any response leads out, or timer B. A CANCEL has to wait for the
        /// first response (RFC 3261 §9.1).
        case calling(pause: Duration, isCancelled: Bool)
        /// A 1xx has come: a final response leads out, or, once cancelled, the end of patience.
        case proceeding(isCancelled: Bool)
        /// Refused: its retransmissions are acknowledged until timer D.
        case completed
        /// Accepted: every 2xx goes up, of other branches too, until timer M (RFC 6026 §7.2).
        case accepted
        /// Over.
        case terminated
    }

    func step(_ state: inout State, on event: ClientEvent) -> [TransactionAct] {
        switch (state, event) {
        case (.idle, .started):
            state = .calling(pause: timers.t1, isCancelled: false)
            return isReliable
                ? [.send, .set(.b, timers.patience)]
                : [.send, .set(.a, timers.t1), .set(.b, timers.patience)]
        case (.calling(let pause, let isCancelled), .fired(.a)):
            state = .calling(pause: pause * 2, isCancelled: isCancelled)
            return [.send, .set(.a, pause * 2)]
        case (.calling(let pause, _), .cancelled):
            state = .calling(pause: pause, isCancelled: true)
            return []
        case (.calling(_, let isCancelled), .provisional):
            state = .proceeding(isCancelled: isCancelled)
            let rest: [TransactionAct] =
                isCancelled ? [.takeBack, .set(.giveUp, timers.patience)] : []
            return [.cancel(.a), .cancel(.b), .pass] + rest
        case (.proceeding, .provisional):
            return [.pass]
        case (.calling, .success), (.proceeding, .success):
            state = .accepted
            return [.cancel(.a), .cancel(.b), .cancel(.giveUp), .pass, .set(.m, timers.patience)]
        case (.calling, .failure), (.proceeding, .failure):
            state = isReliable ? .terminated : .completed
            let rest: [TransactionAct] = isReliable ? [.end] : [.set(.d, timers.patience)]
            return [.cancel(.a), .cancel(.b), .cancel(.giveUp), .acknowledge, .pass] + rest
        case (.proceeding(isCancelled: false), .cancelled):
            state = .proceeding(isCancelled: true)
            return [.takeBack, .set(.giveUp, timers.patience)]
        case (.calling, .fired(.b)), (.proceeding, .fired(.giveUp)):
            state = .terminated
            return [.timedOut, .end]
        case (.calling, .transportFailed), (.proceeding, .transportFailed):
            state = .terminated
            return [.failed, .end]
        case (.completed, .failure):
            return [.acknowledge]
        case (.completed, .fired(.d)), (.completed, .transportFailed), (.accepted, .fired(.m)):
            state = .terminated
            return [.end]
        case (.accepted, .success):
            return [.pass]
        case (.idle, _), (.calling, _), (.proceeding, _), (.completed, _), (.accepted, _),
            (.terminated, _):
            return []
        }
    }
}
