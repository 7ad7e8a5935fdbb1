import Telephony

extension Transcript {
    /// The transcript as its file holds it: a line for each moment, each ended by a newline.
    public var text: String {
        var text = ""
        if let agents {
            text += (["agents"] + agents.map { $0.name.printed() }).joined(separator: " ") + "\n"
        }
        for crowd in crowds { text += "\(crowd)\n" }
        text += "\(header)\n"
        if let fixtures { text += "fixtures \(fixtures.printed())\n" }
        var calls = otherCalls[...]
        for (index, line) in lines.enumerated() {
            while let call = calls.first, call.linesBefore <= index {
                text += "\(calls.removeFirst())\n"
            }
            text += "\(line)\n"
        }
        for call in calls { text += "\(call)\n" }
        for expectation in expectations { text += "\(expectation)\n" }
        return text
    }
}

extension Transcript.Crowd: CustomStringConvertible {
    /// As in `waiting level1 60`.
    public var description: String { "waiting \(queue.name.printed()) \(count)" }
}

extension Transcript.Header: CustomStringConvertible {
    /// As in `call from +33612345678 to accueil at 2026-11-23 10:00:00`.
    public var description: String {
        var text = "call"
        // Bare, a caller of this name would be read as none.
        if let name { text += " \(name.printed(quotesAlways: ["from", "to"].contains(name)))" }
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
    /// As in `1.830 step menu-commande`, `1.830 anne: step menu-commande`.
    public var description: String {
        var text = ""
        if let time { text += "\(time.inTranscripts) " }
        if let caller {
            // Bare, a name that begins with a digit would be read as a time.
            let isLikeTime = caller.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? true
            text += "\(caller.printed(quotesAlways: isLikeTime)): "
        }
        return text + moment.description
    }
}

extension Duration {
    /// Seconds with three decimals: `12.500`. A time before the answer is shown as `0.000`.
    var inTranscripts: String {
        let milliseconds = Int(clamping: max(0, inMilliseconds))
        return "\(milliseconds / 1_000).\((milliseconds % 1_000).padded(3))"
    }
}
