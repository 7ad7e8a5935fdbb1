import Foundation
import TestSupport
import Testing

/// The rights of those who call: to know what is known of them, and to be forgotten.
@Suite struct `Personal data` {
    private let desk: Desk

    init() throws {
        desk = try Desk()
        try desk.write(Self.flow, to: "flows/avis.yaml")
    }

    private static let flow = """
        format: 1
        flow: avis
        languages: [fr-FR]
        start: accord
        too-many-failures: fin
        technical-problem: fin
        no-input: [Pardon.]
        no-match: [Pardon.]
        steps:
          accord:
            say: Enregistré.
            notice: recording
            next: avis
          avis:
            record: avis
            say: Avis.
            max: 1s
            next: fin
          fin:
            hang-up: Merci.
        """

    /// A call from a number, with a file for its recording; returns its name.
    @discardableResult
    private func call(from number: String, bytes: Int = 1_000) async throws -> String {
        let before = Set(try await desk.calls())
        let remains = try await desk.run(
            "call", "flows/avis.yaml", "--fast", "--no-audio", "--from", number, "--keys", "#")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        let name = try #require(await desk.calls().first { !before.contains($0) })
        try desk.write(Data(count: bytes), to: file(of: name))
        return name
    }

    private func file(of call: String) -> String { "state/allo/recordings/\(call)/avis.opus" }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: desk.path(name))
    }

    private var bytes: Data {
        get throws {
            var bytes = Data()
            for suffix in ["", "-wal"] {
                // There is none where all of it went into the database.
                bytes +=
                    (try? Data(contentsOf: URL(fileURLWithPath: desk.journal + suffix))) ?? Data()
            }
            return bytes
        }
    }

    // MARK: - Forgetting

    @Test func `who is erased is in no file any more, and the figures stay`() async throws {
        let (first, second) = (
            try await call(from: "+33612345678"), try await call(from: "+33612345678")
        )
        let other = try await call(from: "+33698765432")
        // One that grows has another ending yet.
        try desk.write(Data(count: 10), to: file(of: first) + ".part")
        func figures() async throws -> String {
            try await desk.run("report", "arrived", "containment", "--by", "all", "--all").output
        }
        let before = try await figures()
        let asked = try await desk.run("erase", "0612345678")
        #expect(asked.end == .exit(64))
        #expect(asked.errors.contains("say --yes, or --dry-run"))
        let dry = try await desk.run("erase", "0612345678", "--dry-run")
        #expect(
            dry.output
                == "would erase +33612345678 from 2 calls, with 3 recordings (0.00 MiB)\n"
        )
        #expect(exists(file(of: first)))
        #expect(try bytes.range(of: Data("+33612345678".utf8)) != nil)

        let erased = try await desk.run("erase", "06 12 34 56 78", "--yes")
        #expect(erased.end == .exit(0), "\(erased.errors)")
        #expect(
            erased.output
                == "erased +33612345678 from 2 calls, with 3 recordings (0.00 MiB); "
                + "events and figures stay as they were\n")
        #expect(try bytes.range(of: Data("12345678".utf8)) == nil)
        for call in [first, second] { #expect(!exists("state/allo/recordings/\(call)")) }
        #expect(exists(file(of: other)))
        #expect(try await figures() == before)
        let again = try await desk.run("erase", "0612345678", "--yes")
        #expect(again.end == .exit(0))
        #expect(again.output == "nothing is known of 0612345678\n")
    }

    @Test func `in a terminal it asks before`() async throws {
        let call = try await call(from: "+33612345678")
        for (answer, end) in [("n", ChildProcess.End.exit(1)), ("oui", .exit(0))] {
            let terminal = try Terminal()
            let program = try desk.start(["erase", "+33612345678"], terminal: terminal)
            #expect(await program.output.reaches("This can't be undone. [y/N] "))
            terminal.type(answer + "\n")
            let remains = try await program.remains()
            #expect(remains.end == end, "\(remains.output)")
            #expect(exists(file(of: call)) == (answer == "n"))
        }
    }

    @Test func `a recording that can't be deleted leaves everything to be found again`()
        async throws
    {
        try desk.write(
            Self.flow.replacing("record: avis", with: "record: version"), to: "flows/avis.yaml")
        let call = try await call(from: "+33612345678")
        // /proc/version is a file that nobody deletes.
        try desk.write("", to: "other/others")
        try FileManager.default.createSymbolicLink(
            atPath: desk.path("other/\(call)"), withDestinationPath: "/proc")
        let remains = try await desk.run("erase", "+33612345678", "--yes", "--recordings", "other")
        #expect(remains.end == .exit(1))
        #expect(
            remains.complaints
                == ["Error: other/\(call)/version can't be deleted: Operation not permitted"])
        #expect(try bytes.range(of: Data("+33612345678".utf8)) != nil)
    }

    @Test func `recordings that are not found keep everything until it is said that they are gone`()
        async throws
    {
        let (kept, lost) = (
            try await call(from: "+33612345678"), try await call(from: "+33612345678")
        )
        try FileManager.default.removeItem(atPath: desk.path(file(of: lost)))
        let folder = desk.path("state/allo/recordings")
        let wayOut =
            "nothing was erased: name the folder with --recordings, or say --without-recordings "
            + "where they are gone already"
        for option in ["--yes", "--dry-run"] {
            let refused = try await desk.run("erase", "+33612345678", option)
            #expect(refused.end == .exit(1))
            #expect(
                refused.complaints == [
                    "Error: the journal names 1 recording of theirs not found in \(folder) "
                        + "(avis of call \(lost)); \(wayOut)"
                ])
            #expect(refused.output.isEmpty)
        }
        try desk.write(Data(), to: "other/empty")
        let elsewhere = try await desk.run(
            "erase", "+33612345678", "--yes", "--recordings", "other")
        #expect(elsewhere.end == .exit(1))
        #expect(elsewhere.errors.contains("names 2 recordings of theirs not found in other ("))
        #expect(exists(file(of: kept)))
        #expect(try bytes.range(of: Data("+33612345678".utf8)) != nil)

        let erased = try await desk.run("erase", "+33612345678", "--yes", "--without-recordings")
        #expect(erased.end == .exit(0), "\(erased.errors)")
        #expect(erased.output.contains("from 2 calls, with 1 recording (0.00 MiB)"))
        #expect(!exists(file(of: kept)), "what is there goes all the same")
        #expect(try bytes.range(of: Data("12345678".utf8)) == nil)
    }

    @Test func `recordings in a folder that is not there are not taken for none`() async throws {
        let call = try await call(from: "+33612345678")
        let folder = desk.path("state/allo/recordings")
        try FileManager.default.removeItem(atPath: folder)
        let erase = try await desk.run("erase", "+33612345678", "--yes")
        #expect(erase.end == .exit(1))
        #expect(
            erase.errors.contains("not found there: there is no folder \(folder) (avis of call"))
        #expect(try bytes.range(of: Data("+33612345678".utf8)) != nil)
        let purge = try await desk.run("purge")
        #expect(purge.end == .exit(1))
        #expect(
            purge.complaints == [
                "Error: there is no folder of recordings \(folder), though the journal names some "
                    + "(avis of call \(call)): name it with --recordings"
            ])
        #expect(purge.output.isEmpty)
    }

    // MARK: - Telling

    @Test func `who asks is told all that is known of them`() async throws {
        let call = try await call(from: "+33612345678")
        try await self.call(from: "+33698765432")
        let remains = try await desk.run("export", "06.12.34.56.78")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(remains.output.lines.count == 1)
        let known = try #require(
            JSONSerialization.jsonObject(with: Data(remains.output.utf8)) as? [String: Any])
        #expect(known["number"] as? String == "+33612345678")
        let calls = try #require(known["calls"] as? [[String: Any]])
        #expect(calls.map { $0["call"] as? String } == [call])
        #expect(known["recordings"] as? [String] == ["avis"])
        #expect(!remains.output.contains("98765432"))
        #expect(
            remains.errors
                == "allo: 1 recording is only named here: --output FILE copies them, too\n")
        let nobody = try await desk.run("export", "+33611111111")
        #expect(nobody.end == .exit(1))
        #expect(nobody.complaints == ["Error: nothing is known of +33611111111"])
    }

    private func json(_ file: String) throws -> [String: Any] {
        let text = try Data(contentsOf: URL(fileURLWithPath: desk.path(file)))
        return try #require(JSONSerialization.jsonObject(with: text) as? [String: Any])
    }

    @Test func `who asks gets copies of their recordings, and is told which there are none of`()
        async throws
    {
        let (first, second, third) = (
            try await call(from: "+33612345678", bytes: 1_234),
            try await call(from: "+33612345678"), try await call(from: "+33612345678")
        )
        try FileManager.default.removeItem(atPath: desk.path(file(of: second)))
        try FileManager.default.moveItem(
            atPath: desk.path(file(of: third)), toPath: desk.path(file(of: third) + ".part"))
        try await call(from: "+33698765432")
        let remains = try await desk.run("export", "+33612345678", "--output", "known.json")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(remains.output.isEmpty)
        let folder = desk.path("state/allo/recordings")
        #expect(
            remains.errors.lines == [
                "allo: recording avis of call \(second): there is no file of it in \(folder)",
                "allo: recording avis of call \(third): it is not finished yet",
                "allo: 1 of 3 recordings copied into known-recordings",
            ])
        let copies = try #require(try json("known.json")["copies"] as? [[String: String]])
        #expect(
            copies == [
                [
                    "call": first, "name": "avis",
                    "file": "known-recordings/\(first)/avis.opus",
                ],
                [
                    "call": second, "name": "avis",
                    "problem": "there is no file of it in \(folder)",
                ],
                ["call": third, "name": "avis", "problem": "it is not finished yet"],
            ])
        let copy = desk.path("known-recordings/\(first)/avis.opus")
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).count == 1_234)
        #expect(exists(file(of: first)), "it is copied, not moved")
        #expect(try mode(of: copy) == 0o600)
        #expect(try mode(of: desk.path("known.json")) == 0o600)
        #expect(try mode(of: desk.path("known-recordings")) == 0o700)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: desk.path("known-recordings"))
                == [first])
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test(arguments: ["known.json", "known-recordings"])
    func `an export overwrites nothing`(taken: String) async throws {
        try await call(from: "+33612345678")
        try desk.write("mine", to: taken == "known.json" ? taken : "\(taken)/notes")
        let remains = try await desk.run("export", "+33612345678", "--output", "known.json")
        #expect(remains.end == .exit(1))
        #expect(
            remains.complaints == [
                "Error: \(taken) exists already: name another file, or move it away"
            ])
        #expect(exists("known.json") == (taken == "known.json"))
        try desk.write("", to: "other/empty")
        let other = try await desk.run("export", "+33612345678", "--output", "other/known.json")
        #expect(other.end == .exit(0), "\(other.errors)")
        #expect(try json("other/known.json")["number"] as? String == "+33612345678")
        let nowhere = try await desk.run("export", "+33612345678", "--output", "no/known.json")
        #expect(nowhere.end == .exit(1))
        #expect(
            nowhere.complaints == [
                "Error: no/known-recordings can't be made: No such file or directory"
            ])
    }

    // MARK: - Keeping

    @Test func `recordings go when they have been kept long enough`() async throws {
        let call = try await call(from: "+33612345678", bytes: 2_097_152)
        try desk.write(Data(count: 10), to: "state/allo/recordings/stranger/avis.wav")
        let kept = try await desk.run("purge")
        #expect(kept.end == .exit(0), "\(kept.errors)")
        #expect(kept.output == "deleted 0 recordings (0.00 MiB)\n")
        #expect(
            kept.errors
                == "allo: 1 recording is of calls that the journal does not know; --orphans deletes "
                + "those that are old\n")
        // In virtual time the call has run ahead of the clocks: it ends when they have caught up.
        let deadline = ContinuousClock.now + .seconds(20)
        var dry: ChildProcess.Remains
        repeat {
            dry = try await desk.run("purge", "--retention", "0s", "--dry-run")
        } while dry.output.lines.count < 2 && ContinuousClock.now < deadline
        #expect(
            dry.output.lines == [
                desk.path(file(of: call)), "would delete 1 recording (2.00 MiB)",
            ])
        #expect(exists(file(of: call)))
        let purged = try await desk.run("purge", "--retention", "0s")
        #expect(purged.output.lines.last == "deleted 1 recording (2.00 MiB)")
        #expect(!exists("state/allo/recordings/\(call)"))
        #expect(exists("state/allo/recordings/stranger/avis.wav"))
        let orphans = try await desk.run("purge", "--retention", "0s", "--orphans")
        #expect(orphans.output.lines.last == "deleted 1 recording (0.00 MiB)")
        #expect(orphans.errors.isEmpty)
        #expect(!exists("state/allo/recordings/stranger"))
        #expect(try await desk.transcript(of: call).isEmpty == false, "the call itself stays")
    }

    @Test func `the centre file says where recordings lie and how long they are kept`()
        async throws
    {
        let call = try await call(from: "+33612345678")
        try desk.write(Data(count: 10), to: "archives/\(call)/avis.opus")
        try desk.write(
            """
            format: 1
            centre: essai
            recordings: {folder: ../archives, retention: 2d}
            """, to: "flows/centre.yaml")
        #expect(try await desk.run("purge", "--retention", "1d").output.lines.count == 1)
        let erased = try await desk.run("erase", "+33612345678", "--yes")
        #expect(erased.end == .exit(0), "\(erased.errors)")
        #expect(!exists("archives/\(call)"))
        #expect(exists(file(of: call)), "it lies where no recordings do")
    }

    @Test(arguments: [
        (["erase", "Anna", "--yes"], 64, "‘Anna’ is no telephone number"),
        (["export", "12345678901234567890"], 64, "is no telephone number"),
        (["erase", "+33612345678", "--yes", "--journal", "absent"], 1, "there is no such file"),
        (["purge", "--journal", "absent"], 1, "there is no such file"),
        (["purge", "--retention", "long"], 64, "long"),
        (["purge", "--centre", "absent.yaml"], 1, "there is no centre file absent.yaml"),
        (["purge", "--recordings", "gone"], 1, "there is no folder of recordings gone"),
        (
            ["erase", "+33612345678", "--yes", "--recordings", "gone"], 1,
            "there is no folder of recordings gone"
        ),
        (["erase", "+33612345678"], 64, "say --yes, or --dry-run"),
    ])
    func `is told what is wrong`(
        arguments: [String], code: Int32, complaint: String
    ) async throws {
        let remains = try await desk.start(arguments).remains()
        #expect(remains.end == .exit(code))
        #expect(remains.complaints.first?.contains(complaint) == true, "\(remains.errors)")
        #expect(remains.output.isEmpty)
        #expect(!exists("absent"), "no journal is made")
    }
}
