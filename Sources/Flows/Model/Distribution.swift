import Telephony

/// How long something takes, where chance decides: what a simulation draws spans from.
public enum Distribution: Hashable, Sendable {
    /// Always the same.
    case constant(Duration)
    /// Spread exponentially: what the formulas of Erlang take for granted.
    case exponential(mean: Duration)
    /// The logarithm is spread normally: how talks mostly are.
    case lognormal(mean: Duration, deviation: Duration)
    /// A gamma distribution.
    case gamma(mean: Duration, deviation: Duration)
    /// Any span of these as likely as any other.
    case uniform(from: Duration, to: Duration)
    /// It never comes to that: callers who wait for ever.
    case never

    /// The mean; nil for what never comes.
    public var mean: Duration? {
        switch self {
        case .constant(let span), .exponential(let span), .lognormal(let span, _),
            .gamma(let span, _):
            span
        case .uniform(let from, let to): (from + to) / 2
        case .never: nil
        }
    }

    /// The standard deviation; nil for what never comes.
    public var deviation: Duration? {
        switch self {
        case .constant: .zero
        case .exponential(let mean): mean
        case .lognormal(_, let deviation), .gamma(_, let deviation): deviation
        case .uniform(let from, let to): .milliseconds((to - from).inMilliseconds * 1_000 / 3_464)
        case .never: nil
        }
    }

    /// How they are written.
    static let forms =
        "a distribution such as constant 3m, exponential 3m, lognormal mean 3m sd 2m, "
        + "gamma mean 3m sd 2m or uniform 1m..5m"

    /// How patience is written.
    static let patienceForms = forms + ", or never"

    /// Reads `exponential 3m` and the like; a span alone is constant. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        let words = text.split { $0.isWhitespace }
        switch (words.first, words.count) {
        case ("never", 1): self = .never
        case ("constant", 2): self.init(words, Self.constant)
        case (_, 1): self.init([""] + words, Self.constant)
        case ("exponential", 2): self.init(words, Self.exponential)
        case ("lognormal", 5): self.init(words, Self.lognormal)
        case ("gamma", 5): self.init(words, Self.gamma)
        case ("uniform", 2):
            guard let dots = words[1].firstRange(of: ".."),
                let from = ScalarReading.duration(String(words[1][..<dots.lowerBound])),
                let to = ScalarReading.duration(String(words[1][dots.upperBound...])), from <= to
            else { return nil }
            self = .uniform(from: from, to: to)
        default: return nil
        }
    }

    /// A kind that has one span.
    private init?<Word: StringProtocol>(_ words: [Word], _ kind: (Duration) -> Distribution) {
        guard let span = ScalarReading.duration(String(words[1])) else { return nil }
        self = kind(span)
    }

    /// A kind that has a mean above nothing and a deviation.
    private init?<Word: StringProtocol>(
        _ words: [Word], _ kind: (Duration, Duration) -> Distribution
    ) {
        guard words[1] == "mean", words[3] == "sd",
            let mean = ScalarReading.duration(String(words[2])), mean > .zero,
            let deviation = ScalarReading.duration(String(words[4]))
        else { return nil }
        self = kind(mean, deviation)
    }
}

extension Distribution: CustomStringConvertible {
    /// As it is written.
    public var description: String {
        func text(_ span: Duration) -> String { ScalarReading.longText(span) }
        return switch self {
        case .constant(let span): "constant \(text(span))"
        case .exponential(let mean): "exponential \(text(mean))"
        case .lognormal(let mean, let deviation):
            "lognormal mean \(text(mean)) sd \(text(deviation))"
        case .gamma(let mean, let deviation): "gamma mean \(text(mean)) sd \(text(deviation))"
        case .uniform(let from, let to): "uniform \(text(from))..\(text(to))"
        case .never: "never"
        }
    }
}

extension ScalarReading {
    /// A span of time in all its units: `1m30s`.
    static func longText(_ span: Duration) -> String {
        var rest = span.inMilliseconds
        var text = ""
        for (unit, milliseconds) in [
            ("d", 86_400_000 as Int64), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
        ] where rest >= milliseconds {
            text += "\(rest / milliseconds)\(unit)"
            rest %= milliseconds
        }
        return text.isEmpty ? "0s" : text
    }
}
