/// A text in an event that may tell who somebody is.
///
/// The journal keeps personal texts apart, in a table that can be erased, and leaves a reference in
/// the event; so a person can be forgotten while every figure stays as it was.
public enum LoggedText: Hashable, Sendable {
    /// The same for every caller: the text of a prompt, the name of a step.
    case common(String)
    /// Of this caller: a number, a name, a typed order number, a sentence that speaks one of them.
    case personal(String)
    /// Kept elsewhere, under this number in its event.
    case reference(Int)
    /// Was personal, and has been erased.
    case erased

    /// The text as a reader may see it; `…` in place of what is not here.
    public var shown: String {
        switch self {
        case .common(let text), .personal(let text): text
        case .reference, .erased: "…"
        }
    }
}
