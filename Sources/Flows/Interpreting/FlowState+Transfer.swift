import Telephony

/// Being handed on to a destination outside.
extension FlowState {
    mutating func startTransfer() {
        guard case .transfer(let transfer) = currentStep?.kind else { return }
        let music = transfer.music.map { _ in listening.nextPlayback() }
        activity = .transferring(music: music)
        outbox.append(.act(.reach(destination: transfer.destination)))
        if let music, let name = transfer.music {
            outbox.append(.act(.playMusic(music, name: name)))
        }
    }

    /// The destination has answered: the caller stays until one of the two hangs up.
    mutating func joinDestination() {
        guard case .transferring(let music) = activity,
            case .transfer(let transfer) = currentStep?.kind
        else { return }
        if let music { outbox.append(.act(.stopPlayback(music))) }
        leaveForGood()
        activity = .transferred
        write(
            .transferred(
                .blind, from: frames.last?.flow.name ?? "", to: transfer.destination))
    }

    mutating func failTransfer(_ reason: String) {
        guard case .transferring(let music) = activity,
            case .transfer(let transfer) = currentStep?.kind
        else { return }
        if let music { outbox.append(.act(.stopPlayback(music))) }
        write(.transferFailed(to: transfer.destination, reason: reason))
        follow(leave(by: .failed, to: transfer.failed))
    }
}
