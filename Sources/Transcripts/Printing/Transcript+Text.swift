import Telephony

extension Transcript {
    /// The transcript as its file holds it: a line for each moment, each ended by a newline.
    public var text: String {
        var text = "\(header)\n"
        if let fixtures { text += "fixtures \(fixtures.printed())\n" }
        for line in lines { text += "\(line)\n" }
        for expectation in expectations { text += "expect \(expectation.text)\n" }
        return text
    }
}

extension Transcript.Header: CustomStringConvertible {
    /// As in `call from +33612345678 to accueil at 2026-11-23 10:00:00`.
    public var description: String {
        var text = "call"
        if let from { text += " from \(from)" }
        text += " to \(to.printed())"
        if let time { text += " at \(time)" }
        if let customer { text += " customer \(customer.printed())" }
        return text
    }
}

extension Transcript.Header.Caller: CustomStringConvertible {
    /// As in `+33612345678`, `withheld`, `+336…78`.
    public var description: String {
        switch self {
        case .number(let number): number.text
        case .withheld: "withheld"
        case .hidden(let shown):
            // What would be read as something else stands in quotes.
            shown.printed(quotesAlways: shown == "withheld" || PhoneNumber(shown) != nil)
        }
    }
}

extension TranscriptLine: CustomStringConvertible {
    /// As in `1.830 step menu-commande`.
    public var description: String {
        guard let time else { return moment.description }
        return "\(time.inTranscripts) \(moment)"
    }
}

extension Duration {
    /// Seconds with three decimals: `12.500`. A time before the answer is shown as `0.000`.
    var inTranscripts: String {
        let milliseconds = Int(clamping: max(0, inMilliseconds))
        return "\(milliseconds / 1_000).\((milliseconds % 1_000).padded(3))"
    }
}
