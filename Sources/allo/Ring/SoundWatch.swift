/// Tells where sound begins in packets that are silent in between: the first packet of a prompt.
struct SoundWatch: Equatable, Sendable {
    /// So many milliseconds without sound are a silence.
    private let silence: Duration
    private var lastSound: ContinuousClock.Instant?

    /// A watch of a line on which nothing has been heard.
    init(silence: Duration = .milliseconds(300)) { self.silence = silence }

    /// Takes in a packet.
    ///
    /// - Returns: whether sound begins with it, after a silence or for the first time.
    mutating func take(isSilent: Bool, arrival: ContinuousClock.Instant) -> Bool {
        guard !isSilent else { return false }
        defer { lastSound = arrival }
        guard let lastSound else { return true }
        return arrival - lastSound >= silence
    }

    /// Whether nothing has been heard for long enough, now; true before the first sound.
    func isSilent(at now: ContinuousClock.Instant) -> Bool {
        guard let lastSound else { return true }
        return now - lastSound >= silence
    }

    /// Whether anything has been heard.
    var hasHeard: Bool { lastSound != nil }
}
