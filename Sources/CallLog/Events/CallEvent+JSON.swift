public import Telephony

extension CallEvent {
    /// The event as JSON on one line: `{"flow":"accueil","kind":"step-entered","step":"menu"}`.
    ///
    /// Names are in kebab case and in alphabetical order, durations whole milliseconds under names
    /// that end in `-ms`, absent values left out; equal events give equal bytes.
    public var json: String { jsonValue.text }

    /// Reads an event as ``json`` writes it.
    ///
    /// - Throws: ``EventFormatError`` where the kind is unknown, and where a field is missing,
    ///   unknown or wrong.
    public init(json text: String) throws(EventFormatError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: text.utf8)
        } catch {
            throw EventFormatError(.notJSON(error.description))
        }
        try self.init(jsonValue: value)
    }

    init(jsonValue: JSONValue) throws(EventFormatError) {
        var fields = try EventFields(jsonValue)
        self = try fields.readEvent()
        try fields.finish()
    }
}
