import CallLog
import Flows
import Foundation
import Telephony

/// What the journal takes on this disk: records in groups, and one record at a time.
struct JournalSpeed {
    private static let groupSize = 32

    let workplace: Workplace
    let program: FlowProgram
    let effort: Effort

    func figures() async throws -> [Figure] {
        let folder = workplace.newFolder("journal")
        let call = try RehearsedCalls.orderCall(program)
        let journal = try await Journal.open(
            at: folder + "/journal.sqlite",
            by: JournalWriter(
                node: "bench", version: "bench",
                processNumber: Int(ProcessInfo.processInfo.processIdentifier),
                wallTime: .milliseconds(WorkingDay.start), monotonicTime: .zero))
        let grouped = try await groups(of: call, in: journal)
        let single = try await singles(of: call, in: journal)
        try await journal.close()
        let latency = Figure("journal, one record until it is durable", .milliseconds, single)
        return [
            Figure("journal, records in groups of \(JournalSpeed.groupSize)", .perSecond, grouped),
            latency,
            Figure("\(latency.name), 99 of 100", .milliseconds, [latency.quantile(0.99)]),
        ]
    }

    private func groups(of call: [JournalRecord], in journal: Journal) async throws -> [Double] {
        var rates: [Double] = []
        for run in 0..<effort.runs {
            let records = (0..<20).flatMap { JournalSpeed.copy(call, as: "group-\(run)-\($0)") }
            let groups = stride(from: 0, to: records.count, by: JournalSpeed.groupSize).map {
                Array(records[$0..<min($0 + JournalSpeed.groupSize, records.count)])
            }
            let start = ContinuousClock.now
            for group in groups { try await journal.append(group) }
            rates.append(Double(records.count) / ((.now - start) / .seconds(1)))
        }
        return rates
    }

    private func singles(of call: [JournalRecord], in journal: Journal) async throws -> [Double] {
        var latencies: [Double] = []
        for run in 0..<effort.runs {
            for record in JournalSpeed.copy(call, as: "single-\(run)") {
                let start = ContinuousClock.now
                try await journal.append([record])
                latencies.append((.now - start).inMillisecondsExactly)
            }
        }
        return latencies
    }

    /// The records of a call as those of another.
    private static func copy(_ call: [JournalRecord], as name: String) -> [JournalRecord] {
        call.map { record in
            JournalRecord(
                call: CallID(rawValue: name), number: record.number, time: record.time,
                event: record.event)
        }
    }
}
