import CallLog
import Telephony

/// What is to be erased of somebody, found before anything is.
struct ErasurePlan {
    private let found: [(number: String, traces: PersonTraces)]
    private let files: [RecordingStore.File]
    private let store: RecordingStore

    /// Looks for all of a person.
    init(_ person: Person, _ reader: JournalReader, _ store: RecordingStore) async throws {
        self.store = store
        found = try await person.traces(reader)
        files = try found.flatMap(\.traces.recordings).flatMap {
            try store.files(of: $0.name, in: $0.call.rawValue)
        }
    }

    /// Whether nothing is known of them.
    var isEmpty: Bool { found.isEmpty }

    /// What it is, in words.
    var text: String {
        let numbers = found.map(\.number).joined(separator: ", ")
        let calls = Set(found.flatMap(\.traces.calls)).count
        return "\(numbers) from \(calls) \(calls == 1 ? "call" : "calls"), with \(files.summary)"
    }

    /// What is left to do; nil where nothing is.
    var warning: String? {
        let open = found.flatMap(\.traces.open)
        guard !open.isEmpty else { return nil }
        return "a call of theirs goes on (\(open.map(\.rawValue).joined(separator: ", "))): what "
            + "it still writes down is not erased; erase again when it is over"
    }

    /// A server that runs with this journal must not call them back any more: its last words of that
    /// are written before all is erased.
    private func takeBackCallbacks(_ journal: JournalOptions) {
        for call in Set(found.flatMap(\.traces.calls)) {
            // Refused where nobody is to be called back, or no server runs.
            _ = try? Agents.ask(.cancelCallback(call), journal)
        }
    }

    /// Erases it: the files first, so that what can't be deleted is found again the next time.
    func run(_ journal: JournalOptions) async throws {
        try store.delete(files)
        takeBackCallbacks(journal)
        let writer = try await journal.open(start: .now)
        do {
            for (number, _) in found { _ = try await writer.erase(number: number) }
        } catch {
            // What closing says would hide why it failed.
            try? await writer.close()
            throw error
        }
        try await writer.close()
    }
}
