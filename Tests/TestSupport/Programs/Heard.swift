package import Telephony

/// A `hear` line of a transcript: what was said, and when.
package struct Heard: Equatable {
    /// After the answer.
    package let time: Duration
    package let text: String

    /// Reads a line such as `0.520 hear menu "Pour …"`; nil for any other.
    package init?(_ line: String) {
        guard
            let match = line.wholeMatch(
                of: /(?<seconds>[0-9]+)\.(?<milliseconds>[0-9]{3}) hear (?:[^"]* )?"(?<text>[^"]*)"/
            ),
            let seconds = Int(match.seconds), let milliseconds = Int(match.milliseconds)
        else { return nil }
        time = .seconds(seconds) + .milliseconds(milliseconds)
        text = String(match.text)
    }
}

extension Desk {
    /// How a text sounds by itself.
    ///
    /// The voice speaks a little differently each time: its waves agree only with those of this
    /// very rendering, which the desk's cache keeps for all of its programs, one for each rate: 8,000
    /// on the telephone, 16,000 at this machine.
    package func sound(of text: String, rate: Int = 16_000) async throws -> Sound {
        let file = "prompt.wav"
        let remains = try await run(
            "say", text, "--language", "fr-FR", "--rate", "\(rate)", "--output", file)
        guard remains.end == .exit(0) else {
            throw ChildProcess.Failure(description: remains.errors)
        }
        return try Sound(wav: path(file))
    }
}

extension Sound {
    /// The part from one time to another, as much of it as there is.
    package func part(from start: Duration, to end: Duration) -> Sound {
        func sample(at time: Duration) -> Int {
            max(0, min(samples.count, Int(time / .seconds(1) * Double(rate))))
        }
        return Sound(samples: Array(samples[sample(at: start)..<sample(at: end)]), rate: rate)
    }
}
