/// What one side of a call says about its media (SDP, RFC 8866), as far as Allo uses it.
///
/// Lines that no call of Allo needs (bandwidth, times, keys of session level …) are left out when
/// a description is read.
public struct SessionDescription: Equatable, Sendable {
    /// Who described the session, and in which version (`o=`).
    public struct Origin: Equatable, Sendable {
        /// The name of the user, `-` for none.
        public var user: String
        /// What tells the session apart from others of the same host.
        public var sessionID: UInt64
        /// Goes up with each change of the description.
        public var version: UInt64
        /// The host that described it.
        public var host: Host

        /// Puts an origin together.
        public init(user: String = "-", sessionID: UInt64, version: UInt64 = 1, host: Host) {
            self.user = user
            self.sessionID = sessionID
            self.version = version
            self.host = host
        }
    }

    /// Who described the session.
    public var origin: Origin
    /// Where media go that name no host themselves (`c=`); nil where each does.
    public var connection: Host?
    /// The attributes of the whole session (`a=` before the first media).
    public var attributes: [MediaAttribute]
    /// The streams, in their order, which an answer keeps (RFC 3264 §6).
    public var media: [MediaDescription]

    /// Puts a description together.
    public init(
        origin: Origin, connection: Host?, attributes: [MediaAttribute] = [],
        media: [MediaDescription]
    ) {
        self.origin = origin
        self.connection = connection
        self.attributes = attributes
        self.media = media
    }

    /// The content type of a description.
    public static let contentType = "application/sdp"

    /// Whether this is the same description as an earlier one of the same side, by its origin
    /// (RFC 3264 §8).
    public func isUnchanged(since other: SessionDescription) -> Bool {
        origin == other.origin
    }
}

/// One `a=` line.
public struct MediaAttribute: Equatable, Sendable {
    /// What is said (`rtpmap`, `sendonly` …).
    public var name: String
    /// What follows the colon; nil where there is none.
    public var value: String?

    /// Puts an attribute together.
    public init(_ name: String, _ value: String? = nil) {
        self.name = name
        self.value = value
    }
}

/// One stream of a session: an `m=` line with what follows it.
public struct MediaDescription: Equatable, Sendable {
    /// `audio`, `video`, `image` …
    public var kind: String
    /// Where its packets are taken; 0 where the stream is refused.
    public var port: UInt16
    /// How many pairs of ports it uses; 1 unless told.
    public var portCount: Int
    /// What carries it, `RTP/AVP` or another.
    public var profile: String
    /// Its formats, the preferred first; for RTP the payload types.
    public var formats: [String]
    /// Where its packets are taken; nil where the session tells it.
    public var connection: Host?
    /// Its attributes, in order.
    public var attributes: [MediaAttribute]

    /// Puts a stream together.
    public init(
        kind: String, port: UInt16, profile: String, formats: [String], connection: Host? = nil,
        attributes: [MediaAttribute] = []
    ) {
        self.kind = kind
        self.port = port
        portCount = 1
        self.profile = profile
        self.formats = formats
        self.connection = connection
        self.attributes = attributes
    }

    /// The value of the first attribute of a name; nil where it has none.
    public func first(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// The same stream refused: port 0 and nothing but its formats (RFC 3264 §6).
    public var refused: MediaDescription {
        MediaDescription(kind: kind, port: 0, profile: profile, formats: formats)
    }
}
