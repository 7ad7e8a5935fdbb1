import CallLog
import Flows
import Foundation
import Rehearsal
import Reports
import Telephony

/// The moments at which callers called, as a journal or a queue_log tells them.
struct ReplayedArrivals {
    private let path: String
    private let calls: RecordedCalls
    /// Whether it tells which number was called: a queue_log may know but the queues.
    private let knowsNumbers: Bool
    /// Whether times without calls are taken as they are, however many were to be expected.
    private let takesGaps: Bool
    /// What follows a moment, in milliseconds since 1970 UTC: the line of a queue_log, the call of a
    /// journal; nil after the last.
    private let next: (Int64) async throws -> String?

    /// Reads a log, whose clocks are those of a zone where it is a queue_log.
    ///
    /// - Throws: ``Failure`` where it is none, or has a gap.
    init(_ path: String, in zone: TimeZoneRules, takesGaps: Bool) async throws {
        self.path = path
        self.takesGaps = takesGaps
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure("there is no \(path)")
        }
        let head = try Project.contents(of: path, atMost: 16)
        let isJournal = head.starts(with: Data("SQLite format 3".utf8))
        knowsNumbers = isJournal
        if isJournal {
            calls = RecordedCalls(try await Self.journal(path))
            next = { try await Self.call(of: path, from: $0) }
        } else {
            let text = try QueueLogFile.text(of: path)
            calls = RecordedCalls(try Self.queueLog(text, at: path, in: zone))
            next = { moment in
                QueueLogFile.line(of: text) { time, _ in time * 1_000 >= moment }
            }
        }
        guard !calls.called.isEmpty else { throw Failure("\(path) tells of no call") }
    }

    private static func journal(_ path: String) async throws -> [String: [Int64]] {
        var times: [String: [Int64]] = [:]
        var numbers: [CallID: Int] = [:]
        for try await event in try await JournalReader.open(at: path).events() {
            let record = event.record
            let last = numbers[record.call] ?? 0
            guard record.number == last + 1 else {
                throw Failure(
                    "\(path): \(record.call): a gap: it goes from record \(last) to record "
                        + "\(record.number)")
            }
            numbers[record.call] = record.event.isLast ? nil : record.number
            guard case .arrived(let arrival) = record.event else { continue }
            times[arrival.to, default: []].append(event.wallTime.inMilliseconds)
        }
        return times
    }

    /// The first call of a journal from a moment on.
    private static func call(of path: String, from moment: Int64) async throws -> String? {
        let reader = try await JournalReader.open(at: path)
        var filter = CallFilter()
        filter.since = .milliseconds(moment)
        for try await event in reader.events(filter) {
            guard case .arrived = event.record.event else { continue }
            return "\(event.record.call)"
        }
        return nil
    }

    private static func queueLog(
        _ text: String, at path: String, in zone: TimeZoneRules
    ) throws -> [String: [Int64]] {
        let result = QueueLogReader.read(
            text,
            QueueLogReader.Options(
                levels: [:], zone: zone, prefix: "replayed", callbackKeys: []))
        if let error = result.errors.first { throw Failure("\(path): \(error)") }
        if let gap = Gap(in: result.records) {
            let line = QueueLogFile.line(of: text) { time, line in
                time == gap.time && line.contains("|\(gap.agent)|CONNECT|")
            }
            throw Failure(line.map { "\(path): \($0): a gap: \(gap)" } ?? "\(path): a gap: \(gap)")
        }
        var times: [String: [Int64]] = [:]
        for record in result.records {
            guard case .arrived(let arrival) = record.event else { continue }
            times[arrival.to, default: []].append(record.time.inMilliseconds)
        }
        return times
    }

    /// A setting whose calls all come at these moments, over the days of the log: each call is of
    /// one stream that calls the same number or flow.
    func setting(_ base: SimulationSetting) async throws -> SimulationSetting {
        var replayed = base
        let streams = base.plan.streams
        let called = try takes(whatever: streams) ? calls.called : calls.known(to: streams)
        if let range = calls.range(of: called) {
            let (first, days) = base.days(of: range)
            guard days <= SimulationSetting.longest else {
                throw Failure(
                    "\(path) goes on for \(days) days from \(first), and the longest simulation has "
                        + "\(SimulationSetting.longest)")
            }
            replayed.plan.firstDay = first
            replayed.plan.days = days
        }
        let whatever = try takes(whatever: streams)
        try await refuseSilences(of: streams, in: replayed, whatever: whatever)
        replayed.recorded = calls.dealt(to: streams, of: replayed, whatever: whatever)
        for place in streams.indices { replayed.plan.streams[place].volume = .replay(path) }
        return replayed
    }

    private func refuseSilences(
        of streams: [SimulationPlan.Stream], in setting: SimulationSetting, whatever: Bool
    ) async throws {
        guard !takesGaps else { return }
        let silences = calls.silences(of: streams, in: setting, whatever: whatever)
        guard let first = silences.first else { return }
        let zone = setting.program.centre.zone
        let place = try await next(first.time.upperBound).map { ": \($0)" } ?? ""
        let more =
            switch silences.count - 1 {
            case 0: ""
            case 1: " (and there is one gap more)"
            case let count: " (and there are \(count) gaps more)"
            }
        throw Failure(
            "\(path)\(place): a gap: no call \(first.time.words(in: zone)), when about "
                + "\(Int(first.expected.rounded())) were to be expected by the other days\(more); "
                + "--gaps takes such times as they are")
    }

    /// The streams whose calls the plan itself takes from a log, filled.
    static func filled(
        _ base: SimulationSetting, beside file: String, takesGaps: Bool
    ) async throws -> SimulationSetting {
        var filled = base
        var logs: [String: [SimulationPlan.Stream]] = [:]
        for stream in base.plan.streams {
            if case .replay(let log) = stream.volume { logs[log, default: []].append(stream) }
        }
        for (log, streams) in logs.sorted(by: { $0.key < $1.key }) {
            let arrivals = try await ReplayedArrivals(
                Paths.join(Paths.parent(of: file), log), in: base.program.centre.zone,
                takesGaps: takesGaps)
            try await arrivals.fill(streams, of: &filled)
        }
        return filled
    }

    private func fill(
        _ streams: [SimulationPlan.Stream], of setting: inout SimulationSetting
    ) async throws {
        let whatever = try takes(whatever: streams)
        let dealt = calls.dealt(to: streams, of: setting, whatever: whatever)
        let period = setting.period
        guard dealt.values.contains(where: { $0.contains(where: period.contains) }) else {
            throw Failure(
                "\(path) tells of no call in the \(setting.plan.days) days from "
                    + "\(setting.plan.firstDay)")
        }
        try await refuseSilences(of: streams, in: setting, whatever: whatever)
        setting.recorded.merge(dealt) { $1 }
    }

    /// Whether streams take the calls whatever was called: where nothing tells what was, or where
    /// there is but one of them.
    ///
    /// - Throws: ``Failure`` where the log tells only of other calls.
    private func takes(whatever streams: [SimulationPlan.Stream]) throws -> Bool {
        guard calls.known(to: streams).isEmpty else { return false }
        guard knowsNumbers, streams.count > 1 else { return true }
        let numbers = calls.called.prefix(5).joined(separator: ", ")
        throw Failure("\(path) tells only of calls to \(numbers), which no stream calls")
    }
}

/// Somebody who answers a call though the end of their last one is missing.
private struct Gap: CustomStringConvertible {
    /// Who answers.
    let agent: String
    /// When, in seconds since 1970 UTC.
    let time: Int
    let description: String

    /// The first of a log; nil where there is none.
    init?(in records: [JournalRecord]) {
        var talks: [String: CallID] = [:]
        var talkers: [CallID: String] = [:]
        for record in records {
            switch record.event {
            case .connected(let agent), .callbackConnected(let agent):
                if let other = talks[agent], other != record.call {
                    self.agent = agent
                    time = Int(record.time.inMilliseconds / 1_000)
                    description =
                        "\(agent) answers \(record.call), and nothing tells how \(other) ended"
                    return
                }
                talks[agent] = record.call
                talkers[record.call] = agent
            case .talkEnded, .enqueued, .ended:
                if let agent = talkers.removeValue(forKey: record.call) { talks[agent] = nil }
            default: break
            }
        }
        return nil
    }
}

extension Range<Int64> {
    /// As in `between 2026-11-24 09:00 and 12:30`.
    fileprivate func words(in zone: TimeZoneRules) -> String {
        let begin = zone.civilTime(at: Int(lowerBound / 1_000))
        // Midnight ends the day before.
        let last = zone.civilTime(at: Int((upperBound - 1) / 1_000)).date
        let end = zone.civilTime(at: Int(upperBound / 1_000))
        let clock = end.date == last ? "\(end.withoutSeconds.suffix(5))" : "24:00"
        let day = last == begin.date ? "" : "\(last) "
        return "between \(begin.withoutSeconds) and \(day)\(clock)"
    }
}

extension CallEvent {
    /// Whether nothing follows it.
    fileprivate var isLast: Bool {
        switch self {
        case .ended, .agent(.logout): true
        default: false
        }
    }
}
