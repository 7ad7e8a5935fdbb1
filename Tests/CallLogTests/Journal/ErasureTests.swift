import Foundation
import Telephony
import Testing

@testable import CallLog

@Suite struct ErasureTests {
    private let folder: TemporaryFolder
    private let durand = CallerID(rawValue: "caller-durand")

    init() throws { folder = try TemporaryFolder() }

    private func call(of caller: CallerID, number: String, name: String) -> [JournalRecord] {
        .init(
            JournalRecord.call(
                "call-\(caller)", arrival: .arrival(caller: caller, from: number),
                [
                    .promptStarted(
                        prompt: nil, text: .personal("Bonjour \(name)"), language: .french),
                    .identified(customer: .personal(name), segment: "vip"),
                    .keys(KeyEntry(.digits(number.compactMap(Digit.init)), isPersonal: true)),
                    .keys(KeyEntry(.digits([.one]))),
                    .lookedUp(
                        directory: "clients", .found,
                        values: [CallEvent.Field(name: "nom", value: .personal(name))]),
                    .ended(.caller),
                ]))
    }

    @Test func `an erased caller is in no byte of the files, and every event is still there`()
        async throws
    {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        // Enough others, before and after, for the pages of every table to be split and joined.
        for index in 0..<300 {
            let number = "+3361\((1_000_000 + index * 7_919 % 1_000_003).description)"
            let caller = try await journal.callerID(for: number, at: .seconds(10)) {
                index == 150 ? durand : CallerID(rawValue: "caller-\(index)")
            }
            let name = index == 150 ? "Durand-Zylberstein" : "Petit\(index)"
            try await journal.append(call(of: caller, number: number, name: name))
        }
        let number = "+3361\(1_000_000 + 150 * 7_919 % 1_000_003)"
        let secrets = [number, String(number.dropFirst()), "Durand-Zylberstein"].map {
            Data($0.utf8)
        }
        for secret in secrets { #expect(try folder.journalBytes().range(of: secret) != nil) }

        #expect(try await journal.erase(number: number).wasKnown)

        let bytes = try folder.journalBytes()
        for secret in secrets { #expect(bytes.range(of: secret) == nil) }
        let reader = try await JournalReader.open(at: folder.journal)
        let events = try await reader.events(of: CallID(rawValue: "call-caller-durand"))
            .map(\.record.event)
        #expect(
            events == [
                .arrived(.erased(caller: durand)),
                .promptStarted(prompt: nil, text: .erased, language: .french),
                .identified(customer: .erased, segment: "vip"),
                .keys(KeyEntry(.secret(count: 11))),
                .keys(KeyEntry(.digits([.one]))),
                .lookedUp(
                    directory: "clients", .found,
                    values: [CallEvent.Field(name: "nom", value: .erased)]),
                .ended(.caller),
            ])
        #expect(try await reader.calls().count == 300)
        #expect(try await journal.erase(number: number) == Erasure(wasKnown: false, recordings: []))
        #expect(try await !journal.erase(caller: durand).wasKnown)
    }

    @Test func `however many are erased, none is left and the others stay`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let callers = (0..<400).map {
            (CallerID(rawValue: "c\($0)"), "Nom-\($0 * 7_919 % 997)-fin")
        }
        for (caller, name) in callers {
            try await journal.append(call(of: caller, number: "+33100000000", name: name))
        }
        let gone = callers.enumerated().filter { $0.offset % 3 == 1 }.map(\.element)
        for (caller, _) in gone { #expect(try await journal.erase(caller: caller).wasKnown) }
        let bytes = try folder.journalBytes()
        for (caller, name) in callers {
            let isGone = gone.contains { $0.0 == caller }
            #expect((bytes.range(of: Data(name.utf8)) == nil) == isGone, "\(name)")
        }
    }

    @Test func `a number keeps its caller, a withheld one has none`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let other = try await Journal.open(at: folder.journal, by: .fixture())
        func caller(_ journal: Journal, _ number: String?, _ name: String) async throws -> String {
            try await journal.callerID(for: number, at: .seconds(10)) { CallerID(rawValue: name) }
                .rawValue
        }
        #expect(try await caller(journal, "+33612345678", "a") == "a")
        #expect(try await caller(journal, "+33612345678", "b") == "a")
        #expect(try await caller(other, "+33612345678", "c") == "a")
        #expect(try await caller(journal, nil, "d") == "d")
        #expect(try await caller(journal, nil, "e") == "e")
    }

    @Test func `a caller whom another process erased is known no more`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let other = try await Journal.open(at: folder.journal, by: .fixture())
        func caller(_ name: String) async throws -> CallerID {
            try await journal.callerID(for: "+33612345678", at: .zero) {
                CallerID(rawValue: name)
            }
        }
        #expect(try await caller("a").rawValue == "a")
        #expect(try await other.erase(number: "+33612345678").wasKnown)
        // The next commit sees what others have done.
        try await journal.append(call(of: durand, number: "+33698765432", name: "Durand"))
        #expect(try await caller("b").rawValue == "b")
        #expect(try await journal.erase(number: "+33612345678").wasKnown)
        #expect(try await caller("c").rawValue == "c")
    }

    @Test func `callers who meet at once under one number are one`() async throws {
        let journals = [
            try await Journal.open(at: folder.journal, by: .fixture()),
            try await Journal.open(at: folder.journal, by: .fixture()),
        ]
        let callers = try await withThrowingTaskGroup(of: CallerID.self) { group in
            for index in 0..<20 {
                group.addTask {
                    try await journals[index % 2].callerID(for: "+33612345678", at: .zero) {
                        CallerID(rawValue: "caller-\(index)")
                    }
                }
            }
            var callers: Set<CallerID> = []
            for try await caller in group { callers.insert(caller) }
            return callers
        }
        #expect(callers.count == 1)
    }

    @Test func `a number to call back is erased with its calls, whoever asked for it`() async throws
    {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let caller = try await journal.callerID(for: "+33611111111", at: .zero) { durand }
        try await journal.append(
            JournalRecord.call(
                "asked", arrival: .arrival(caller: caller, from: "+33611111111"),
                [
                    .recordingStarted(name: "nom-1.opus"),
                    .keys(KeyEntry(.digits("0698765432".compactMap(Digit.init)), isPersonal: true)),
                    .promptStarted(
                        prompt: nil, text: .personal("zéro six quatre-vingt-dix-huit"),
                        language: .french),
                    .callbackAccepted(queue: "niveau1", number: .personal("+33698765432")),
                    .ended(.flow),
                ])
                + JournalRecord.call(
                    "tried", arrival: .attempt(1, of: "asked", caller: caller, at: "+33698765432"),
                    [.recordingStarted(name: "appel-2.opus"), .ended(.agent)])
                + JournalRecord.call(
                    "other", arrival: .arrival(caller: caller, from: "+33611111111"),
                    [.recordingStarted(name: "other.opus"), .ended(.caller)]))
        let erasure = try await journal.erase(number: "+33698765432")
        #expect(
            erasure == Erasure(wasKnown: true, recordings: ["nom-1.opus", "appel-2.opus"]))
        let bytes = try folder.journalBytes()
        for secret in ["698765432", "quatre-vingt-dix-huit"] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil)
        }
        // Who asked is known still, by their own number.
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(
            try await reader.events(of: CallID(rawValue: "other")).first?.record.event
                == .arrival(caller: caller, from: "+33611111111"))
        let rest = try await journal.erase(number: "+33611111111")
        #expect(rest == Erasure(wasKnown: true, recordings: ["other.opus"]))
    }

    @Test func `personal texts are kept out of the events themselves`() {
        for record in call(of: durand, number: "+33612345678", name: "Durand") {
            let row = EventRow(record, caller: durand)
            #expect(!row.json.contains("612345678"))
            #expect(!row.json.contains("Durand"))
        }
    }
}

extension CallEvent.Arrival {
    fileprivate static func erased(caller: CallerID) -> CallEvent.Arrival {
        guard case .arrived(var arrival) = CallEvent.arrival(caller: caller) else {
            preconditionFailure("an arrival is an arrival")
        }
        arrival.from = .erased
        return arrival
    }
}
