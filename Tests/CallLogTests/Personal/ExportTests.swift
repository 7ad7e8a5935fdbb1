import Telephony
import Testing

@testable import CallLog

@Suite struct ExportTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() async throws {
        folder = try TemporaryFolder()
        journal = try await Journal.open(at: folder.journal, by: .fixture())
    }

    private func export(
        _ number: String, copies: [RecordingCopy] = []
    ) async throws -> [String: JSONValue]? {
        let text = try await JournalReader.open(at: folder.journal).export(
            number: number, copies: copies)
        guard let text, case .object(let members) = try JSONValue(parsing: text.utf8) else {
            return nil
        }
        return Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
    }

    @Test func `all that is known of a number is told, and nothing of others`() async throws {
        let caller = try await journal.callerID(for: "+33612345678", at: .seconds(10)) {
            CallerID(rawValue: "c1")
        }
        let other = try await journal.callerID(for: "+33699999999", at: .seconds(10)) {
            CallerID(rawValue: "c2")
        }
        try await journal.append(
            JournalRecord.call(
                "a", arrival: .arrival(caller: caller),
                [
                    .identified(customer: .personal("Durand"), segment: "vip"),
                    .recordingStarted(name: "r1.opus"),
                    .survey(question: "nps", answer: .common("9")), .ended(.caller),
                ])
                + JournalRecord.call(
                    "b", arrival: .arrival(caller: other, from: "+33699999999"), [])
                + JournalRecord.call("t", arrival: .attempt(1, of: "a", caller: caller), []))
        let export = try #require(try await export("+33612345678"))
        #expect(
            Set(export.keys) == [
                "number", "caller", "name", "first-seen", "calls", "surveys", "recordings",
            ])
        #expect(export["name"] == .string("Durand"))
        #expect(export["first-seen"] == .string("2026-11-23T09:00:05.000Z"))
        #expect(export["recordings"] == .array([.string("r1.opus")]))
        #expect(
            export["surveys"]?.text
                == #"[{"answer":"9","call":"a","question":"nps","wall":"2026-11-23T09:00:08.000Z"}]"#
        )
        guard case .array(let calls) = export["calls"] else {
            Issue.record("there are no calls")
            return
        }
        #expect(calls.count == 2)
        #expect(
            calls[0].text.hasPrefix(#"{"call":"a","events":[{"call":"a","event":{"caller":"c1""#))
        #expect(calls[0].text.contains(#""from":{"personal":"+33612345678"}"#))
        #expect(calls[1].text.contains("callback-attempted"))
        #expect(!calls.contains { $0.text.contains("c2") })
    }

    @Test func `what became of the copies of recordings is told, of the person's own`()
        async throws
    {
        let caller = try await journal.callerID(for: "+33612345678", at: .seconds(10)) {
            CallerID(rawValue: "c1")
        }
        try await journal.append(
            JournalRecord.call(
                "a", arrival: .arrival(caller: caller),
                [.recordingStarted(name: "avis"), .recordingStarted(name: "appel")]))
        func recording(_ call: String, _ name: String) -> PersonTraces.Recording {
            PersonTraces.Recording(call: CallID(rawValue: call), name: name)
        }
        let export = try await export(
            "+33612345678",
            copies: [
                RecordingCopy(of: recording("a", "avis"), .file("x/a/avis.opus")),
                RecordingCopy(of: recording("a", "appel"), .problem("gone")),
                RecordingCopy(of: recording("b", "avis"), .file("x/b/avis.opus")),
            ])
        #expect(
            export?["copies"]?.text
                == #"[{"call":"a","file":"x/a/avis.opus","name":"avis"},"#
                + #"{"call":"a","name":"appel","problem":"gone"}]"#)
    }

    @Test func `nothing is told of who is not known, or not known any more`() async throws {
        #expect(try await export("+33612345678") == nil)
        let caller = try await journal.callerID(for: "+33612345678", at: .seconds(10)) {
            CallerID(rawValue: "c1")
        }
        try await journal.append(JournalRecord.call("a", arrival: .arrival(caller: caller), []))
        #expect(try await export("+33612345678") != nil)
        _ = try await journal.erase(number: "+33612345678")
        #expect(try await export("+33612345678") == nil)
    }
}
