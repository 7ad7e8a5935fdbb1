import CallLog
import Reports
import Telephony

/// What is to be erased of somebody, found before anything is.
struct ErasurePlan {
    private let found: [(number: String, traces: PersonTraces)]
    private let files: [RecordingStore.File]
    private let store: RecordingStore
    /// Recordings that the journal names, that should still be kept, and of which there is no file.
    private let missing: [PersonTraces.Recording]

    /// Looks for all of a person.
    ///
    /// - Parameters:
    ///   - person: whom to look for.
    ///   - reader: the journal.
    ///   - store: where their recordings lie.
    ///   - retention: how long recordings are kept: there may be no file of an older one.
    /// - Throws: ``Failure`` where a folder can't be read, and what the journal throws.
    init(
        _ person: Person, _ reader: JournalReader, _ store: RecordingStore, retention: Duration
    ) async throws {
        self.store = store
        found = try await person.traces(reader)
        var files: Set<RecordingStore.File> = []
        var missing: [PersonTraces.Recording] = []
        for recording in Set(found.flatMap(\.traces.recordings)) {
            let own = try store.files(of: recording.name, in: recording.call.rawValue)
            if own.isEmpty { missing.append(recording) }
            files.formUnion(own)
        }
        self.files = files.sorted()
        if store.exists, !missing.isEmpty {
            let limit = .milliseconds(WallTime.now.milliseconds) - retention
            let old = Set(try await reader.recordings(endedBefore: limit).map(\.call))
            missing.removeAll { old.contains($0.call) }
        }
        self.missing = missing.sorted { ($0.call.rawValue, $0.name) < ($1.call.rawValue, $1.name) }
    }

    /// Refuses to erase where recordings would stay that nothing leads to any more.
    ///
    /// - Throws: ``Failure`` with how to go on.
    func checkRecordings() throws {
        guard let first = missing.first else { return }
        let place =
            store.exists ? "in \(store.folder)" : "there: there is no folder \(store.folder)"
        let them = missing.count == 1 ? "1 recording" : "\(missing.count) recordings"
        throw Failure(
            "the journal names \(them) of theirs not found \(place) (\(first.name) of call "
                + "\(first.call)); nothing was erased: name the folder with --recordings, or say "
                + "--without-recordings where they are gone already")
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
