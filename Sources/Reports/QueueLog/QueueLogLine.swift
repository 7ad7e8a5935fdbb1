/// A line of Asterisk's `queue_log`: `epoch|call|queue|agent|word|data…`.
///
/// The words and their data are those of Asterisk's `doc/queuelog` and `app_queue`, 1.4 to 22.
public struct QueueLogLine: Hashable, Sendable, CustomStringConvertible {
    /// When, in whole seconds since 1970-01-01 00:00:00 UTC.
    public var time: Int
    /// The name of the call; `NONE` for none.
    public var call: String
    /// The queue; `NONE` for none or all.
    public var queue: String
    /// The agent; `NONE` for none.
    public var agent: String
    /// What happened, as `ENTERQUEUE`.
    public var word: String
    /// What belongs to it.
    public var data: [String]

    /// Describes a line.
    public init(
        time: Int, call: String = "NONE", queue: String = "NONE", agent: String = "NONE",
        word: String, data: [String] = []
    ) {
        self.time = time
        self.call = call
        self.queue = queue
        self.agent = agent
        self.word = word
        self.data = data
    }

    /// Reads a line without its end.
    ///
    /// - Throws: the reason why it can't be read.
    init(_ text: Substring) throws(QueueLogError.Reason) {
        let fields = text.split(separator: "|", omittingEmptySubsequences: false)
        guard fields.count >= 5 else { throw .fields(fields.count) }
        guard let time = Int(fields[0]), QueueLogLine.times.contains(time) else {
            throw .time(String(fields[0].prefix(40)).onOneLine)
        }
        self.init(
            time: time, call: String(fields[1]), queue: String(fields[2]),
            agent: String(fields[3]), word: String(fields[4]), data: fields[5...].map(String.init))
    }

    /// From 1970 to the end of the year 9999.
    private static let times = 0...253_402_300_799

    /// The line as Asterisk writes it. What would break it is replaced by `_`.
    public var description: String {
        ([String(time), call, queue, agent, word] + data).map(QueueLogLine.field)
            .joined(separator: "|")
    }

    private static func field(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.onOneLine.unicodeScalars { scalars.append(scalar == "|" ? "_" : scalar) }
        return String(scalars)
    }

    /// The data at a place as a number; nil where there is none.
    func number(_ place: Int) -> Int? {
        guard data.indices.contains(place), let number = Int(data[place]),
            (0...QueueLogLine.times.upperBound).contains(number)
        else { return nil }
        return number
    }
}
