public import Telephony

/// How long prompts last in virtual time.
public struct PromptLengths: Sendable {
    /// Where a length comes from that is not known yet.
    public enum Source: Hashable, Sendable {
        /// From the text: 65 ms a character, for rehearsals without sound.
        case text
        /// From the rendered sound, which somebody has to ask for.
        case sound
        /// From whoever drives the stage, each time that a prompt is played.
        case told
    }

    /// Where lengths come from.
    public let source: Source
    private var known: [Utterance: Duration] = [:]

    /// Knows no length yet.
    public init(_ source: Source) { self.source = source }

    /// These lengths as far as they are known, and 65 ms a character for all others, so that nobody
    /// has to be asked.
    public var estimating: PromptLengths {
        var lengths = PromptLengths(.text)
        lengths.known = known
        return lengths
    }

    /// The length of an utterance; nil where its sound has to be rendered first.
    public func length(of utterance: Utterance) -> Duration? {
        switch source {
        case .text:
            (known.isEmpty ? nil : known[utterance])
                ?? .milliseconds(65 * Self.characters(of: utterance.text))
        case .sound: known[utterance]
        case .told: nil
        }
    }

    /// How many characters a text has: Unicode scalars, each of which has one first byte in UTF-8.
    static func characters(of text: String) -> Int {
        func count(_ bytes: some Sequence<UInt8>) -> Int {
            bytes.reduce(0) { $1 & 0b1100_0000 == 0b1000_0000 ? $0 : $0 + 1 }
        }
        return text.utf8.withContiguousStorageIfAvailable { count($0) } ?? count(text.utf8)
    }

    /// Keeps the length of an utterance for all that follow.
    public mutating func learn(_ length: Duration, of utterance: Utterance) {
        known[utterance] = length
    }
}
