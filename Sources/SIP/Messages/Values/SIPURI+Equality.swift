extension SIPURI: Hashable {
    /// Compares by RFC 3261 §19.1.4.
    ///
    /// The user's case matters, a host's or a parameter's does not. A port that is not named is
    /// none that is. Parameters of both must agree; `user`, `ttl`, `method`, `maddr` and
    /// `transport` must be in both or in none; others in only one are ignored. Headers must agree
    /// in any order.
    public static func == (one: SIPURI, other: SIPURI) -> Bool {
        one.isSecure == other.isSecure && one.user == other.user && one.password == other.password
            && one.host == other.host && one.port == other.port
            && agree(one.parameters, other.parameters)
            && one.headers.items.count == other.headers.items.count
            && one.headers.items.allSatisfy { one.headers[$0.name] == other.headers[$0.name] }
    }

    /// Hashes what must be equal in any case.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(isSecure)
        hasher.combine(user)
        hasher.combine(host)
        hasher.combine(port)
    }

    private static let neverIgnored = ["user", "ttl", "method", "maddr", "transport"]

    private static func agree(_ one: Parameters, _ other: Parameters) -> Bool {
        neverIgnored.allSatisfy { one.contains($0) == other.contains($0) }
            && one.items.allSatisfy { item in
                !other.contains(item.name)
                    || sameIgnoringCase(one[item.name] ?? "", other[item.name] ?? "")
            }
    }
}
