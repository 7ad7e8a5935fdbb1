import Telephony
import Testing

@testable import Flows

/// What callers are told and agree to, over all ways through flows.
@Suite struct ConsentTests {
    private static let end = "\nfin:\n  hang-up: Au revoir."

    private static func centre(_ queue: String = "") -> CodeExplanation.File {
        .centre(
            "levels: {n1: 1}\nqueues: {file: {level: n1\(queue)}, autre: {level: n1}}\n"
                + "callbacks: {pause: 10m}")
    }

    private static func codes(_ files: [CodeExplanation.File], queue: String = "") -> [String] {
        CheckFixture([centre(queue)] + files).codes
    }

    private static func choice(_ fields: String) -> String {
        "menu:\n  menu:\n    1: {say: être rappelé, next: rappel\(fields)}\n  exhausted: fin\n"
    }

    private static let rappel =
        "rappel:\n  callback: file\n  accepted: fin\n  refused: fin"

    // MARK: Callbacks

    @Test(arguments: [
        (choice(", consents: callback") + rappel, []),
        (choice("") + rappel, ["F415 10:5"]),
        (choice(", consents: recording") + rappel, ["F415 10:5"]),
        (choice(", refuses: callback") + rappel, ["F415 10:5"]),
        (choice("") + rappel + "\n  consents: callback", []),
        // Who consented and then refused has not agreed.
        (
            choice(", consents: callback").replacing("next: rappel", with: "next: non")
                + "non:\n  say: Bien.\n  refuses: callback\n  next: rappel\n" + rappel,
            ["F415 14:5"]
        ),
        // One of two ways is without consent.
        (
            "menu:\n  menu:\n    1: {say: être rappelé, next: rappel, consents: callback}\n"
                + "    2: {say: finir, next: rappel}\n  exhausted: fin\n" + rappel,
            ["F415 11:5"]
        ),
        (
            "menu:\n  queue: file\n  escape: {2: {next: rappel, consents: callback}}\n"
                + "  timeout: fin\n" + rappel, []
        ),
        (
            "menu:\n  queue: file\n  escape: {2: rappel}\n  timeout: fin\n" + rappel,
            ["F415 10:5"]
        ),
    ])
    func `nobody is called back who did not agree`(_ steps: String, _ found: [String]) {
        #expect(Self.codes([.steps(steps + Self.end)]) == found)
    }

    private static func asking(_ consent: String) -> CodeExplanation.File {
        .steps(
            "menu:\n  menu:\n    1: {say: être rappelé, next: return oui\(consent)}\n"
                + "    2: {say: attendre, next: return non}\n  exhausted: return non",
            flow: "demande", extra: "exits: [oui, non]")
    }

    @Test(arguments: [
        ("exits: {oui: rappel, non: fin}", ", consents: callback", []),
        ("exits: {oui: rappel}\n  next: fin", ", consents: callback", []),
        ("exits: {oui: rappel, non: fin}", "", ["F415 9:5"]),
        // The wrong exit leads there.
        ("exits: {non: rappel, oui: fin}", ", consents: callback", ["F415 9:5"]),
        ("next: rappel", ", consents: callback", ["F415 9:5"]),
        // Both exits do.
        ("exits: {oui: rappel, non: rappel}", ", consents: callback", ["F415 9:5"]),
    ])
    func `consent given in a called flow counts by the exit that it leads to`(
        _ exits: String, _ consent: String, _ found: [String]
    ) {
        let steps = "appel:\n  call: demande\n  \(exits)\n" + Self.rappel + Self.end
        #expect(Self.codes([.steps(steps), Self.asking(consent)]) == found)
    }

    @Test func `a callback in a called flow wants the consent of each who comes there`() {
        let called = CodeExplanation.File.steps(
            "rappel:\n  callback: file\n  accepted: return\n  refused: return", flow: "garder")
        func codes(_ fields: String) -> [String] {
            Self.codes([
                .steps(Self.choice(fields) + "rappel:\n  call: garder\n  next: fin" + Self.end),
                called,
            ])
        }
        #expect(codes(", consents: callback") == [])
        #expect(codes("") == ["F415 6:5"])
    }

    @Test func `flows of one name are no harm to the search for a notice`() {
        let first = CodeExplanation.File.steps(
            "a:\n  say: Bonjour.\n  next: b\nb:\n  record: mot\n  say: Parlez.\n  next: fin"
                + Self.end)
        let second = CodeExplanation.File.steps("fin:\n  hang-up: Au revoir.")
        let codes = CheckFixture([first, second]).result.diagnostics.map(\.code)
        #expect(codes.contains(.recordingWithoutNotice))
        #expect(codes.contains(.flowTwice))
    }

    // MARK: Talks

    private static let told = "dire:\n  say: Vous serez enregistré.\n  notice: recording\n"

    private static func consenting(_ word: String) -> String {
        "menu:\n  menu:\n    1: {say: répondre, next: file, \(word): recording}\n"
            + "  exhausted: fin\nfile:\n  queue: file\n  timeout: fin"
    }

    @Test(arguments: [
        ("dire:\n  queue: file\n  timeout: fin", [DiagnosticCode.talksNeverRecorded]),
        (told + "  next: file\nfile:\n  queue: file\n  timeout: fin", []),
        (told + "  next: file\nfile:\n  queue: autre\n  timeout: fin", [.talksNeverRecorded]),
        ("dire:\n  queue: file\n  say: Enregistré.\n  notice: recording\n  timeout: fin", []),
        // Told too late.
        (
            "file:\n  queue: file\n  timeout: dire\n" + told + "  next: fin",
            [.talksNeverRecorded]
        ),
        (told + "  next: file\nfile:\n  call: attente\n  next: fin", []),
        (consenting("consents"), []), (consenting("refuses"), [.talksNeverRecorded]),
        ("file:\n  call: avis\n  next: q\nq:\n  queue: file\n  timeout: fin", []),
        ("file:\n  call: attente\n  next: fin", [.talksNeverRecorded]),
    ])
    func `a queue that records has callers who were told so`(
        _ steps: String, _ found: [DiagnosticCode]
    ) {
        let waiting = CodeExplanation.File.steps(
            "q:\n  queue: file\n  timeout: return", flow: "attente")
        let telling = CodeExplanation.File.steps(Self.told + "  next: return", flow: "avis")
        let others = [(waiting, "attente"), (telling, "avis")]
            .filter { steps.contains("call: \($0.1)") }.map(\.0)
        let files = [Self.centre(", record: yes"), .steps(steps + Self.end)] + others
        #expect(CheckFixture(files).result.diagnostics.map(\.code) == found)
    }

    @Test(arguments: [
        (", record: no", true, []), (", record: yes, number: \"4100\"", true, []),
        (", record: yes, number: \"4100\"", false, ["F247 4:28"]),
    ])
    func `callers may be told elsewhere and transferred to a queue that records`(
        _ queue: String, _ isTold: Bool, _ found: [String]
    ) {
        let notice = isTold ? "\n  notice: recording" : ""
        let steps =
            "file:\n  queue: file\n  timeout: dire\ndire:\n  say: Bien.\(notice)\n  next: autre\n"
            + "autre:\n  queue: autre\n  timeout: fin"
        #expect(Self.codes([.steps(steps + Self.end)], queue: queue) == found)
    }

    @Test func `who is told after the talk is not transferred any more`() {
        let steps =
            "file:\n  queue: file\n  next: dire\n  timeout: fin\n" + Self.told + "  next: fin"
        #expect(
            Self.codes(
                [.steps(steps + Self.end)], queue: ", record: yes, number: \"4100\"")
                == ["F247 4:28"])
    }

    @Test func `who fails too often may have been told`() {
        let steps =
            Self.told + "  next: menu\n"
            + "menu:\n  menu:\n    1: {say: finir, next: fin}\n  exhausted: fin\n"
            + "file:\n  queue: file\n  timeout: fin"
        let flow = CodeExplanation.File.steps(steps + Self.end, extra: "too-many-failures: file")
        #expect(Self.codes([flow], queue: ", record: yes") == [])
    }

    @Test func `flows that are not all of the centre don't tell what is never recorded`() {
        let files = [
            Self.centre(", record: yes"),
            .steps("file:\n  queue: file\n  timeout: fin" + Self.end),
        ]
        #expect(CheckFixture(files, isWhole: false).codes == [])
        #expect(CheckFixture(files).codes == ["F247 4:28"])
    }

    // MARK: Surveys

    @Test(arguments: [
        ("nps", "0..10", nil), ("nps-2027", "0..10", nil), ("nps", "1..10", "0..10"),
        ("nps-2027", "0..9", "0..10"), ("csat", "1..5", nil), ("csat", "0..5", "1..5"),
        ("csat", "1..10", "1..5"), ("resolu", "1..2", nil), ("resolved", "1..2", nil),
        ("resolved", "0..1", nil), ("resolu", "1..3", "1..2"), ("resolved", "5", "1..2"),
        ("attente", "1..4", nil), ("npsx", "1..4", nil),
    ])
    func `a question that figures know is asked on their scale`(
        _ question: String, _ answers: String, _ suggestion: String?
    ) {
        let fixture = CheckFixture(
            steps: "avis:\n  survey: avis\n  questions:\n    - question: \(question)\n"
                + "      say: Votre note ?\n      answers: \(answers)\n"
                + "  exhausted: fin\n  next: fin" + Self.end)
        #expect(fixture.result.diagnostics.map(\.suggestion) == [suggestion].filter { $0 != nil })
        #expect(fixture.result.diagnostics.allSatisfy { $0.code == .wrongScale })
    }

    @Test(arguments: [("commentaire", []), ("csat", ["F416 11:14"])])
    func `what is spoken is no answer of a figure`(_ question: String, _ found: [String]) {
        let fixture = CheckFixture(
            steps: "dire:\n  say: Vous serez enregistré.\n  notice: recording\n  next: mot\n"
                + "mot:\n  record: mot\n  answers: \(question)\n  say: Parlez.\n  next: fin"
                + Self.end)
        #expect(fixture.codes == found)
    }
}
