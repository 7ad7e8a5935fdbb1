public import Telephony

/// One thing that a step says, in every language of its flow.
public struct PromptLine: Sendable {
    /// The name of the prompt in `prompts/`; nil for a text written in the flow.
    public let prompt: String?
    /// The text by language; the checker sees to it that every language of the flow is there.
    public let texts: [LanguageTag: CompiledTextTemplate]
    /// Whether a key stops it.
    public let bargeIn: Bool
    /// Where a step writes it, or names the prompt; nil for what no file holds.
    public let position: SourcePosition?

    /// Describes something to say.
    public init(
        prompt: String?, texts: [LanguageTag: CompiledTextTemplate], bargeIn: Bool,
        position: SourcePosition? = nil
    ) {
        self.position = position
        self.prompt = prompt
        self.texts = texts
        self.bargeIn = bargeIn
    }
}

/// How a step listens for keys (VoiceXML 2.0 §4.1.5, §4.1.8 and appendix D).
public struct ListeningRules: Hashable, Sendable {
    /// How long the caller may press nothing after the prompt has ended.
    public var timeout: Duration
    /// How long the caller may take from one key to the next.
    public var interDigitTimeout: Duration
    /// How long a complete entry waits for the term key; zero for not at all.
    public var termTimeout: Duration
    /// The key that ends an entry; nil for none.
    public var termKey: Digit?

    /// Describes how to listen; the defaults are those of the language.
    public init(
        timeout: Duration = .seconds(5), interDigitTimeout: Duration = .seconds(3),
        termTimeout: Duration = .zero, termKey: Digit? = .hash
    ) {
        self.timeout = timeout
        self.interDigitTimeout = interDigitTimeout
        self.termTimeout = termTimeout
        self.termKey = termKey
    }
}

/// What a step does when the caller presses nothing or the wrong keys.
public struct FailureRules: Sendable {
    /// What is said at the first, second … no-input; the last one serves for all that follow.
    public let noInput: [[PromptLine]]
    /// What is said at the first, second … no-match; the last one serves for all that follow.
    public let noMatch: [[PromptLine]]
    /// Whether the step's own prompt is said again after these.
    public let reprompts: Bool
    /// How many failures of either sort the step allows; positive.
    public let limit: Int
    /// Where the call goes at the last of them.
    public let exhausted: Transition

    /// Describes what to do about failures.
    public init(
        noInput: [[PromptLine]], noMatch: [[PromptLine]], reprompts: Bool, limit: Int,
        exhausted: Transition
    ) {
        self.noInput = noInput
        self.noMatch = noMatch
        self.reprompts = reprompts
        self.limit = limit
        self.exhausted = exhausted
    }
}
