public import Telephony

/// What checking needs to know of the world outside the files: a value that the shell fills in.
public struct ResourceListing: Sendable {
    /// The clocks of a zone, as of `Europe/Paris`; nil for a zone that does not exist.
    public var timeZone: @Sendable (String) -> TimeZoneRules?
    /// The recordings of prompts by language, by the name of the prompt.
    public var recordings: [LanguageTag: Set<String>]
    /// The voices of the built-in synthesiser; nil where they are not known.
    public var voices: [String]?
    /// The pieces of music that Allo can synthesise; nil where they are not known.
    public var pieces: [String]?
    /// The customer files, by their path as the centre file writes it.
    public var customerFiles: [String: [UInt8]]
    /// The sound files that exist, by their path as the centre and prompts files write it; nil
    /// where they are not known.
    public var soundFiles: Set<String>?
    /// Those of the certificates, keys and passwords that can be read, by their path as the centre
    /// file writes it; nil where they are not known.
    public var files: Set<String>?

    /// Lists what is there; by default nothing is, all zones stand on UTC, and what need not be
    /// known is not.
    public init(
        timeZone: @escaping @Sendable (String) -> TimeZoneRules? = { _ in .utc },
        recordings: [LanguageTag: Set<String>] = [:], voices: [String]? = nil,
        pieces: [String]? = nil, customerFiles: [String: [UInt8]] = [:],
        soundFiles: Set<String>? = nil, files: Set<String>? = nil
    ) {
        self.timeZone = timeZone
        self.recordings = recordings
        self.voices = voices
        self.pieces = pieces
        self.customerFiles = customerFiles
        self.soundFiles = soundFiles
        self.files = files
    }
}
