/// Why an endpoint can't be allowed.
public struct WebClientError: Error, Hashable, CustomStringConvertible {
    /// What is wrong with its URL.
    public enum Reason: Hashable, Sendable {
        /// It isn't `http://…` or `https://…`.
        case scheme
        /// It names no host.
        case noHost
        /// Its port is none.
        case port
        /// It holds a user or a password, which belong in a header.
        case userInfo
        /// It has a fragment, which no server sees.
        case fragment
        /// It holds a space, or another character that a URL can't have (RFC 3986 §2).
        case character
    }

    /// What is wrong.
    public let reason: Reason
    /// The name of the endpoint.
    public let endpoint: String

    /// One sentence with the endpoint's name.
    public var description: String {
        let what =
            switch reason {
            case .scheme: "must begin with http:// or https://"
            case .noHost: "names no host"
            case .port: "has a port that is none"
            case .userInfo: "holds a user or a password: put them into a header"
            case .fragment: "has a fragment, which no server sees"
            case .character: "holds a character that a URL can't have"
            }
        return "the URL of the endpoint '\(endpoint)' \(what)"
    }
}
