import Telephony

/// Times in calls at the pace of real sound.
enum Punctuality {
    /// The most by which what is heard may differ from what is told (DESIGN.md §11).
    static let tolerance = Duration.milliseconds(60)

    /// Whether an attempt is on time, or one of two more: the machine may be busy with other tests,
    /// which is no fault of the call.
    static func isShown(by attempt: () async throws -> Bool) async throws -> Bool {
        for _ in 1...3 where try await attempt() { return true }
        return false
    }
}
