/// One thing to be heard: a text in one language, and the named prompt it stands for, if any.
///
/// Whoever renders it plays the recording of the prompt where there is one, and speaks the text
/// where there is none.
public struct Utterance: Hashable, Sendable {
    /// The name of the prompt in `prompts/`, or nil for a text written in the flow.
    public var prompt: String?
    /// What is heard, in words: values are already spelt out.
    public var text: String
    /// The language that the text is in.
    public var language: LanguageTag
    /// Whether the text holds a value of this call, which may tell who somebody is.
    public var isPersonal: Bool

    /// Describes what is to be heard.
    public init(
        prompt: String? = nil, text: String, language: LanguageTag, isPersonal: Bool = false
    ) {
        self.prompt = prompt
        self.text = text
        self.language = language
        self.isPersonal = isPersonal
    }
}
