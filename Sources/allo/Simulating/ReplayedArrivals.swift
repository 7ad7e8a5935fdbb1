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
    /// Whether days without calls are taken as they are, however many were to be expected.
    private let takesGaps: Bool

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
        calls = RecordedCalls(
            isJournal ? try await Self.journal(path) : try Self.queueLog(path, in: zone))
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
                    "\(path) has a gap: \(record.call) goes from record \(last) to "
                        + "\(record.number)")
            }
            numbers[record.call] = record.event.isLast ? nil : record.number
            guard case .arrived(let arrival) = record.event else { continue }
            times[arrival.to, default: []].append(event.wallTime.inMilliseconds)
        }
        return times
    }

    private static func queueLog(_ path: String, in zone: TimeZoneRules) throws -> [String: [Int64]]
    {
        let result = QueueLogReader.read(
            try QueueLogFile.text(of: path),
            QueueLogReader.Options(
                levels: [:], zone: zone, prefix: "replayed", callbackKeys: []))
        if let error = result.errors.first { throw Failure("\(path): \(error)") }
        if let gap = Gap(in: result.records) { throw Failure("\(path) has a gap: \(gap)") }
        var times: [String: [Int64]] = [:]
        for record in result.records {
            guard case .arrived(let arrival) = record.event else { continue }
            times[arrival.to, default: []].append(record.time.inMilliseconds)
        }
        return times
    }

    /// A setting whose calls all come at these moments, over the days of the log: each call is of
    /// one stream that calls the same number or flow.
    func setting(_ base: SimulationSetting) throws -> SimulationSetting {
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
        try refuseMissingDays(of: streams, in: replayed, whatever: whatever)
        replayed.recorded = calls.dealt(to: streams, of: replayed, whatever: whatever)
        for place in streams.indices { replayed.plan.streams[place].volume = .replay(path) }
        return replayed
    }

    private func refuseMissingDays(
        of streams: [SimulationPlan.Stream], in setting: SimulationSetting, whatever: Bool
    ) throws {
        guard !takesGaps else { return }
        let missing = calls.missingDays(of: streams, in: setting, whatever: whatever)
        guard let first = missing.first else { return }
        let days =
            switch missing.count {
            case 1: "\(first.date)"
            case 2: "\(first.date) and one day more"
            default: "\(first.date) and \(missing.count - 1) days more"
            }
        let expected = Int(missing.reduce(0) { $0 + $1.expected }.rounded())
        throw Failure(
            "\(path) has a gap: it tells of no call on \(days), when about \(expected) were to be "
                + "expected by the other days; --gaps takes such days as they are")
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
            try arrivals.fill(streams, of: &filled)
        }
        return filled
    }

    private func fill(
        _ streams: [SimulationPlan.Stream], of setting: inout SimulationSetting
    ) throws {
        let whatever = try takes(whatever: streams)
        let dealt = calls.dealt(to: streams, of: setting, whatever: whatever)
        let period = setting.period
        guard dealt.values.contains(where: { $0.contains(where: period.contains) }) else {
            throw Failure(
                "\(path) tells of no call in the \(setting.plan.days) days from "
                    + "\(setting.plan.firstDay)")
        }
        try refuseMissingDays(of: streams, in: setting, whatever: whatever)
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
    let description: String

    /// The first of a log; nil where there is none.
    init?(in records: [JournalRecord]) {
        var talks: [String: CallID] = [:]
        var talkers: [CallID: String] = [:]
        for record in records {
            switch record.event {
            case .connected(let agent), .callbackConnected(let agent):
                if let other = talks[agent], other != record.call {
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

extension CallEvent {
    /// Whether nothing follows it.
    fileprivate var isLast: Bool {
        switch self {
        case .ended, .agent(.logout): true
        default: false
        }
    }
}
