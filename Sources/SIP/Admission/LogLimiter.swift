public import Telephony

/// Decides which lines of a kind are worth writing: one a minute for each kind and source, with
/// the number of those held back since.
///
/// What strangers make us write must not fill the disk. Sources beyond the table's size push the
/// oldest out, so that its memory is bounded; a ceiling over all sources bounds the lines.
public struct LogLimiter<Kind: Hashable & Sendable>: Sendable {
    /// What to do with a line.
    public enum Decision: Equatable, Sendable {
        /// Write it, and say how many like it were held back before it.
        case write(heldBack: Int)
        /// Hold it back.
        case hold
    }

    private struct Key: Hashable, Sendable {
        let kind: Kind
        let source: SourceKey?
    }

    private struct Entry: Sendable {
        var writtenAt: Duration?
        var heldBack = 0
    }

    private let interval: Duration
    private let ceiling: TokenBucket.Rate
    private var entries: RecentTable<Key, Entry>
    private var lines = TokenBucket()

    /// A limiter.
    ///
    /// - Parameters:
    ///   - interval: how far apart lines of one kind and source are.
    ///   - capacity: how many kinds and sources are remembered.
    ///   - linesPerMinute: the most lines a minute over all kinds and sources.
    public init(
        interval: Duration = .seconds(60), capacity: Int = 1024, linesPerMinute: Int = 120
    ) {
        self.interval = interval
        entries = RecentTable(capacity: capacity)
        ceiling = TokenBucket.Rate(perMinute: linesPerMinute)
    }

    /// Decides about one line, by what it says and who caused it: nil where nobody in particular
    /// did.
    public mutating func decide(
        _ kind: Kind, from source: IPAddress?, now: Duration
    ) -> Decision {
        let key = Key(kind: kind, source: source.map(SourceKey.init))
        let (interval, ceiling) = (interval, ceiling)
        var lines = lines
        defer { self.lines = lines }
        return entries.use(key, initial: Entry()) { entry in
            let isDue = entry.writtenAt.map { now - $0 >= interval } ?? true
            guard isDue, lines.take(at: ceiling, now: now) == nil else {
                entry.heldBack += 1
                return .hold
            }
            defer { entry = Entry(writtenAt: now) }
            return .write(heldBack: entry.heldBack)
        }
    }
}
