public import Telephony

/// One moment of a call, with its time.
public struct TranscriptLine: Hashable, Sendable {
    /// When it happened, since the call was answered, in whole milliseconds; nil where a
    /// hand-written transcript leaves it open.
    public var time: Duration?
    /// What happened.
    public var moment: Moment
    /// Where the line stands; nil for one that was not read from a file.
    public var position: SourcePosition?

    /// Describes a line.
    public init(time: Duration? = nil, _ moment: Moment, position: SourcePosition? = nil) {
        self.time = time
        self.moment = moment
        self.position = position
    }
}
