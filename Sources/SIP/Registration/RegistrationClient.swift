/// Keeps us registered with a provider, so that its calls find us (RFC 3261 §10.2).
///
/// Pure: the shell sends each request through the ``TransactionLayer`` and tells what came of it.
/// A registration is refreshed when about four fifths of its time are over; after a failure the
/// next try waits 30 s, then twice as long each time up to 30 minutes, each wait shortened by
/// chance by up to a half, so that a provider that comes back is not run over (RFC 5626 §4.5). A
/// refusal of our name or password waits the longest time at once.
///
/// `Service-Route` and `Path` are not used: calls go to the trunk's address in the centre file.
///
/// ```swift
/// let client = RegistrationClient(settings)
/// var state = RegistrationClient.State(credentials: DigestClient(username: name, password: word))
/// let effects = client.step(&state, on: .start, now: now, using: &generator)
/// ```
public struct RegistrationClient: Sendable {
    let settings: Settings

    /// A client for one account.
    public init(_ settings: Settings) { self.settings = settings }

    /// Takes in what happened.
    public func step(
        _ state: inout State, on event: Event, now: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        switch event {
        case .start:
            guard state.phase == .off else { return [] }
            state.begin(using: &generator)
            return [ask(&state, isRetry: false, using: &generator)]
        case .timePassed:
            switch state.phase {
            case .registered(let deadline) where deadline <= now,
                .resting(let deadline) where deadline <= now:
                return [ask(&state, isRetry: false, using: &generator)]
            case .registered, .resting, .off, .asking, .leaving:
                return []
            }
        case .answered(let response):
            return answered(&state, response, now: now, using: &generator)
        case .unanswered:
            switch state.phase {
            case .asking: return rest(&state, after: nil, now: now, using: &generator)
            case .leaving: return leave(&state)
            case .off, .registered, .resting: return []
            }
        case .stop:
            switch state.phase {
            case .off, .leaving:
                return []
            case .resting where !state.mayBeBound:
                return leave(&state)
            case .asking, .registered, .resting:
                state.tries = 0
                let request = request(&state, expires: .zero, using: &generator)
                state.phase = .leaving(request)
                return [.send(request)]
            }
        }
    }

    private func answered(
        _ state: inout State, _ response: Response, now: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        guard let request = state.phase.request, !response.isProvisional,
            response.cSeq == request.cSeq
        else { return [] }
        let isLeaving = state.phase == .leaving(request)
        if response.isSuccess, isLeaving { return leave(&state) }
        switch response.status {
        case 200...299:
            return register(&state, response, now: now, using: &generator)
        case 401, 407:
            let outcome = state.credentials?.take(response, to: request) ?? .refused
            guard outcome == .retry, state.tries < State.mostTries else {
                return isLeaving ? leave(&state) : refused(&state, response, now, &generator)
            }
            guard isLeaving else { return [ask(&state, isRetry: true, using: &generator)] }
            state.tries += 1
            let again = self.request(&state, expires: .zero, using: &generator)
            state.phase = .leaving(again)
            return [.send(again)]
        case _ where isLeaving:
            return leave(&state)
        case 423:
            guard let least = response.minExpires, least > state.expires(settings),
                least <= .seconds(86_400), state.tries < State.mostTries
            else { return rest(&state, after: response, now: now, using: &generator) }
            state.leastExpires = least
            return [ask(&state, isRetry: true, using: &generator)]
        case 403, 404:
            return refused(&state, response, now, &generator)
        default:
            return rest(&state, after: response, now: now, using: &generator)
        }
    }

    private func ask(
        _ state: inout State, isRetry: Bool, using generator: inout some RandomNumberGenerator
    ) -> Effect {
        state.tries = isRetry ? state.tries + 1 : 0
        state.mayBeBound = true
        let request = request(&state, expires: state.expires(settings), using: &generator)
        state.phase = .asking(request)
        return .send(request)
    }

    private func register(
        _ state: inout State, _ response: Response, now: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        let granted = granted(response) ?? state.expires(settings)
        guard granted > .zero else {
            return rest(&state, after: response, now: now, using: &generator)
        }
        state.failures = 0
        let share = Double.random(in: 0.75...0.85, using: &generator)
        state.phase = .registered(refreshAt: now + max(.seconds(1), granted * share))
        return [.report(.registered(granted))]
    }

    /// How long our contact is bound: its own `expires`, else the header's (RFC 3261 §10.2.4).
    private func granted(_ response: Response) -> Duration? {
        let ours = response.contacts?.first { $0.uri.sip == settings.contact }
        let own = ours?.parameters["expires"].flatMap { UInt32($0) }
        return own.map { .seconds(Int64($0)) } ?? response.expires
    }

    private func rest(
        _ state: inout State, after response: Response?, now: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        let doublings = min(state.failures, 6)
        let bound = min(RegistrationClient.firstWait * (1 << doublings), Self.longestWait)
        state.failures = min(state.failures + 1, 1000)
        let asked = min(response?.retryAfter ?? .zero, Self.longestWait)
        let wait = max(asked, bound * Double.random(in: 0.5...1, using: &generator))
        state.phase = .resting(until: now + wait)
        return [.report(.failed(status: response?.status, retryIn: wait))]
    }

    private func refused(
        _ state: inout State, _ response: Response, _ now: Duration,
        _ generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        state.failures = 6
        return rest(&state, after: response, now: now, using: &generator)
    }

    private func leave(_ state: inout State) -> [Effect] {
        state.phase = .off
        return [.report(.ended)]
    }

    private func request(
        _ state: inout State, expires: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> Request {
        state.number = state.number % 0x7FFF_FFFE + 1
        let address = NameAddress(.sip(settings.account))
        var from = address
        from.tag = state.tag
        var request = Request(
            .register, .sip(settings.registrar),
            headers: HeaderFields([
                .maxForwards: "70", .from: from.description, .to: address.description,
                .callID: state.callID, .cSeq: CSeq(state.number, .register).description,
                .contact: NameAddress(.sip(settings.contact)).description,
                .expires: String(expires.components.seconds),
            ]))
        state.credentials?.authorize(&request, using: &generator)
        return request
    }

    static let firstWait = Duration.seconds(30)
    static let longestWait = Duration.seconds(1800)
}
