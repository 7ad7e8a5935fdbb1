import Telephony

extension Transcript.Expectation: CustomStringConvertible {
    /// As in `expect sl.connect(20s) queue level1 = 66.67`.
    public var description: String { "expect \(question) = \(value.map { "\($0)" } ?? "n/a")" }

    /// What is asked: `sl.connect(20s) queue level1`.
    public var question: String {
        var text = figure.printed()
        let arguments = [within.map { "\($0)s" }, short.map { "short \($0)s" }]
            .compactMap(\.self)
        if !arguments.isEmpty { text += "(\(arguments.joined(separator: ", ")))" }
        if let subject { text += " \(subject)" }
        return text
    }
}

extension Transcript.Expectation.Subject: CustomStringConvertible {
    /// As in `queue level1`, `step accueil/menu`.
    public var description: String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let name =
            kind == .step
            ? parts.map { $0.printed() }.joined(separator: "/") : self.name.printed()
        return "\(kind.rawValue) \(name)"
    }
}

extension Transcript.Expectation.Decimal: CustomStringConvertible {
    /// As it was written: `66.67`, `-12`.
    public var description: String {
        let digits = String(self.digits.magnitude)
        let missing = max(0, decimals + 1 - digits.count)
        let padded = String(repeating: "0", count: missing) + digits
        let sign = self.digits < 0 ? "-" : ""
        guard decimals > 0 else { return sign + padded }
        return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}
