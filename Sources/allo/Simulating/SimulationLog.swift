import CallLog
import Foundation
import Rehearsal
import Telephony

/// The log of a simulation, written as that of any other day.
struct SimulationLog {
    let path: String

    /// How many records go into one transaction.
    private static let groupSize = 2_000

    /// Runs a simulation once more, and writes down what happens.
    ///
    /// - Throws: ``Failure`` where there is such a file, or no folder for it.
    func write(_ setting: SimulationSetting, seed: UInt64) async throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw Failure.exists(path) }
        let folder = Paths.parent(of: path)
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure("\(path) can't be written: there is no folder \(folder)")
        }
        var run = setting.run(seed: seed)
        run.keepsRecords = true
        let journal = try await Journal.open(
            at: path,
            by: .simulation(version: Allo.version, beginning: .milliseconds(run.unixOrigin)))
        let start = ContinuousClock.now
        var count = 0
        do {
            var group: [JournalRecord] = []
            while run.advance() {
                group += run.takeRecords()
                guard group.count >= Self.groupSize else { continue }
                count += group.count
                try await journal.append(group)
                group.removeAll(keepingCapacity: true)
            }
            group += run.takeRecords()
            count += group.count
            try await journal.append(group)
        } catch {
            // What closing says would hide why it failed.
            try? await journal.close()
            throw error
        }
        try await journal.close()
        Output.message(
            "\(count) events are in \(path), simulated and written in "
                + "\((ContinuousClock.now - start).text)")
    }
}
