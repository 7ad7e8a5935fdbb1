import CallLog
import Flows
import Foundation
import Rehearsal
import Reports
import Telephony

/// The moments at which callers called, as a journal or a queue_log tells them.
struct ReplayedArrivals {
    private let path: String
    /// Milliseconds since 1970 UTC, by what was called, each in order.
    private let times: [String: [Int64]]

    /// Reads a log.
    ///
    /// - Throws: ``Failure`` where it is none, or has a gap.
    init(_ path: String) async throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure("there is no \(path)")
        }
        let head = try Project.contents(of: path, atMost: 16)
        let isJournal = head.starts(with: Data("SQLite format 3".utf8))
        times =
            isJournal
            ? try await Self.journal(path) : try Self.queueLog(path)
        guard !times.isEmpty else { throw Failure("\(path) tells of no call") }
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
        return times.mapValues { $0.sorted() }
    }

    private static func queueLog(_ path: String) throws -> [String: [Int64]] {
        let result = QueueLogReader.read(
            try QueueLogFile.text(of: path),
            QueueLogReader.Options(
                levels: [:], zone: TimeZoneRules(systemZone: "Europe/Paris") ?? .utc,
                prefix: "replayed", callbackKeys: []))
        if let error = result.errors.first { throw Failure("\(path): \(error)") }
        var times: [String: [Int64]] = [:]
        for record in result.records {
            guard case .arrived(let arrival) = record.event else { continue }
            times[arrival.to, default: []].append(record.time.inMilliseconds)
        }
        return times.mapValues { $0.sorted() }
    }

    /// A setting whose calls all come at these moments: each stream has those of its number, and of
    /// a log that knows no numbers the only stream has all.
    func setting(_ base: SimulationSetting) throws -> SimulationSetting {
        var replayed = base
        for stream in base.plan.streams { replayed.recorded[stream.name] = moments(of: stream) }
        if replayed.recorded.values.allSatisfy(\.isEmpty), base.plan.streams.count == 1 {
            replayed.recorded[base.plan.streams[0].name] = all
        }
        let found = replayed.recorded.values.reduce(0) { $0 + $1.count }
        guard found > 0 else {
            let numbers = times.keys.sorted().prefix(5).joined(separator: ", ")
            throw Failure("\(path) tells only of calls to \(numbers), which no stream calls")
        }
        let moments = replayed.recorded.values.flatMap(\.self)
        replayed.setPeriod(from: moments.min() ?? 0, to: moments.max() ?? 0)
        return replayed
    }

    /// The streams whose calls the plan itself takes from a log, filled.
    static func filled(
        _ base: SimulationSetting, beside file: String
    ) async throws -> SimulationSetting {
        var filled = base
        for stream in base.plan.streams {
            guard case .replay(let log) = stream.volume else { continue }
            let arrivals = try await ReplayedArrivals(Paths.join(Paths.parent(of: file), log))
            let own = arrivals.moments(of: stream)
            filled.recorded[stream.name] = own.isEmpty ? arrivals.all : own
        }
        return filled
    }

    private var all: [Int64] { times.values.flatMap(\.self).sorted() }

    private func moments(of stream: SimulationPlan.Stream) -> [Int64] {
        (times[stream.called] ?? [])
            + (stream.called == stream.flow ? [] : times[stream.flow] ?? [])
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
