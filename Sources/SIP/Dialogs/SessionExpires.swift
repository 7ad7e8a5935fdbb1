/// How long a session goes on without a refresh, and who refreshes it (RFC 4028 §4).
struct SessionExpires: Sendable, Equatable, CustomStringConvertible {
    enum Refresher: String, Sendable { case uac, uas }

    /// Seconds; 1 at least.
    var seconds: Int
    var refresher: Refresher?

    init(seconds: Int, refresher: Refresher? = nil) {
        self.seconds = seconds
        self.refresher = refresher
    }

    /// Reads `1800;refresher=uac`; nil when it is no number or absurdly long.
    init?(_ text: String) {
        var parts = text.split(separator: ";")[...]
        guard let first = parts.popFirst(), let seconds = SessionExpires.number(first) else {
            return nil
        }
        self.seconds = seconds
        for part in parts {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, SessionExpires.trimmed(sides[0]).lowercased() == "refresher"
            else { continue }
            refresher = Refresher(rawValue: SessionExpires.trimmed(sides[1]).lowercased())
        }
    }

    /// Reads the seconds of a Min-SE.
    static func minimum(_ text: String) -> Int? {
        text.split(separator: ";").first.flatMap(number)
    }

    private static func number(_ text: Substring) -> Int? {
        guard let number = Int(trimmed(text)), (1...0x7FFF_FFFF).contains(number) else {
            return nil
        }
        return number
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.filter { $0 != " " && $0 != "\t" })
    }

    var description: String {
        refresher.map { "\(seconds);refresher=\($0.rawValue)" } ?? "\(seconds)"
    }
}
