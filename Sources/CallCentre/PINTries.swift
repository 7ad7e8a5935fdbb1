import Telephony

/// Counts wrong PINs, for each agent and for each telephone: three, and there is no further try for
/// a while, be the next PIN right or wrong.
struct PINTries: Sendable {
    /// Whose tries are counted.
    enum Subject: Hashable, Sendable {
        case agent(String)
        case telephone(String)
    }

    /// What became of a try.
    enum Outcome: Equatable, Sendable {
        case accepted, refused, locked
    }

    private struct Count: Sendable {
        var wrong: Int
        var last: Duration
    }

    /// So many wrong ones, and it is locked.
    static let limit = 3
    /// How long it stays locked, and how long a wrong one counts.
    static let span = Duration.seconds(900)
    /// More than so many subjects are not remembered: those are forgotten first that failed first.
    private static let capacity = 10_000

    private var counts: [Subject: Count] = [:]

    /// Whether any of the subjects has no try left.
    func areLocked(_ subjects: [Subject], at now: Duration) -> Bool {
        subjects.contains { subject in
            guard let count = counts[subject], now - count.last < Self.span else { return false }
            return count.wrong >= Self.limit
        }
    }

    /// Takes a try in.
    mutating func take(isRight: Bool, by subjects: [Subject], at now: Duration) -> Outcome {
        guard !areLocked(subjects, at: now) else { return .locked }
        guard !isRight else {
            for subject in subjects { counts[subject] = nil }
            return .accepted
        }
        for subject in subjects {
            let before = counts[subject].flatMap { now - $0.last < Self.span ? $0.wrong : nil }
            counts[subject] = Count(wrong: (before ?? 0) + 1, last: now)
        }
        forgetOldest()
        return areLocked(subjects, at: now) ? .locked : .refused
    }

    private mutating func forgetOldest() {
        guard counts.count > Self.capacity else { return }
        let old = counts.sorted { $0.value.last < $1.value.last }.prefix(counts.count / 2)
        for (subject, _) in old { counts[subject] = nil }
    }
}
