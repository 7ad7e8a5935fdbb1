import Foundation
import TestSupport
import Testing

/// Bad input gets one clear error with its place, exit code 1, or 64 where the command was misused.
@Suite struct `Bad input` {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let arguments: [String]
        let code: Int32
        /// What the first line of the standard error holds.
        let complaint: String

        init(_ name: String, _ arguments: [String], _ code: Int32, _ complaint: String) {
            testDescription = name
            self.arguments = arguments
            self.code = code
            self.complaint = complaint
        }
    }

    private static let fast = ["--fast", "--no-audio", "--keys", "2"]

    private static func call(_ flow: String, _ more: String...) -> [String] {
        ["call", flow] + fast + more
    }

    private static let cases = [
        Case("a missing flow", call("absent.yaml"), 1, "there is no absent.yaml"),
        Case("a folder in place of a flow", call("dossier"), 1, "dossier is not a flow file"),
        Case("a file that is no flow", call("notes.txt"), 1, "notes.txt is not a flow file"),
        Case(
            "broken YAML", call("casse.yaml"), 1, "casse.yaml:5:19: error: not YAML: mapping values"
        ),
        Case("a YAML bomb", call("bombe.yaml"), 1, "bombe.yaml:1:4: error: an anchor"),
        Case("deep YAML", call("profond.yaml"), 1, "profond.yaml:1:1: error: more than 32 levels"),
        Case("a huge file", call("grand.yaml"), 1, "grand.yaml:1:1: error: the file has"),
        Case("bytes that are not UTF-8", call("octets.yaml"), 1, "octets.yaml:2:7: error: this is"),
        Case("an empty file", call("vide.yaml"), 1, "vide.yaml:1:1: error: the file is empty"),
        Case("flows in a circle", call("cercle.yaml"), 1, "cercle.yaml:"),
        Case("an unknown step", call("perdu.yaml"), 1, "perdu.yaml:6:11: error: there is no step"),
        Case("an unknown option", call("boucle.yaml", "--fats"), 64, "Unknown option '--fats'"),
        Case("no flow at all", ["call"], 64, "Missing expected argument '<flow>'"),
        Case("an unknown command", ["answer"], 64, "answer"),
        Case(
            "keys that are none", ["call", "boucle.yaml", "--keys", "1 x"], 64,
            "--keys: ‘x’ is no row of keys"),
        Case("a time that is none", call("boucle.yaml", "--at", "noon"), 64, "--at wants a time"),
        Case("a number that is none", call("boucle.yaml", "--from", "Anna"), 64, "Anna is no"),
        Case("a rate that no line has", call("boucle.yaml", "--rate", "7"), 64, "--rate is 8000"),
        Case(
            "a missing transcript", ["call", "boucle.yaml", "--fast", "--transcript", "a.call"], 1,
            "a.call can't be read"),
        Case(
            "a wav file that can't be made",
            ["call", "boucle.yaml", "--keys", "2", "--device", "none", "--wav", "absent/out.wav"],
            1, "absent/out.wav"),
        Case(
            "a device to listen on that is not there",
            [
                "call", "boucle.yaml", "--keys", "2", "--device", "none", "--listen", "--capture",
                "x",
            ],
            1, "x"),
        Case("an unknown voice", call("voix/accueil.yaml"), 1, "voix/centre.yaml:"),
        Case(
            "another file as journal", call("boucle.yaml", "--journal", "notes.txt"), 1,
            "journal notes.txt: this file is no journal of Allo"),
        Case(
            "a journal below a file", call("boucle.yaml", "--journal", "notes.txt/journal"), 1,
            "journal notes.txt/journal: it can't be written"),
        Case(
            "a folder as journal", call("boucle.yaml", "--journal", "dossier"), 1, "journal dossier"
        ),
        Case(
            "no journal to read", ["log", "--journal", "absent"], 1, "journal absent: there is no"),
        Case("a call that never was", ["log", "zzz"], 1, "no call's name begins with 'zzz'"),
        Case("a replay of nothing", ["replay", "zzz"], 1, "no call's name begins with 'zzz'"),
        Case("an unknown code", ["explain", "F999"], 64, "there is no code F999"),
        Case(
            "calls that never come",
            ["ring", "sip:a@127.0.0.1:9", "--calls", "2", "--rate", "1e-18"], 64,
            "--rate is 0.001 to 10000"),
        Case(
            "a rate that is no number", ["ring", "sip:a@127.0.0.1:9", "--rate", "nan"], 64,
            "--rate is 0.001 to 10000"),
        Case("no transcripts", ["test", "dossier"], 1, "there is no transcript"),
        Case(
            "a voice that nobody has", ["say", "Oui", "--voice", "x", "--output", "o.wav"], 1, "x"),
        Case(
            "a language that nobody speaks", ["say", "Oui", "--language", "xx"], 64, "--language"),
        Case("a folder to check that is not there", ["check", "absent"], 1, "there is no absent"),
    ]

    @Test(arguments: cases)
    func `is told in one clear error`(_ bad: Case) async throws {
        let desk = try BadInputDesk.make()
        let before = try await desk.run(
            "call", "boucle.yaml", "--fast", "--no-audio", "--keys", "2")
        #expect(before.end == .exit(0))
        let remains = try await desk.start(bad.arguments).remains()
        #expect(remains.end == .exit(bad.code))
        #expect(remains.complaints.first?.contains(bad.complaint) == true, "\(remains.errors)")
        #expect(remains.complaints.count { $0.contains("rror: ") } <= 2, "\(remains.errors)")
        #expect(remains.errors.utf8.count < 1_000)
        #expect(remains.transcript.isEmpty)
        // The journal holds what it held.
        let calls = try await desk.calls()
        #expect(calls.count == 1)
        #expect(try await desk.transcript(of: calls.first ?? "") == before.transcript)
    }

    @Test func `such as an unknown device lets the call go on as text`() async throws {
        let desk = try BadInputDesk.make()
        let remains = try await desk.run(
            "call", "boucle.yaml", "--device", "no-such-device", "--keys", "2")
        #expect(remains.end == .exit(0))
        #expect(remains.errors.lines.count == 1)
        #expect(remains.errors.contains("no-such-device"))
        #expect(remains.errors.contains("the call goes on as text"))
        #expect(remains.transcript.last?.hasSuffix("hang up by flow") == true)
    }

    @Test func `such as a recording that is none is spoken in place of it`() async throws {
        let desk = try BadInputDesk.make()
        let remains = try await desk.run(
            "call", "voix-bonne/accueil.yaml", "--device", "none", "--wav", "out.wav", "--keys", "2"
        )
        #expect(remains.end == .exit(0))
        #expect(remains.errors.contains("bienvenue.wav"))
        #expect(remains.errors.lines.count == 1)
        #expect(remains.transcript.last?.hasSuffix("hang up by flow") == true)
        let list = try await desk.run("prompts", "voix-bonne")
        #expect(list.end == .exit(1))
        #expect(list.errors.contains("bienvenue.wav"))
    }

    @Test func `such as a journal that can't grow ends with what was shown being there`()
        async throws
    {
        let desk = try BadInputDesk.make()
        let before = try await desk.run(
            "call", "boucle.yaml", "--fast", "--no-audio", "--keys", "2")
        let keys = Array(repeating: "1", count: 2_000).joined(separator: " ")
        let remains = try await desk.run(
            "call", "boucle.yaml", "--fast", "--no-audio", "--keys", keys, fileLimit: 200)
        #expect(remains.end == .exit(1))
        #expect(remains.errors.lines.count == 1, "\(remains.errors)")
        #expect(remains.errors.contains("journal"))
        let calls = try await desk.calls()
        #expect(calls.count == 2)
        #expect(try await desk.transcript(of: calls.first ?? "") == before.transcript)
        let told = try await desk.transcript(of: calls.last ?? "")
        #expect(!remains.transcript.isEmpty)
        #expect(Array(told.prefix(remains.transcript.count)) == remains.transcript)
        // Whoever opens it next, with room on the disk, finds an end to the call.
        let next = try await desk.run("call", "boucle.yaml", "--fast", "--no-audio", "--keys", "2")
        #expect(next.end == .exit(0))
        let events = try await desk.events().filter { $0.call == calls.last }
        #expect(events.map(\.number) == Array(1...events.count))
        #expect(events.last?.event.reason == "engine-crash")
    }

    @Test func `such as a journal that somebody keeps locked is one error`() async throws {
        let desk = try BadInputDesk.make()
        let before = try await desk.run(
            "call", "boucle.yaml", "--fast", "--no-audio", "--keys", "2")
        let lock = try DatabaseLock(on: desk.journal)
        let remains = try await desk.run(
            "call", "boucle.yaml", "--fast", "--no-audio", "--keys", "2")
        #expect(remains.end == .exit(1))
        #expect(remains.errors.lines.count == 1, "\(remains.errors)")
        #expect(remains.errors.contains("another process keeps it locked"))
        #expect(remains.transcript.isEmpty)
        lock.letGo()
        let calls = try await desk.calls()
        #expect(calls.count == 1)
        #expect(try await desk.transcript(of: calls.first ?? "") == before.transcript)
    }

    @Test func `such as a journal that fails in mid-call lets the call finish`() async throws {
        let desk = try BadInputDesk.make()
        try desk.write(SmallFlow.loop, to: "boucle.yaml")
        let first = try await desk.run("call", "boucle.yaml", "--fast", "--no-audio", "--keys", "2")
        #expect(first.end == .exit(0))
        // No more room than for the first records.
        let remains = try await desk.run(
            "call", "boucle.yaml", "--no-audio", "--device", "none",
            "--keys", "1 1 2", fileLimit: 40)
        #expect(remains.end == .exit(1))
        #expect(remains.errors.lines.count == 1, "\(remains.errors)")
        #expect(remains.errors.contains("journal"))
        let events = try await desk.events()
        let calls = Dictionary(grouping: events, by: \.call)
        for events in calls.values { #expect(events.map(\.number) == Array(1...events.count)) }
    }
}

/// A desk with every sort of bad file.
private enum BadInputDesk {
    static func make() throws -> Desk {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "boucle.yaml")
        try desk.write("Rien à voir ici.\n", to: "notes.txt")
        try desk.write("", to: "dossier/rien.txt")
        try desk.write(flow("casse", "hang-up: Merci: au revoir."), to: "casse.yaml")
        try desk.write(flow("perdu", "say: Bonjour.\n    next: suite"), to: "perdu.yaml")
        try desk.write(flow("cercle", "call: cercle\n    next: fin"), to: "cercle.yaml")
        try desk.write(bomb, to: "bombe.yaml")
        try desk.write(String(repeating: "[", count: 100_000), to: "profond.yaml")
        try desk.write(String(repeating: "a: b\n", count: 400_000), to: "grand.yaml")
        try desk.write(Data("format: 1\nflow: ".utf8) + [0xFF, 0xFE, 0x0A], to: "octets.yaml")
        try desk.write("", to: "vide.yaml")
        for (folder, voice) in [("voix", "personne"), ("voix-bonne", "fr+f2")] {
            try desk.write(
                flow("accueil", "hang-up: {prompt: bienvenue}"), to: "\(folder)/accueil.yaml")
            try desk.write(
                "format: 1\ncentre: essai\nprompts: prompts\nvoices:\n  fr-FR: {voice: \(voice)}\n",
                to: "\(folder)/centre.yaml")
            try desk.write("bienvenue: Bienvenue.\n", to: "\(folder)/prompts/fr-FR.yaml")
            try desk.write(
                "Ceci n'est pas un son.\n", to: "\(folder)/prompts/fr-FR/bienvenue.wav")
        }
        return desk
    }

    private static func flow(_ name: String, _ step: String) -> String {
        "format: 1\nflow: \(name)\nsteps:\n  fin:\n    \(step)\nstart: fin\n"
    }

    /// Nine to the ninth, if anybody were to follow it.
    private static var bomb: String {
        let names = "abcdefghij"
        let first = "a: &a [" + Array(repeating: "x", count: 9).joined(separator: ",") + "]\n"
        return zip(names, names.dropFirst()).reduce(first) { text, pair in
            let list = Array(repeating: "*\(pair.0)", count: 9).joined(separator: ",")
            return text + "\(pair.1): &\(pair.1) [\(list)]\n"
        }
    }
}
