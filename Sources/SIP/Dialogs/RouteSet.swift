/// The proxies that asked to stay in a dialog's path, nearest first (RFC 3261 §12.1, §16.12.1.1).
struct RouteSet: Sendable, Equatable {
    /// How a request is addressed: its Request-URI and its Route values.
    struct Path: Equatable {
        var target: SIPURI
        var routes: [String]
    }

    private var proxies: [NameAddress] = []

    init() {}

    /// The route set from Record-Route values in the order in which the requests pass them.
    init(_ proxies: [NameAddress]) {
        self.proxies = proxies
    }

    var isEmpty: Bool { proxies.isEmpty }

    /// The nearest proxy.
    var first: SIPURI? { proxies.first?.uri.sip }

    /// A strict router (RFC 2543) wants its own name as Request-URI, and the target at the end of
    /// the Route; a loose one leaves the Request-URI alone.
    func path(to target: SIPURI) -> Path {
        guard let first = proxies.first, let uri = first.uri.sip else {
            return Path(target: target, routes: [])
        }
        if uri.isLooseRouter {
            return Path(target: target, routes: proxies.map(\.description))
        }
        var stranger = uri
        stranger.headers = Parameters()
        stranger.parameters.remove("method")
        return Path(
            target: stranger, routes: proxies.dropFirst().map(\.description) + ["<\(target)>"])
    }
}
