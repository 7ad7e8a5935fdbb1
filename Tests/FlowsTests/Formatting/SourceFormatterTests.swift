import Foundation
import Telephony
import TestSupport
import Testing

@testable import Flows

@Suite struct SourceFormatterTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every file of a designer in this repository, services in folders too.
    static let files: [String] = {
        let folders = ["flows", "prompts"]
        let names = folders.flatMap { folder -> [String] in
            let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            return (files?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
        }
        return names.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    static func sort(of path: String) -> FlowSchema {
        let name = path.split(separator: "/").last ?? ""
        if name == "centre.yaml" { return .centre }
        if name == "simulation.yaml" { return .simulation }
        return path.contains("prompts/") ? .prompts : .flow
    }

    private static func source(_ path: String) throws -> SourceText {
        SourceText(path: path, bytes: Array(try Data(contentsOf: root.appending(path: path))))
    }

    /// What a file means and how it looks, before it was proved to mean the same.
    private static func draft(_ source: SourceText, _ sort: FlowSchema) throws -> String {
        var loader = DocumentLoader()
        let root = loader.root(source, as: sort)
        let node = try #require(root, "\(loader.diagnostics.map(\.message))")
        let text = SourceFormatter.draft(node, of: source, as: sort)
        #expect(
            SourceFormatter.means(text, as: sort, path: source.path)
                == CanonicalForm.text(node, sort.shape), "\(source.path)\n\(text)")
        return text
    }

    private static func formatted(_ text: String, as sort: FlowSchema = .flow) throws -> String {
        let result = SourceFormatter.format(SourceText(path: "a.yaml", text: text), as: sort)
        return try #require(result.text, "\(result.diagnostics.map(\.message))")
    }

    // MARK: - Meaning

    @Test(arguments: files)
    func `a file of this repository means the same afterwards, and is done after one pass`(
        _ path: String
    ) throws {
        let source = try Self.source(path)
        let once = try Self.draft(source, Self.sort(of: path))
        let twice = try Self.draft(SourceText(path: path, text: once), Self.sort(of: path))
        #expect(once == twice)
        #expect(once.split(separator: "\n").allSatisfy { $0.count <= 100 || !$0.contains(" ") })
        #expect(Self.comments(of: once) == Self.comments(of: source.text))
    }

    /// The words of the comments of a file, whatever their order.
    private static func comments(of text: String) -> [String] {
        text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("#") }
            .map { String($0.drop { $0 == " " }) }.sorted()
    }

    @Test(arguments: DiagnosticCode.allCases)
    func `the examples of diagnostics mean the same afterwards`(_ code: DiagnosticCode) throws {
        let files = code.explanation.right
        let formatted = try files.map { file -> CodeExplanation.File in
            guard file.path.hasSuffix(".yaml") else { return file }
            let source = SourceText(path: file.path, text: file.text)
            let once = try Self.draft(source, Self.sort(of: file.path))
            let twice = try Self.draft(
                SourceText(path: file.path, text: once), Self.sort(of: file.path))
            #expect(once == twice)
            return .init(path: file.path, text: once)
        }
        let (before, after) = (CheckFixture(files).result, CheckFixture(formatted).result)
        #expect(
            before.program?.flows.mapValues(\.version) == after.program?.flows.mapValues(\.version))
        let codes = [before, after].map { result in
            result.diagnostics.map(\.code.rawValue).sorted()
        }
        #expect(codes.first == codes.last)
    }

    @Test(arguments: [UInt64](1...40))
    func `whatever is said is said afterwards`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", "é", "x y", "  ", " ", "\n", "\\", "\"", "'", "#", " #", ": ", ":", "- ", "{",
            "}}",
            "[", ",", "&", "*", "!", "|", ">", "%", "@", "`", "08", "no", "~", "\t", "…", "\u{A0}",
            "\u{1F600}", "\u{7}", "---", "?", "longue phrase qui ne finit pas ",
        ]
        for _ in 0..<40 {
            let count = Int.random(in: 0...14, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
            let written = JSONText.string(text).written()
            let source = SourceText(
                path: "a.yaml",
                text: """
                    steps:
                      fin: {hang-up: \(written)}
                      un: {next: fin, say: [{text: \(written)}, \(written)]}
                    start: un
                    flow: a
                    format: 1
                    """)
            var loader = DocumentLoader()
            guard loader.root(source, as: .flow) != nil else { continue }
            let once = try Self.draft(source, .flow)
            #expect(try Self.draft(SourceText(path: "a.yaml", text: once), .flow) == once)
        }
    }

    @Test(arguments: [
        ("08", "08"), ("\"08\"", "\"08\""), ("no", "no"), ("'no'", "\"no\""), ("\"#\"", "\"#\""),
        ("'*'", "\"*\""), ("\"Bonjour.\"", "Bonjour."), ("'l''heure'", "l'heure"),
        ("\"Merci : au revoir.\"", "\"Merci : au revoir.\""),
        ("'Dites \"oui\".'", "Dites \"oui\"."),
        ("\"12h30\"", "\"12h30\""), ("\"- un\"", "\"- un\""), ("\"a #b\"", "\"a #b\""),
        ("\"{nom}, bonjour\"", "\"{nom}, bonjour\""), ("\"oui:\"", "\"oui:\""),
    ])
    func `quotes stand where YAML needs them, or where they were around a number`(
        written: String, expected: String
    ) throws {
        let text = try Self.formatted(
            "format: 1\nflow: a\nstart: fin\nsteps:\n  fin:\n    hang-up: \(written)\n")
        #expect(text.contains("    hang-up: \(expected)\n"))
    }

    // MARK: - Form

    @Test func `keys come in the order of the language, exits last, steps apart`() throws {
        let text = try Self.formatted(
            """
            flow: a
            steps:
              un:
                exhausted: fin
                menu: {1: fin, 2: {next: fin, say: la suite}}
                timeout: 8s
                say: "Bonjour."
              deux:
                choose: [{when: "caller = \\"x\\"", next: fin}]
                otherwise: fin
              fin: {hang-up: }
            start: un
            format: 1
            """)
        #expect(
            text == """
                format: 1
                flow: a
                start: un

                steps:
                  un:
                    menu:
                      1: fin
                      2: {say: la suite, next: fin}
                    say: Bonjour.
                    timeout: 8s
                    exhausted: fin

                  deux:
                    choose:
                      - when: caller = "x"
                        next: fin
                    otherwise: fin

                  fin:
                    hang-up:

                """)
    }

    @Test func `comments stay with what they tell of`() throws {
        let text = try Self.formatted(
            """
            # The file.

            # Its name.
            flow: a   # short
            start: un
            steps:
                # The first.
                un:   # here
                    next: fin    # then
                    # Of the words.
                    say: "Du texte # sans commentaire."
                    # At the end of the first.
                # The last.
                fin:
                    hang-up: |
                        Un.
                        # Deux.
            # At the end.
            format: 1
            """)
        #expect(
            text == """
                # The file.

                # Its name.
                # At the end.
                format: 1
                flow: a  # short
                start: un

                steps:
                  # The first.
                  un:  # here
                    # Of the words.
                    say: "Du texte # sans commentaire."
                    # At the end of the first.
                    next: fin  # then

                  # The last.
                  fin:
                    hang-up: |
                      Un.
                      # Deux.

                """)
    }

    @Test func `a comment in braces opens them`() throws {
        let text = try Self.formatted(
            """
            format: 1
            flow: a
            start: un
            steps:
              un:
                queue: level1
                escape: {
                  1: fin,  # the first
                  2: fin
                }
                timeout: fin
                next: fin
              fin: {hang-up: Au revoir.}
            """)
        #expect(text.contains("    escape:\n      1: fin  # the first\n      2: fin\n"))
    }

    @Test func `long texts are broken at a hundred columns, and breaks that fit stay`() throws {
        let long = Array(repeating: "parole", count: 30).joined(separator: " ")
        let text = try Self.formatted(
            """
            format: 1
            flow: a
            start: un
            steps:
              un:
                say: \(long)
                next: fin
              fin:
                hang-up: >-
                  Merci de votre appel,
                  et au revoir.
            """)
        #expect(text.contains("    say: >-\n      parole parole"))
        #expect(
            text.contains("    hang-up: >-\n      Merci de votre appel,\n      et au revoir.\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `rows of a centre file are alike`() throws {
        let text = try Self.formatted(
            """
            format: 1
            centre: a
            agents:
              anne: {levels: [l1], phone: "100"}
              paul:
                phone: "101"
                levels: [l1]
            levels: {l1: 1}
            queues: {q: {level: l1, announcements: {first: 20s}}, r: {level: l1}}
            """, as: .centre)
        #expect(
            text == """
                format: 1
                centre: a
                levels: {l1: 1}

                queues:
                  q:
                    level: l1
                    announcements: {first: 20s}
                  r:
                    level: l1

                agents:
                  anne: {phone: "100", levels: [l1]}
                  paul: {phone: "101", levels: [l1]}

                """)
    }

    @Test(arguments: [
        ("flow: a\nflow: b\n", DiagnosticCode.duplicateKey), ("format: 1\nflw: a\n", .unknownKey),
        ("a: [", .syntax), ("", .emptyFile),
    ])
    func `a file that does not load is refused`(text: String, code: DiagnosticCode) {
        let result = SourceFormatter.format(SourceText(path: "a.yaml", text: text), as: .flow)
        #expect(result.text == nil)
        #expect(result.diagnostics.contains { $0.code == code })
    }
}
