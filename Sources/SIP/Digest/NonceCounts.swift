import HeapModule

/// Remembers which counts of which nonces have been used, so that nothing shown once can be shown
/// again by somebody who overheard it (RFC 7616 §5.12).
///
/// Bounded: when it is full, the nonce that was made first is forgotten, and it and all that are
/// not newer are too old from then on.
struct NonceCounts: Sendable {
    private struct Used {
        var highest: UInt32
        /// Which of the 64 counts up to the highest have been used, the highest in the lowest bit.
        var window: UInt64
    }

    private struct Issue: Comparable {
        let time: Duration
        let nonce: String

        static func < (one: Issue, other: Issue) -> Bool { one.time < other.time }
    }

    private let capacity: Int
    private var used: [String: Used] = [:]
    private var issues = Heap<Issue>()
    /// Nonces made up to here are too old, unless they are remembered.
    private var horizon: Duration = .seconds(-1)

    init(capacity: Int = 4_096) {
        self.capacity = max(1, capacity)
    }

    /// How many nonces are remembered.
    var count: Int { used.count }

    /// Whether a count of a nonce is used for the first time; it is remembered then.
    mutating func take(_ nonce: String, _ count: UInt32, issued: Duration, now: Duration) -> Bool {
        forgetOld(now: now)
        guard var known = used[nonce] else {
            guard issued > horizon else { return false }
            if used.count >= capacity, let oldest = issues.popMin() {
                used[oldest.nonce] = nil
                horizon = max(horizon, oldest.time)
            }
            used[nonce] = Used(highest: count, window: 1)
            issues.insert(Issue(time: issued, nonce: nonce))
            return true
        }
        defer { used[nonce] = known }
        if count > known.highest {
            // Shifts beyond the width give zero in Swift.
            known.window = known.window << UInt64(count - known.highest) | 1
            known.highest = count
            return true
        }
        let bit: UInt64 = 1 << UInt64(known.highest - count)
        guard known.highest - count < 64, known.window & bit == 0 else { return false }
        known.window |= bit
        return true
    }

    private mutating func forgetOld(now: Duration) {
        while let oldest = issues.min, now - oldest.time >= DigestVerifier.nonceLife {
            used[oldest.nonce] = nil
            issues.removeMin()
        }
    }
}
