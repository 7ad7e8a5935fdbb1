import CallCentre
import CallLog
import Flows
import Foundation
import Switchboard
import Telephony

/// Where letters and e-mails are taken in and said to be answered: a running server, or the journal
/// itself where there is none.
protocol ContactDesk {
    /// Takes a letter in, unless it is there already.
    func add(_ letter: FoundLetter) async throws -> TakenContact
    /// What is to be answered.
    func list(personal: Bool) async throws -> JSONValue
    /// It is answered: by people outside, named here, or by whoever has it.
    func finish(_ contact: CallID, as input: WrittenInput) async throws
    /// All that was asked for has been done.
    func close() async throws
}

/// What became of a letter that was brought.
struct TakenContact: Equatable {
    /// The name that it has.
    let contact: CallID
    /// Whether it was there before.
    let wasKnown: Bool
}

/// A server that runs, asked at its socket.
struct ServersContacts: ContactDesk {
    let journal: JournalOptions

    func add(_ letter: FoundLetter) async throws -> TakenContact {
        let answer = try Agents.ask(.addContact(letter), journal)
        guard case .object(let members) = answer,
            case .string(let name) = members.first(where: { $0.name == "contact" })?.value
        else { throw Failure("the server gave an answer that names no contact") }
        return TakenContact(
            contact: CallID(rawValue: name),
            wasKnown: members.contains { $0.name == "known" && $0.value == .bool(true) })
    }

    func list(personal: Bool) async throws -> JSONValue {
        try Agents.ask(.contacts(personal: personal), journal)
    }

    func finish(_ contact: CallID, as input: WrittenInput) async throws {
        try Agents.ask(.finishContact(contact, input), journal)
    }

    func close() async throws {}
}

/// The journal, where no server runs: the same centre decides, for as long as the command lasts.
actor JournalsContacts: ContactDesk {
    private let journal: Journal
    private let options: JournalOptions
    private let centre: CallCentre
    private var state = CallCentre.State()
    private let start: ContinuousClock.Instant

    /// Opens the journal and takes over what is to be answered.
    init(_ options: JournalOptions, program: FlowProgram) async throws {
        start = .now
        self.options = options
        centre = CallCentre(program: program)
        journal = try await options.open(start: start)
        let left = try await journal.unfinishedContacts()
        for happening in left.contactHappenings(
            unixNow: .sinceEpoch, now: ContinuousClock.now - start)
        {
            _ = centre.step(
                &state, on: CentreInput(happening, now: ContinuousClock.now - start))
        }
    }

    func add(_ letter: FoundLetter) async throws -> TakenContact {
        let (taken, input) = try await letter.taken(with: journal, at: ContinuousClock.now - start)
        if let input { try await take(input, of: taken.contact) }
        return taken
    }

    func list(personal: Bool) async throws -> JSONValue {
        let zero = Duration.sinceEpoch - (ContinuousClock.now - start)
        let answer = ControlAnswer.contacts(
            state.contactStandings, personal: personal, unixMilliseconds: zero.inMilliseconds)
        return try JSONValue(parsing: answer.json.utf8)
    }

    func finish(_ contact: CallID, as input: WrittenInput) async throws {
        try await take(input, of: contact)
    }

    private func take(_ input: WrittenInput, of contact: CallID) async throws {
        if let objection = state.objection(to: input, of: contact, in: centre.program) {
            throw Failure("\(objection)")
        }
        let effects = centre.step(
            &state,
            on: CentreInput(.written(contact, input), now: ContinuousClock.now - start))
        try await journal.append(
            effects.compactMap { if case .journal(let record) = $0 { record } else { nil } })
    }

    /// Closes the journal. A server that was started meanwhile takes over what came.
    func close() async throws {
        try await journal.close()
        // There is mostly none.
        _ = try? Agents.ask(.adoptContacts, options)
    }
}

extension FoundLetter {
    /// The letter as it is to be taken in, or the contact that it is already.
    func taken(
        with journal: Journal?, at time: Duration
    ) async throws -> (taken: TakenContact, input: WrittenInput?) {
        if let source, let known = try await journal?.contact(from: source) {
            return (TakenContact(contact: known, wasKnown: true), nil)
        }
        let make: @Sendable () -> CallerID = { CallerID(rawValue: RandomName.make()) }
        let caller = try await journal?.callerID(for: writer, at: time, making: make) ?? make()
        return (
            TakenContact(contact: Self.newName(), wasKnown: false),
            .received(letter(of: caller, now: Duration.sinceEpoch.inMilliseconds))
        )
    }
}

extension Duration {
    /// The time since 1970-01-01 00:00:00 UTC.
    static var sinceEpoch: Duration {
        .milliseconds(Int64(Date().timeIntervalSince1970 * 1_000))
    }
}
