import Telephony

/// What differs between two plans of a week, whose keys are days as calendars write them. That
/// `monday-friday` was split into `monday-thursday` and `friday` makes no difference.
enum WeekDifference {
    /// The differences, the days in a row that changed alike together; nil where the keys are no
    /// days.
    static func differences(
        _ old: [YAMLEntry], _ new: [YAMLEntry], _ shape: Shape?, at path: [String]
    ) -> [NodeDifference]? {
        guard !old.isEmpty, !new.isEmpty, let before = days(of: old), let after = days(of: new)
        else { return nil }
        var runs: [(days: [Weekday], before: YAMLNode?, after: YAMLNode?)] = []
        for day in Weekday.allCases {
            let (was, isNow) = (before[day], after[day])
            guard plan(was) != plan(isNow) else { continue }
            if let last = runs.last, last.days.last?.next == day,
                plan(last.before) == plan(was), plan(last.after) == plan(isNow)
            {
                runs[runs.count - 1].days.append(day)
            } else {
                runs.append(([day], was, isNow))
            }
        }
        return runs.map { run in
            let days = [run.days.first, run.days.count > 1 ? run.days.last : nil]
            return NodeDifference(
                path: path + [days.compactMap { $0?.rawValue }.joined(separator: "-")],
                before: run.before, after: run.after, shape: shape)
        }
    }

    /// What is written of each day; nil where a key is no day, or one is told twice.
    private static func days(of entries: [YAMLEntry]) -> [Weekday: YAMLNode]? {
        var plans: [Weekday: YAMLNode] = [:]
        for entry in entries {
            guard let days = try? SpanParser.weekdays(entry.key.text) else { return nil }
            for day in days {
                guard plans.updateValue(entry.value, forKey: day) == nil else { return nil }
            }
        }
        return plans
    }

    /// What a day's plan means: the hours, however they are written; a day without any is closed.
    private static func plan(_ node: YAMLNode?) -> String {
        guard let node else { return "[]" }
        guard let text = node.scalar?.text, let spans = try? SpanParser.spans(text) else {
            return CanonicalForm.text(node, nil)
        }
        return "\(spans.map { "\($0.start)-\($0.end)" }.sorted())"
    }
}

extension Weekday {
    /// The day after it in the same week.
    fileprivate var next: Weekday? {
        Self.allCases.drop { $0 != self }.dropFirst().first
    }
}
