/// Who writes into a journal: a process of Allo, and how its clocks stood when it began.
public struct JournalWriter: Hashable, Sendable {
    /// The name of the machine or node.
    public var node: String
    /// The version of Allo.
    public var version: String
    /// The number of the process on its machine.
    public var processNumber: Int
    /// The wall clock at the anchor, since 1970-01-01 00:00:00 UTC.
    public var wallTime: Duration
    /// The monotonic clock at the same moment; the times of records are on this clock.
    public var monotonicTime: Duration

    /// Describes a process that writes.
    public init(
        node: String, version: String, processNumber: Int, wallTime: Duration,
        monotonicTime: Duration
    ) {
        self.node = node
        self.version = version
        self.processNumber = processNumber
        self.wallTime = wallTime
        self.monotonicTime = monotonicTime
    }

    /// The node of journals that a simulation writes, by process 1.
    static let simulatedNode = "simulation"

    /// A simulation, which writes a journal of its own.
    ///
    /// - Parameters:
    ///   - version: the version of Allo.
    ///   - beginning: the beginning of its first day, since 1970-01-01 00:00:00 UTC: its time 0.
    /// - Returns: what to open the journal with.
    public static func simulation(version: String, beginning: Duration) -> JournalWriter {
        JournalWriter(
            node: simulatedNode, version: version, processNumber: 1, wallTime: beginning,
            monotonicTime: .zero)
    }
}
