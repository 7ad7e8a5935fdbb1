import CallLog
import Reports
import Telephony

/// Which recordings have been kept long enough.
struct PurgePlan {
    /// Those of calls that ended longer ago.
    let old: [RecordingStore.File]
    /// Those of calls that the journal does not know, last written longer ago.
    let oldOrphans: [RecordingStore.File]
    /// All those of calls that the journal does not know.
    private let orphanCount: Int

    /// Looks for them.
    init(_ store: RecordingStore, _ reader: JournalReader, retention: Duration) async throws {
        let limit = .milliseconds(WallTime.now.milliseconds) - retention
        let ended = Set(
            try await reader.recordings(endedBefore: limit).map(\.call.rawValue))
        var (old, orphans): ([RecordingStore.File], [RecordingStore.File]) = ([], [])
        var known: [String: Bool] = [:]
        for file in try store.files() {
            if ended.contains(file.call) {
                old.append(file)
                continue
            }
            let isKnown: Bool
            if let answer = known[file.call] {
                isKnown = answer
            } else {
                isKnown = try await reader.contains(CallID(rawValue: file.call))
            }
            known[file.call] = isKnown
            if !isKnown { orphans.append(file) }
        }
        self.old = old
        oldOrphans = orphans.filter { $0.written < limit }
        orphanCount = orphans.count
    }

    /// What is left; nil where nothing is.
    func warning(orphans: Bool) -> String? {
        let left = orphanCount - (orphans ? oldOrphans.count : 0)
        guard left > 0 else { return nil }
        let them = left == 1 ? "1 recording is" : "\(left) recordings are"
        return "\(them) of calls that the journal does not know; "
            + (orphans ? "they are not old enough yet" : "--orphans deletes those that are old")
    }
}

extension JournalReader {
    /// Whether there is such a call.
    fileprivate func contains(_ call: CallID) async throws -> Bool {
        try await !events(of: call).isEmpty
    }
}
