import CallLog
import Foundation
import GRDB
import Telephony

/// A folder of its own for one test; gone with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("allo-journal-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // Left behind at worst.

    /// The path of a journal in the folder.
    var journal: String { path + "/journal.sqlite" }

    /// Copies the journal's files as they are, as a power cut would leave them.
    func copyJournal(to other: TemporaryFolder) throws {
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: journal + suffix) {
            try FileManager.default.copyItem(
                atPath: journal + suffix, toPath: other.journal + suffix)
        }
    }

    /// Every byte of the journal's database and of the log that is written ahead of it.
    func journalBytes() throws -> Data {
        var bytes = Data()
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: journal + suffix) {
            bytes += try Data(contentsOf: URL(fileURLWithPath: journal + suffix))
        }
        return bytes
    }
}

extension JournalWriter {
    /// A process that began on 2026-11-23 at 09:00:00 UTC, at 5 s of its monotonic clock.
    static func fixture(node: String = "paris", start: Duration = .seconds(5)) -> JournalWriter {
        JournalWriter(
            node: node, version: "1.0", processNumber: 4_711, wallTime: .seconds(1_795_424_400),
            monotonicTime: start)
    }
}

extension CallEvent {
    static func arrival(
        caller: CallerID = CallerID(rawValue: "caller-1"), from: String? = "+33612345678",
        flow: String = "accueil"
    ) -> CallEvent {
        .arrived(
            Arrival(
                caller: caller, from: from.map(LoggedText.personal), to: "3949", flow: flow,
                version: "abc123", language: .french,
                time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris"))
    }
}

extension JournalRecord {
    /// The records of a call: its arrival, the events, a second apart.
    static func call(
        _ name: String, at start: Duration = .seconds(10), arrival: CallEvent = .arrival(),
        _ events: [CallEvent]
    ) -> [JournalRecord] {
        ([arrival] + events).enumerated().map { index, event in
            JournalRecord(
                call: CallID(rawValue: name), number: index + 1, time: start + .seconds(index),
                event: event)
        }
    }
}

extension CallEvent {
    static func login(_ agent: String = "desk-1", phone: String = "anne") -> CallEvent {
        .agent(
            .login(
                AgentEvent.Login(
                    agent: agent, phone: phone,
                    time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris")))
    }

    static func attempt(
        _ number: Int, of callback: String, caller: CallerID = CallerID(rawValue: "caller-1"),
        at phone: String = "+33612345678"
    ) -> CallEvent {
        .callbackAttempted(
            CallbackAttempt(
                callback: CallID(rawValue: callback), attempt: number, queue: "niveau1",
                level: "level1", caller: caller, number: .personal(phone),
                time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris"))
    }
}

extension JournalRecord {
    /// The records of an agent's shift, a second apart.
    static func shift(
        _ name: String, at start: Duration = .seconds(10), of agent: String = "desk-1",
        _ events: [AgentEvent]
    ) -> [JournalRecord] {
        call(name, at: start, arrival: .login(agent), events.map(CallEvent.agent))
    }
}

extension TemporaryFolder {
    /// Changes the journal behind everybody's back.
    func execute(_ sql: String) async throws {
        let database = try DatabaseQueue(path: journal)
        try await database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    /// Whether a text stands in any file of the folder.
    func holds(_ text: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: path).contains { name in
            try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
                .range(of: Data(text.utf8)) != nil
        }
    }
}

extension WrittenEvent.Receipt {
    /// A letter, as it came.
    static func letter(
        in queue: String = "niveau1", level: String = "level1",
        caller: CallerID = CallerID(rawValue: "caller-1"), from: String? = "anne@exemple.fr",
        segment: String? = nil, provider: String? = nil, age: Duration = .zero,
        due: Duration = .seconds(86_400), source: String? = nil
    ) -> WrittenEvent.Receipt {
        WrittenEvent.Receipt(
            queue: queue, level: level, rank: 1, caller: caller,
            from: from.map(LoggedText.personal), subject: .personal("Ma commande 4711"),
            segment: segment, provider: provider, age: age, due: due, source: source,
            time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris")
    }
}

extension JournalRecord {
    /// The records of a letter, a second apart.
    static func letter(
        _ name: String, at start: Duration = .seconds(10),
        _ receipt: WrittenEvent.Receipt = .letter(), _ events: [WrittenEvent] = []
    ) -> [JournalRecord] {
        call(
            name, at: start, arrival: .written(.received(receipt)), events.map(CallEvent.written))
    }
}
