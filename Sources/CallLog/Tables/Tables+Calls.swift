import GRDB
import Reports
import Telephony

extension Tables {
    /// A place in the order of the calls.
    struct CallPlace: Sendable {
        var arrived: Int64
        var id: Int64

        static let beginning = CallPlace(arrived: .min, id: .min)
    }

    /// The calls, and the attempts to call somebody back, that something was counted for, each with
    /// what it adds.
    public nonisolated func calls(_ selection: CallSelection) -> SelectedCalls {
        SelectedCalls(tables: self, selection: selection)
    }

    private static let pageSize = 200
    /// The longest that a call is looked for before the quarters in which something happened in it.
    private static let longestCall: Int64 = 86_400_000

    /// Some calls after a place; no place where these are the last.
    func calls(
        _ selection: CallSelection, after place: CallPlace
    ) throws(JournalError) -> (calls: [SelectedCall], place: CallPlace?) {
        try read { database, folding in
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id, call, arrived, repeated FROM call
                        WHERE arrived >= :begin AND arrived < :end
                            AND (arrived, id) > (:arrived, :id) AND \(selection.condition)
                        UNION ALL
                        SELECT id, call, began, 0 FROM callback
                        WHERE began >= :begin AND began < :end
                            AND (began, id) > (:arrived, :id)
                        ORDER BY arrived, id LIMIT :limit
                        """),
                arguments: [
                    // From the place on: the calls before it are not looked at again.
                    "value": selection.value,
                    "begin": max(selection.begin - Self.longestCall, place.arrived),
                    "end": selection.end,
                    "arrived": place.arrived, "id": place.id, "limit": Self.pageSize,
                ])
            var calls: [SelectedCall] = []
            let known = try folding.facts(
                of: rows.map { CallID(rawValue: $0["call"]) }, at: folding.position + 1,
                in: database)
            for row in rows {
                guard let facts = known[CallID(rawValue: row["call"])] else { continue }
                let book = try self.book(
                    of: facts, by: selection.dimension, isRepeated: row["repeated"], folding,
                    in: database)
                calls += selection.selected(facts, in: book)
            }
            if rows.count == Self.pageSize, let last = rows.last {
                return (calls, CallPlace(arrived: last["arrived"], id: last["id"]))
            }
            for facts in folding.openFacts {
                let book = try self.book(
                    of: facts, by: selection.dimension, isRepeated: false, folding, in: database)
                calls += selection.selected(facts, in: book)
            }
            return (calls, nil)
        }
    }

    /// All that a call adds to tallies of a dimension, with the attempts to call back that belong to it.
    private func book(
        of facts: CallFacts, by dimension: Reports.Dimension, isRepeated: Bool,
        _ folding: TableFolding, in database: Database
    ) throws -> TallyBook {
        var book = TallyBook(by: dimension)
        book.add(facts)
        if isRepeated { book.add(repeatOf: facts) }
        guard facts.visits.contains(where: { $0.outcome == .callback }) else { return book }
        let attempts = try String.fetchAll(
            database.cachedStatement(
                sql: "SELECT call FROM callback WHERE accepted_in = ? ORDER BY id"),
            arguments: [facts.call.rawValue])
        for name in attempts {
            let attempt = try folding.facts(
                of: CallID(rawValue: name), at: folding.position + 1, in: database)?.attempt
            if let attempt { book.add(attempt: attempt, of: facts) }
        }
        return book
    }
}

extension CallSelection {
    var begin: Int64 { Self.milliseconds(quarters.lowerBound) }
    var end: Int64 { Self.milliseconds(quarters.upperBound) }

    /// When a quarter begins; those of other ages begin with the first and the last that count.
    private static func milliseconds(_ quarter: Int) -> Int64 {
        let age = 300_000_000
        return Int64(max(-age, min(age, quarter)) * TallyKey.quarterLength) * 1_000
    }

    /// What calls that are wanted fulfil, in SQL; others may too.
    fileprivate var condition: String {
        guard value != nil else { return ":value IS NULL" }
        let visit = "EXISTS (SELECT 1 FROM visit WHERE visit.call = call.id"
        return switch dimension {
        case .queue: "\(visit) AND queue = :value)"
        case .level: "\(visit) AND level = :value)"
        case .agent, .provider:
            """
            \(visit) AND (
                \(dimension == .provider ? "ifnull(provider, '\(Dimension.house)') = :value OR" : "")
                EXISTS (SELECT 1 FROM talk WHERE talk.visit = visit.id AND agent = :value)
                OR EXISTS (SELECT 1 FROM offer WHERE offer.visit = visit.id AND agent = :value)))
            """
        case .segment: "segment = :value"
        case .motive: "motive = :value"
        case .number: "called = :value"
        case .language: "language = :value"
        case .flowVersion: "iif(version = '', flow, flow || '@' || version) = :value"
        case .all, .step: ":value IS NOT NULL"
        }
    }

    /// The call with what it adds at the places that are wanted; nothing where it adds nothing.
    fileprivate func selected(_ facts: CallFacts, in book: TallyBook) -> [SelectedCall] {
        var sum = Tally()
        var isSelected = false
        for (key, tally) in book.tallies
        where key.dimension == dimension && quarters.contains(key.quarter)
            && (value == nil || value == key.value)
        {
            sum.merge(tally)
            isSelected = true
        }
        return isSelected ? [SelectedCall(facts: facts, tally: sum)] : []
    }
}
