/// Where the phones of agents are: the registrar of RFC 3261 §10.3, for users with passwords.
///
/// Bounded by its users: only who knows a password gets a place here, three phones each.
///
/// ```swift
/// let (response, outcome) = registrar.answer(
///     request, from: hop, toTag: tag, verifier: &verifier, now: now) { passwords[$0] }
/// ```
public struct Registrar: Sendable {
    /// What is granted.
    public struct Settings: Equatable, Sendable {
        /// The shortest registration; shorter ones are refused with 423.
        public var shortest: Duration
        /// The longest registration; longer ones are cut.
        public var longest: Duration
        /// The phones of one user; one more takes the place of the one that would end first.
        public var bindingsPerUser: Int

        /// Allo's bounds unless told otherwise.
        public init(
            shortest: Duration = .seconds(60), longest: Duration = .seconds(3600),
            bindingsPerUser: Int = 3
        ) {
            self.shortest = shortest
            self.longest = max(shortest, longest)
            self.bindingsPerUser = max(1, bindingsPerUser)
        }
    }

    /// What a registration came to, beside its response.
    public enum Outcome: Equatable, Sendable {
        /// The user has shown the password; their bindings may have changed.
        case accepted(user: String)
        /// A password is wanted first; nobody's fault.
        case challenged
        /// The name or password was wrong: tell ``Gate/noteFailure(from:now:)``.
        case failed
        /// The request can't be understood, or is for somebody else.
        case refused
    }

    let settings: Settings
    private(set) var users: [String: [Binding]] = [:]
    private var timers = TimerQueue<String>()

    /// A registrar without bindings.
    public init(_ settings: Settings = Settings()) { self.settings = settings }

    /// How many bindings there are.
    public var count: Int { users.values.reduce(0) { $0 + $1.count } }

    /// When ``advance(to:)`` is due.
    public var nextDeadline: Duration? { timers.nextDeadline }

    /// Where a user can be reached, the place liked best first, of equal ones the newest.
    public func bindings(of user: String, now: Duration) -> [Binding] {
        (users[user] ?? []).filter { $0.end > now }
            .sorted { ($0.preference, $0.end) > ($1.preference, $1.end) }
    }

    /// The connections that bindings lead to (``Hop/connection``): while they stand, phones behind a
    /// router can be rung, and not otherwise.
    public func connections(now: Duration) -> Set<UInt64> {
        Set(users.values.joined().filter { $0.end > now }.compactMap(\.hop.connection))
    }

    /// Forgets bindings whose time is over.
    ///
    /// - Returns: the users who can't be reached any more.
    public mutating func advance(to now: Duration) -> [String] {
        var gone: [String] = []
        while let user = timers.popDue(now) {
            if !keep(users[user, default: []].filter { $0.end > now }, of: user) {
                gone.append(user)
            }
        }
        return gone
    }

    /// Forgets the bindings that a closed connection leads to.
    ///
    /// - Returns: the users who can't be reached any more.
    public mutating func connectionClosed(_ hop: Hop) -> [String] {
        guard hop.connection != nil else { return [] }
        var gone: [String] = []
        for (user, bindings) in users where bindings.contains(where: { $0.hop == hop }) {
            if !keep(bindings.filter { $0.hop != hop }, of: user) { gone.append(user) }
        }
        return gone.sorted()
    }

    /// Answers a REGISTER.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - hop: where it came from.
    ///   - toTag: our tag.
    ///   - verifier: challenges and checks.
    ///   - now: the time.
    ///   - password: the password of a user; nil for one who does not exist.
    /// - Returns: the response, and what it means.
    public mutating func answer(
        _ request: Request, from hop: Hop, toTag: String, verifier: inout DigestVerifier,
        now: Duration, password: (String) -> String?
    ) -> (Response, Outcome) {
        func response(_ status: Int, _ reason: String? = nil) -> Response {
            Response(to: request, status, reason: reason, toTag: toTag)
        }
        func challenge(isStale: Bool) -> Response {
            var response = response(401)
            for challenge in verifier.challenges(now: now, isStale: isStale) {
                response.headers.append(.wwwAuthenticate, challenge.description)
            }
            return response
        }
        switch verifier.verify(request, now: now, password: password) {
        case .challenge(let isStale):
            return (challenge(isStale: isStale), .challenged)
        case .refused:
            return (challenge(isStale: false), .failed)
        case .unreadable:
            return (response(400), .refused)
        case .accepted(let user):
            guard request.to?.uri.sip?.user == user else { return (response(403), .refused) }
            let result = RegistrationChange(request, settings, hop: hop, now: now)
            switch result.applied(to: bindings(of: user, now: now)) {
            case .failure(let refusal):
                var response = response(refusal.status, refusal.reason)
                if refusal.status == 423 {
                    let least = String(settings.shortest.components.seconds)
                    response.headers.append(.minExpires, least)
                }
                return (response, .refused)
            case .success(let bindings):
                keep(bindings, of: user)
                var response = response(200)
                for binding in self.bindings(of: user, now: now) {
                    response.headers.append(.contact, binding.text(now: now))
                }
                return (response, .accepted(user: user))
            }
        }
    }

    /// Sets the bindings of a user; whether there are any.
    @discardableResult
    mutating func keep(_ bindings: [Binding], of user: String) -> Bool {
        guard let end = bindings.map(\.end).min() else {
            users.removeValue(forKey: user)
            timers.cancel(user)
            return false
        }
        users[user] = bindings
        timers.set(user, at: end)
        return true
    }
}

extension Binding {
    /// As a registrar lists it: with the seconds it still lasts (RFC 3261 §10.3, step 8).
    fileprivate func text(now: Duration) -> String {
        var address = NameAddress(.sip(contact))
        address.parameters.set("expires", to: String((end - now).components.seconds))
        if preference != 1000 {
            let thousandths = String(preference)
            let zeros = String(repeating: "0", count: 3 - thousandths.utf8.count)
            address.parameters.set("q", to: "0." + zeros + thousandths)
        }
        return address.description
    }
}
