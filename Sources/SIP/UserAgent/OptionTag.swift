/// The extensions by which peers ask what we can do (RFC 3261 §19.2).
enum OptionTag {
    /// RFC 3262.
    static let reliable = "100rel"
    /// RFC 4028.
    static let timer = "timer"
    /// RFC 3891.
    static let replaces = "replaces"
    /// RFC 4488.
    static let noReferSubscription = "norefersub"

    /// What stands in our Supported.
    static let supported = "100rel, timer, replaces, norefersub"

    /// Those that a request requires and we don't know.
    static func unknown(in request: Request) -> [String] {
        guard request.headers.contains(.require) else { return [] }
        let known = [reliable, timer, replaces, noReferSubscription]
        return request.require.filter { !known.contains($0.lowercased()) }
    }
}

extension Abilities {
    /// What Allow and Supported of a message say.
    init(_ message: some HeaderBearing) {
        self = []
        if message.headers.list(.allow, contains: Method.update.rawValue) { insert(.update) }
        guard message.headers.contains(.supported) || message.headers.contains(.require) else {
            return
        }
        for tag in message.supported + message.require {
            switch tag.lowercased() {
            case OptionTag.reliable: insert(.reliableProvisional)
            case OptionTag.timer: insert(.sessionTimer)
            case OptionTag.replaces: insert(.replaces)
            default: break
            }
        }
    }
}
