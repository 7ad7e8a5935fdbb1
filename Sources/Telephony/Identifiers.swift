/// The name of one call, unique in the journal: given by the shell, never guessed from a caller.
public struct CallID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Letters, digits and hyphens.
    public let rawValue: String

    /// Names a call.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name itself.
    public var description: String { rawValue }
}

/// The name of an agent, as the centre file gives it.
public struct AgentID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// As in `desk-1`.
    public let rawValue: String

    /// Names an agent.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name itself.
    public var description: String { rawValue }
}

/// A random name for the person who calls. Events carry it in place of a number, so that a person
/// can be forgotten while the figures stay.
public struct CallerID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Letters, digits and hyphens.
    public let rawValue: String

    /// Names a caller.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name itself.
    public var description: String { rawValue }
}

/// One playback of one utterance in a call, numbered from 1.
public struct PlaybackID: RawRepresentable, Hashable, Sendable {
    /// The number of the playback in its call.
    public let rawValue: Int

    /// Numbers a playback.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// One question of a call to the outside (a look-up, an HTTP request), numbered from 1.
public struct RequestID: RawRepresentable, Hashable, Sendable {
    /// The number of the request in its call.
    public let rawValue: Int

    /// Numbers a request.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// A language with its region, as in `fr-FR` (BCP 47).
public struct LanguageTag: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The tag as written in flow files.
    public let rawValue: String

    /// Names a language; whether Allo can speak it is for the checker to say.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The language without its region: `fr` for `fr-CH`.
    public var language: Substring { rawValue.prefix { $0 != "-" } }

    /// The name itself.
    public var description: String { rawValue }

    /// French as spoken in France.
    public static let french = LanguageTag(rawValue: "fr-FR")
    /// English as spoken in Great Britain.
    public static let english = LanguageTag(rawValue: "en-GB")
}
