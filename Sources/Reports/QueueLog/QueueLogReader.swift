public import Telephony

/// Turns a `queue_log` of Asterisk into records, as if Allo had taken the calls itself.
///
/// Each call becomes a stream, and each time an agent is logged in another. Times are whole
/// seconds, on a monotonic clock whose zero is 1970-01-01 00:00:00 UTC. An agent who is seen without
/// having logged in is taken to do so then. A queue's level is its own name unless told otherwise.
/// Calls and agents of which the log does not tell the end are left open.
public struct QueueLogReader: Sendable {
    /// How to read what the log leaves open.
    public struct Options: Equatable, Sendable {
        /// The level of each queue; the queue's own name where it is not here.
        public var levels: [String: String]
        /// The clocks of the place.
        public var zone: TimeZoneRules
        /// The language of the callers.
        public var language: LanguageTag
        /// What the random names of callers and shifts begin with; another one for each log that
        /// goes into the same journal.
        public var prefix: String
        /// The keys by which callers leave a queue who are to be called back: Asterisk has no word
        /// for that.
        public var callbackKeys: Set<String>

        /// Options with which to read.
        public init(
            levels: [String: String] = [:], zone: TimeZoneRules, language: LanguageTag = .french,
            prefix: String = "queue-log", callbackKeys: Set<String> = []
        ) {
            self.levels = levels
            self.zone = zone
            self.language = language
            self.prefix = prefix
            self.callbackKeys = callbackKeys
        }
    }

    /// What was read.
    public struct Result: Hashable, Sendable {
        /// The records in the order of time; those of a stream in their own order.
        public let records: [JournalRecord]
        /// The lines that could not be read.
        public let errors: [QueueLogError]
    }

    let options: Options
    var streams = QueueLogStreams()
    var calls: [String: QueueLogCall] = [:]
    var agents: [String: QueueLogAgent] = [:]
    /// The numbers that were called, of calls that have not come into a queue yet.
    var called: [String: String] = [:]
    var callers: [String: CallerID] = [:]
    var shifts = 0
    private var errors: [QueueLogError] = []
    private var line = 0

    /// Begins to read.
    public init(_ options: Options) { self.options = options }

    /// Reads a whole log.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - options: how to read what the log leaves open.
    /// - Returns: the records, and the lines that could not be read.
    public static func read(_ text: String, _ options: Options) -> Result {
        var reader = QueueLogReader(options)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            reader.read(line)
        }
        return reader.finish()
    }

    /// Reads the next line, without its end. Empty lines say nothing.
    public mutating func read(_ text: Substring) {
        line += 1
        let text = line == 1 && text.first == "\u{FEFF}" ? text.dropFirst() : text
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        do throws(QueueLogError.Reason) {
            try take(try QueueLogLine(text))
        } catch {
            errors.append(QueueLogError(reason: error, line: line))
        }
    }

    /// Ends the calls that the log saw to their end, and gives what was read.
    public consuming func finish() -> Result {
        for call in calls.values.sorted(by: { $0.stream < $1.stream }) { streams.end(call) }
        return Result(records: streams.inOrderOfTime, errors: errors)
    }

    private mutating func take(_ line: QueueLogLine) throws(QueueLogError.Reason) {
        switch line.word {
        case "ENTERQUEUE": enter(line)
        case "DID": setCalled(line)
        case "CONNECT", "RINGNOANSWER", "RINGCANCELED", "AGENTDUMP": try ring(line)
        case "COMPLETEAGENT": try endTalk(line, by: .agent, reason: .agent)
        case "COMPLETECALLER": try endTalk(line, by: .caller, reason: .caller)
        case "BLINDTRANSFER", "TRANSFER": try transfer(line, .blind, to: line.data.first ?? "")
        case "ATTENDEDTRANSFER":
            // What it leads to, then wait, talk and position.
            try transfer(line, .attended, to: line.data.dropLast(3).last ?? "")
        case "ABANDON": try leave(line, .abandoned(queue: line.queue), reason: .caller)
        case "EXITWITHTIMEOUT": try flowOut(line, .timeout)
        case "EXITWITHKEY": try leaveByKey(line)
        case "EXITEMPTY": try flowOut(line, .empty)
        case "AGENTLOGIN", "AGENTCALLBACKLOGIN":
            try logIn(line, phone: line.data.first ?? "", queue: nil)
        case "ADDMEMBER": try logIn(line, phone: line.data.first ?? "", queue: line.queue)
        case "AGENTLOGOFF", "AGENTCALLBACKLOGOFF": try logOut(line, queue: nil)
        case "REMOVEMEMBER": try logOut(line, queue: line.queue)
        case "PAUSE", "PAUSEALL": try pause(line)
        case "UNPAUSE", "UNPAUSEALL": try resume(line)
        case "QUEUESTART": restart(line)
        case "CONFIGRELOAD", "PENALTY", "MEMBERPENALTY", "SYSCOMPAT", "INFO": break
        default: throw .word(String(line.word.prefix(40)).onOneLine)
        }
    }
}
