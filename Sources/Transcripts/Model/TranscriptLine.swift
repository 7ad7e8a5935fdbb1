public import Telephony

/// One moment of a call, with its time.
public struct TranscriptLine: Hashable, Sendable {
    /// When it happened, in whole milliseconds: since the call was answered, or of several the
    /// first. Nil where a hand-written transcript leaves it open.
    public var time: Duration?
    /// The name of whose call it is, where a transcript of several says so.
    public var caller: String?
    /// What happened.
    public var moment: Moment
    /// Where the line stands; nil for one that was not read from a file.
    public var position: SourcePosition?

    /// Describes a line.
    public init(
        time: Duration? = nil, caller: String? = nil, _ moment: Moment,
        position: SourcePosition? = nil
    ) {
        self.time = time
        self.caller = caller
        self.moment = moment
        self.position = position
    }
}
