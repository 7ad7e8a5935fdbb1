/// Something that happened on a line.
public enum LineEvent: Equatable, Sendable {
    /// A sound has been heard to its end.
    case played(PlaybackID)
    /// The caller pressed a key.
    case digit(Digit)
    /// The caller hung up.
    case hungUp
    /// Whom the line rang answered, and hears the caller.
    case reached
    /// Whom the line rang did not answer, for this reason, which the text tells in one sentence.
    case notReached(NoAnswer, String)
    /// Whom the caller was joined with hung up; the caller is still there.
    case otherPartyHungUp
    /// The agent put the line on hold: whom it is joined with hears what is played to them.
    case held
    /// The agent took the line back from hold.
    case retrieved
    /// The agent wants whom they talk to brought elsewhere. Answered with
    /// ``Line/answerTransfer(_:)``.
    case transferAsked(TransferWish)
    /// The line goes on without sound, for this reason (one sentence).
    case deviceLost(String)
}

/// Why somebody who was rung was not reached.
public enum NoAnswer: Hashable, Sendable, CaseIterable {
    /// Nobody answered in time.
    case timeout
    /// The telephone was busy.
    case busy
    /// They refused the call.
    case declined
    /// There was no way to the telephone, or it gave no sign of life.
    case unreachable
    /// The address is not one that may be rung.
    case notAllowed
}

/// What an agent asks for by the transfer key of their telephone.
public struct TransferWish: Equatable, Sendable {
    /// Whom to bring the caller to: what the agent dialled.
    public var target: String
    /// The line of the agent's other call, whose party is to take the agent's place (attended
    /// transfer); nil: the target is to be called (blind transfer).
    public var replacing: LineID?

    /// Describes a wish.
    public init(target: String, replacing: LineID? = nil) {
        self.target = target
        self.replacing = replacing
    }
}

/// What becomes of a ``TransferWish``.
public enum TransferAnswer: Hashable, Sendable, CaseIterable {
    /// The party is brought there: it is the agent's no more.
    case done
    /// There is no room where it was to go: both go on talking, as after the cases below.
    case busy
    /// Nobody is there who could take it.
    case absent
    /// There is no such place, or the agent may not ask for it.
    case refused
}

/// Names a line among those of its exchange.
public struct LineID: RawRepresentable, Hashable, Sendable {
    /// The number, never used twice while the program runs.
    public let rawValue: UInt64

    /// Numbers a line.
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}
