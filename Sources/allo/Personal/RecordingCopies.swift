import CallLog
import Foundation
import Telephony

/// Copies of somebody's recordings, in a folder beside what they are told.
///
/// One that can't be copied is told, and keeps nobody from the others.
struct RecordingCopies {
    /// The folder of the copies, made where there are some: `dossier-recordings` for `dossier.json`.
    let folder: String
    /// What became of each recording.
    private(set) var copies: [RecordingCopy] = []

    /// Copies recordings.
    ///
    /// - Parameters:
    ///   - recordings: those of the person.
    ///   - store: where they lie.
    ///   - file: the file beside which the copies are to lie.
    /// - Throws: ``Failure`` where the folder exists already, or can't be made.
    init(
        of recordings: [PersonTraces.Recording], from store: RecordingStore, beside file: String
    ) throws {
        folder = Paths.join(Paths.parent(of: file), Paths.stem(of: file) + "-recordings")
        guard !recordings.isEmpty else { return }
        try make(folder)
        copies = recordings.map { recording in
            RecordingCopy(of: recording, copy(recording, from: store))
        }
    }

    /// Those that were not copied, a sentence each.
    var complaints: [String] {
        copies.compactMap { copy in
            guard case .problem(let reason) = copy.outcome else { return nil }
            return "recording \(copy.recording.name) of call \(copy.recording.call): \(reason)"
        }
    }

    /// How many were copied.
    var count: Int { copies.count - complaints.count }

    /// Takes the copies back, where what they belong to can't be written.
    func delete() {
        guard !copies.isEmpty else { return }
        // The failure that led here is told; what stays is the person's own.
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func copy(
        _ recording: PersonTraces.Recording, from store: RecordingStore
    ) -> RecordingCopy.Outcome {
        let call = recording.call.rawValue
        do {
            let files = try store.files(of: recording.name, in: call)
            guard let file = files.first(where: { !$0.isGrowing }) else {
                return .problem(
                    files.isEmpty
                        ? "there is no file of it in \(store.folder)" : "it is not finished yet")
            }
            let place = Paths.join(folder, call)
            if !FileManager.default.fileExists(atPath: place) { try make(place) }
            let path = Paths.join(place, file.name)
            try FileManager.default.copyItem(atPath: file.path, toPath: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            return .file("\(Paths.name(of: folder))/\(call)/\(file.name)")
        } catch let failure as Failure {
            return .problem(failure.description)
        } catch {
            return .problem("it can't be copied: \(Project.reason(of: error))")
        }
    }

    /// Makes a folder that its owner alone may read.
    private func make(_ folder: String) throws {
        guard mkdir(folder, 0o700) == 0 else {
            guard errno != EEXIST else { throw Failure.exists(folder) }
            throw Failure("\(folder) can't be made: \(String(cString: strerror(errno)))")
        }
    }
}
