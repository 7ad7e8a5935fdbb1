import ArgumentParser
import CallLog
import Foundation
import Reports
import Telephony

/// Which stretch of time a command is about, by the clocks of the centre.
struct PeriodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            From this day or quarter of an hour on: 2026-11-23, "2026-11-23 08:30", yesterday. A time \
            that comes twice in autumn is the first of the two.
            """,
            valueName: "time"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "Up to this day, which counts too, or up to this quarter of an hour.",
            valueName: "time"))
    var to: String?

    @Option(help: ArgumentHelp("A month, as 2026-11.", valueName: "month"))
    var month: String?

    @Option(
        help: ArgumentHelp(
            "The last days, today among them: 7d; or the last hours: 2h.",
            valueName: "span"))
    var last: WrittenSpan?

    @Flag(help: "All the time that the journal knows.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "The clocks to go by, as Europe/Paris; those of the newest call without it.",
            valueName: "zone"))
    var zone: String?

    func validate() throws {
        let ways = [from != nil || to != nil, month != nil, last != nil, all].count { $0 }
        guard ways <= 1 else {
            throw ValidationError("--from and --to, --month, --last or --all: one of them")
        }
        if let month, Period(month: month) == nil {
            throw ValidationError("--month: \(month) is no month, as 2026-11 is")
        }
        if let last, last.duration < .seconds(TallyKey.quarterLength) {
            throw ValidationError("--last: a quarter of an hour is the least")
        }
        if let zone, TimeZoneRules(systemZone: zone) == nil {
            throw ValidationError("--zone: no zone \(zone) is known, as Europe/Paris is")
        }
        // Any day will do to see whether the words are right.
        _ = try period(now: CivilTime(secondsSince1970: 0))
    }

    /// Whether any of it was asked for.
    var isAsked: Bool {
        from != nil || to != nil || month != nil || last != nil || all || zone != nil
    }

    /// The period, where clocks show this now.
    ///
    /// - Parameters:
    ///   - now: what the clocks show.
    ///   - zone: the clocks; without them, a time that they skip is not seen.
    /// - Returns: the period.
    /// - Throws: what is wrong, as misuse.
    func period(now: CivilTime, in zone: TimeZoneRules? = nil) throws -> Period {
        if all { return .all }
        if let month, let period = Period(month: month) { return period }
        if let last { return Period(last: last.duration, now: now) }
        guard from != nil || to != nil else { return Period(days: now.date...now.date) }
        let begin = try from.map { try moment($0, "--from", now: now) }
        let end = try to.map { try moment($0, "--to", now: now, isEnd: true) }
        for (text, time) in [(from, begin), (to, end)] {
            guard let text, CivilTime(text) != nil, let time, let skip = zone?.skip(over: time)
            else { continue }
            throw ValidationError(skip)
        }
        if let begin, let end, begin >= end {
            throw ValidationError("--from \(from ?? "") is not before --to \(to ?? "")")
        }
        return Period(begin: begin, end: end)
    }

    private func moment(
        _ text: String, _ option: String, now: CivilTime, isEnd: Bool = false
    ) throws -> CivilTime {
        let days = ["today": 0, "yesterday": -1]
        if let date = days[text].map(now.date.adding) ?? CivilDate(text) {
            return CivilTime(date: isEnd ? date.adding(days: 1) : date, secondOfDay: 0)
        }
        guard let time = CivilTime(text) else {
            throw ValidationError(
                "\(option): ‘\(text)’ is neither a day, as 2026-11-23, nor a time, as "
                    + "\"2026-11-23 08:30\"")
        }
        guard time.secondOfDay.isMultiple(of: TallyKey.quarterLength) else {
            throw ValidationError("\(option): figures are kept by quarters of an hour, as 08:15")
        }
        return time
    }

    // MARK: - Clocks

    /// The clocks to go by: those asked for, or those by which the newest call came in; this
    /// machine's where the journal knows of none.
    func rules(_ reader: JournalReader) async throws -> TimeZoneRules {
        var names = [zone]
        if zone == nil {
            names.append(try await reader.calls(limit: 1).first?.arrival.zone)
            names.append(try await reader.shifts(limit: 1).first?.login.zone)
        }
        names.append(TimeZone.current.identifier)
        return names.compactMap { $0.flatMap(TimeZoneRules.init(systemZone:)) }.first ?? .utc
    }
}

extension TimeZoneRules {
    /// What is wrong with a time that the clocks never show, as in spring; nil for any other.
    fileprivate func skip(over time: CivilTime) -> String? {
        let instant = instant(of: time)
        guard civilTime(at: instant) != time,
            let change = transitions.last(where: { $0.instant <= instant })
        else { return nil }
        let before = CivilTime(secondsSince1970: change.instant + offset(at: change.instant - 1))
        let after = civilTime(at: change.instant)
        return "\(time.clock) does not exist on \(time.date) in \(name): the clocks go from "
            + "\(before.clock) to \(after.clock)"
    }
}

extension CivilTime {
    /// As in `02:15`.
    fileprivate var clock: String { "\(hour.padded(2)):\(minute.padded(2))" }
}

extension WallTime {
    /// This moment.
    static var now: WallTime {
        WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }
}
