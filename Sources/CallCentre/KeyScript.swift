public import Telephony

/// What a caller without hands presses, and when: for calls without a terminal.
///
/// Written as groups between spaces: `1 20261102 2`. A group is pressed when the call waits for
/// keys; one that begins with `@` and seconds (`@2.5:1`) is pressed that long after the answer,
/// `-` lets one no-input pass, and `@30:h` hangs up after 30 seconds.
public struct KeyScript: Equatable, Sendable {
    /// One thing that the caller does.
    public enum Act: Equatable, Sendable {
        /// Presses keys once the call waits for them.
        case press([Digit])
        /// Presses keys so long after the answer.
        case pressAt(Duration, [Digit])
        /// Presses nothing this time.
        case letPass
        /// Hangs up so long after the answer.
        case hangUpAt(Duration)
    }

    /// What is still to be done.
    public let acts: [Act]

    /// Lists what the caller does.
    public init(_ acts: [Act]) { self.acts = acts }

    /// Reads a script.
    ///
    /// - Throws: ``KeyScriptError`` with the group that is no row of keys.
    public init(_ text: String) throws(KeyScriptError) {
        var acts: [Act] = []
        for group in text.split(whereSeparator: \.isWhitespace) {
            if group == "-" {
                acts.append(.letPass)
                continue
            }
            guard group.first == "@" else {
                acts.append(.press(try KeyScript.digits(group, in: group)))
                continue
            }
            let parts = group.dropFirst().split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let seconds = Double(parts[0]),
                (0...86_400).contains(seconds)
            else { throw KeyScriptError(group: String(group)) }
            guard parts[1] != "h" else {
                acts.append(.hangUpAt(.seconds(seconds)))
                continue
            }
            acts.append(
                .pressAt(.seconds(seconds), try KeyScript.digits(parts[1], in: group)))
        }
        self.init(acts)
    }

    private static func digits(
        _ text: Substring, in group: Substring
    ) throws(KeyScriptError) -> [Digit] {
        let digits = text.compactMap(Digit.init)
        guard digits.count == text.count, !digits.isEmpty else {
            throw KeyScriptError(group: String(group))
        }
        return digits
    }
}

/// A group of a key script that can't be pressed.
public struct KeyScriptError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The group as written.
    public let group: String

    /// One sentence that shows how a script is written.
    public var description: String {
        "‘\(group)’ is no row of keys; write groups such as 1 20261102 # or @2.5:1, - to wait, @30:h to hang up"
    }
}
