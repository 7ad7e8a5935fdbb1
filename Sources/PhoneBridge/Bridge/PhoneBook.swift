import SIP
import Synchronization
import Telephony

/// Which telephones of agents can be rung, for those who ask from any thread.
final class PhoneBook: Sendable {
    private struct State {
        var realm: String?
        var users: Set<String> = []
        var reachable: Set<String> = []
    }

    /// What became of the telephones.
    let changes: AsyncStream<ReachabilityChange>
    private let feed: AsyncStream<ReachabilityChange>.Continuation
    /// Who is registered, after each change; only the newest waits to be looked at.
    let registrations: AsyncStream<[RegisteredPhone]>
    private let registrationFeed: AsyncStream<[RegisteredPhone]>.Continuation
    private let state: Mutex<State>

    /// A book in which nobody can be rung yet.
    init(_ phones: PhoneGroup?) {
        (changes, feed) = AsyncStream.makeStream(
            of: ReachabilityChange.self, bufferingPolicy: .bufferingNewest(1_000))
        (registrations, registrationFeed) = AsyncStream.makeStream(
            of: [RegisteredPhone].self, bufferingPolicy: .bufferingNewest(1))
        state = Mutex(State())
        update(phones)
    }

    /// Takes over who has a telephone. Who has none any more can't be rung.
    func update(_ phones: PhoneGroup?) {
        state.withLock { state in
            state.realm = phones?.realm.lowercased()
            state.users = Set((phones?.passwords ?? [:]).keys)
            for user in state.reachable.subtracting(state.users).sorted() {
                note(user, isReachable: false, in: &state)
            }
        }
    }

    /// Notes whether a user can be rung; a change is told.
    func note(_ user: String, isReachable: Bool) {
        state.withLock { state in
            note(user, isReachable: isReachable && state.users.contains(user), in: &state)
        }
    }

    private func note(_ user: String, isReachable: Bool, in state: inout State) {
        guard isReachable != state.reachable.contains(user) else { return }
        if isReachable { state.reachable.insert(user) } else { state.reachable.remove(user) }
        feed.yield(ReachabilityChange(phone: user, isReachable: isReachable))
    }

    /// The user whose telephone an address means: their name, or a `sip:` address of our realm.
    func user(at address: String) -> String? {
        state.withLock { state in
            if state.users.contains(address) { return address }
            guard let realm = state.realm, let uri = SIPURI(address), let user = uri.user,
                uri.host.description.lowercased() == realm, state.users.contains(user)
            else { return nil }
            return user
        }
    }

    /// Whether somebody can be rung at an address, as far as is known.
    func isReachable(_ address: String) -> Bool {
        if let user = user(at: address) { return state.withLock { $0.reachable.contains(user) } }
        return PhoneNumber(address) != nil || SIPURI(address) != nil
    }

    /// Notes who is registered.
    func note(_ phones: [RegisteredPhone]) { registrationFeed.yield(phones) }

    /// No change follows.
    func end() {
        feed.finish()
        registrationFeed.finish()
    }
}
