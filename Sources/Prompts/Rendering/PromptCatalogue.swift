public import Telephony

/// What there is to hear: each prompt of a centre, where it comes from and how long it lasts.
public struct PromptCatalogue: Equatable, Sendable {
    /// The prompts, in the order in which they were asked for.
    public var entries: [Entry]
    /// Recordings of the languages asked for that no prompt uses, as `<language>/<name>`, in order.
    public var unused: [String]

    /// One prompt in one language.
    public struct Entry: Equatable, Sendable {
        /// The name, or nil for a text written in a flow.
        public var name: String?
        /// The language.
        public var language: LanguageTag
        /// Where it comes from.
        public var origin: Origin
        /// How it is.
        public var state: State
    }

    /// Where a prompt comes from.
    public enum Origin: Equatable, Sendable {
        /// A recording at this path.
        case recording(String)
        /// A text that is spoken.
        case speech
    }

    /// How a prompt is.
    public enum State: Equatable, Sendable {
        /// It can be heard, and lasts so long.
        case ready(Duration)
        /// There is neither a text nor a recording.
        case missing
        /// It can't be heard, for this reason (one sentence).
        case unusable(String)
    }
}

extension PromptRenderer {
    /// Renders prompts and tells what there is.
    ///
    /// - Parameter utterances: one for each prompt and language, with an empty text where there is
    ///   none.
    /// - Returns: an entry for each, and the recordings that none of them uses.
    public nonisolated func catalogue(of utterances: [Utterance]) async -> PromptCatalogue {
        var entries: [PromptCatalogue.Entry] = []
        for utterance in utterances {
            let path = utterance.prompt.flatMap {
                recordings.recording(of: $0, in: utterance.language)
            }
            entries.append(
                PromptCatalogue.Entry(
                    name: utterance.prompt, language: utterance.language,
                    origin: path.map { .recording($0) } ?? .speech,
                    state: await state(of: utterance)))
        }
        return PromptCatalogue(entries: entries, unused: unused(besides: utterances))
    }

    private nonisolated func state(of utterance: Utterance) async -> PromptCatalogue.State {
        do {
            return .ready(try await duration(of: utterance))
        } catch {
            if case .nothingToSay = error.reason { return .missing }
            return .unusable("\(error)")
        }
    }

    private nonisolated func unused(besides utterances: [Utterance]) -> [String] {
        let names = Set(utterances.compactMap(\.prompt))
        let folders = Set(
            utterances.flatMap { [$0.language.rawValue, String($0.language.language)] })
        return folders.sorted().flatMap { folder in
            recordings.names(in: folder).filter { !names.contains($0) }.map { "\(folder)/\($0)" }
        }
    }
}
