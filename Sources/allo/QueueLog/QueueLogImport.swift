import CallLog
import Foundation
import Telephony

/// Records of a queue_log on their way into a journal.
struct QueueLogImport {
    /// How many records go into one transaction.
    private static let groupSize = 1_000

    private let records: [JournalRecord]
    /// The name of the file, by what it holds.
    private let name: String

    /// Takes records of which whatever goes on ends with the last of them.
    init(_ records: [JournalRecord], named name: String) {
        self.name = name
        self.records = records.ended
    }

    /// How many calls there are.
    var callCount: Int {
        records.count { record in
            if case .arrived = record.event { return true }
            return false
        }
    }

    /// Writes them.
    ///
    /// - Throws: ``Failure`` where some of the calls are in the journal already.
    func run(into options: JournalOptions) async throws {
        let path = try options.path()
        let journal = try await Journal.open(
            at: path,
            by: JournalWriter(
                node: name, version: Allo.version,
                processNumber: Int(ProcessInfo.processInfo.processIdentifier),
                // The clock of the records began with 1970.
                wallTime: .zero, monotonicTime: .zero))
        do {
            try await refuseKnown(JournalReader.open(at: path))
            for start in stride(from: 0, to: records.count, by: Self.groupSize) {
                let group = records[start..<min(records.count, start + Self.groupSize)]
                var named: [JournalRecord] = []
                for record in group { named.append(try await record.known(to: journal)) }
                try await journal.append(named)
            }
        } catch {
            // What closing says would hide why it failed.
            try? await journal.close()
            throw error
        }
        try await journal.close()
    }

    private func refuseKnown(_ reader: JournalReader) async throws {
        for record in records where record.number == 1 {
            guard try await reader.events(of: record.call).isEmpty else {
                throw Failure(
                    "call \(record.call) is in the journal already: the file, or a part of it, has "
                        + "been read before; nothing was read now")
            }
        }
    }
}

extension JournalRecord {
    /// The record with the caller under the random name that the journal knows their number by, so
    /// that they can be found and forgotten.
    fileprivate func known(to journal: Journal) async throws -> JournalRecord {
        guard case .arrived(var arrival) = event, case .personal(let number)? = arrival.from else {
            return self
        }
        let own = arrival.caller
        arrival.caller = try await journal.callerID(for: number, at: time) { own }
        var record = self
        record.event = .arrived(arrival)
        return record
    }
}

extension [JournalRecord] {
    /// The records, and an end for each call and shift that has none, at the time of the last.
    fileprivate var ended: [JournalRecord] {
        var open: [CallID: (number: Int, isShift: Bool)] = [:]
        var order: [CallID] = []
        for record in self {
            switch record.event {
            case .ended, .agent(.logout): open[record.call] = nil
            case .agent(.login): open[record.call] = (record.number, true)
            default: open[record.call] = (record.number, open[record.call]?.isShift ?? false)
            }
            if record.number == 1 { order.append(record.call) }
        }
        guard let last else { return self }
        return self
            + order.compactMap { call in
                open[call].map { stream in
                    JournalRecord(
                        call: call, number: stream.number + 1, time: last.time,
                        event: stream.isShift ? .agent(.logout(.stopped)) : .ended(.stopped))
                }
            }
    }
}
