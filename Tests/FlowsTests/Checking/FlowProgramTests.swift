import Telephony
import Testing

@testable import Flows

/// What checking makes of files.
@Suite struct FlowProgramTests {
    private func flow(_ fixture: CheckFixture, _ name: String = "exemple") throws -> Flow {
        #expect(fixture.printed == "")
        return try #require(fixture.result.program?.flows[name])
    }

    @Test func `a flow that needs no centre runs without one`() throws {
        let fixture = CheckFixture(steps: "debut:\n  say: Bonjour.\n  next: hang-up")
        let program = try #require(fixture.result.program)
        #expect(program.centre.countryCode == "33")
        #expect(program.flows.keys.sorted() == ["exemple"])
    }

    @Test func `nothing runs while there is an error`() {
        let fixture = CheckFixture(steps: "debut:\n  say: Bonjour.\n  next: nulle-part")
        #expect(fixture.result.program == nil)
    }

    @Test func `defaults of the flow serve where a step says nothing`() throws {
        let fixture = CheckFixture(
            steps: """
                menu:
                  menu: {1: {say: le code, next: code}}
                  exhausted: fin
                code:
                  collect: code
                  say: Tapez votre code.
                  length: 4
                  timeout: 8s
                  term-key: none
                  barge-in: yes
                  failures: 2
                  valid: code != "0000"
                  exhausted: fin
                  next: fin
                fin:
                  hang-up: Au revoir.
                """, extra: "timeout: 6s\nbarge-in: no\nfailures: 5\nno-input: [Pardon ?]")
        let flow = try flow(fixture)
        guard case .menu(let menu) = flow.steps[0].kind,
            case .collect(let collect) = flow.steps[1].kind
        else {
            Issue.record("other steps")
            return
        }
        #expect(menu.listening == ListeningRules(timeout: .seconds(6)))
        #expect(menu.prompts.map(\.bargeIn) == [false])
        #expect(menu.failures.limit == 5)
        #expect(menu.failures.noInput.count == 1)
        #expect(menu.failures.exhausted == .step(2))
        #expect(
            collect.listening == ListeningRules(timeout: .seconds(8), termKey: nil))
        #expect(collect.prompts.map(\.bargeIn) == [true])
        #expect(collect.failures.limit == 2)
        #expect(collect.length == 4...4)
    }

    @Test func `a menu is composed of what its choices are for`() throws {
        let fixture = CheckFixture(
            steps: """
                menu:
                  menu:
                    1: {say: les ventes, next: menu}
                    star: {say: réécouter, next: menu}
                  say: Bonjour.
                  exhausted: fin
                fin:
                  hang-up: Au revoir.
                """)
        guard case .menu(let menu) = try flow(fixture).steps[0].kind else { return }
        var context = EvaluationContext()
        let line = try #require(menu.prompts.last)
        let template = try #require(line.texts[.french])
        let text = try template.render([], in: .frenchOfFrance, &context)
        #expect(text == "Pour les ventes, tapez 1. Pour réécouter, tapez étoile.")
        #expect(menu.prompts.count == 2)
        #expect(menu.choices.map(\.keys) == [[.one], [.star]])
    }

    @Test func `keys typed before a secret entry may be secret`() throws {
        let fixture = CheckFixture([
            .steps(
                """
                debut:
                  say: Bonjour.
                  next: menu
                menu:
                  menu: {1: {say: le solde, next: annonce}}
                  exhausted: fin
                annonce:
                  say: Préparez votre code.
                  next: code
                code:
                  call: code
                  next: merci
                merci:
                  say: Merci.
                  next: fin
                fin:
                  hang-up: Au revoir.
                """),
            .steps(
                """
                demander:
                  collect: code
                  say: Tapez votre code.
                  length: 4
                  secret: yes
                  exhausted: return
                  next: comparer
                comparer:
                  choose: [{when: code = "1234", next: return}]
                  otherwise: return
                """, flow: "code"),
        ])
        #expect(
            try flow(fixture).steps.filter(\.secretMayFollow).map(\.name) == ["annonce", "code"])
        #expect(
            try flow(fixture, "code").steps.filter(\.secretMayFollow).map(\.name) == ["demander"])
    }

    @Test func `a secret stays one in every variable that it goes to`() {
        let fixture = CheckFixture(
            steps: """
                code:
                  collect: code
                  say: Tapez votre code.
                  length: 4
                  secret: yes
                  exhausted: fin
                  next: copier
                copier:
                  set: {copie: code}
                  next: dire
                dire:
                  say: "{copie}"
                  next: fin
                fin:
                  hang-up: Au revoir.
                """)
        #expect(fixture.codes == ["F308 16:12"])
    }

    private static let plain = """
        format: 1
        flow: exemple
        start: debut
        timeout: 5s
        steps:
          debut: {say: Bonjour., next: fin}
          fin: {hang-up: Au revoir.}
        """

    private func version(_ text: String) throws -> String {
        try flow(CheckFixture([.flow(text)])).version
    }

    @Test(arguments: [
        ("timeout: 5s\n", "# A comment.\ntimeout: 5000ms\n"),
        ("flow: exemple\nstart: debut\n", "start: \"debut\"\nflow: 'exemple'\n"),
        ("{say: Bonjour., next: fin}", "{next: fin, say: Bonjour.}"),
        ("{say: Bonjour., next: fin}", "\n    say: >-\n      Bonjour.\n    next: fin"),
    ])
    func `the version is the same where the meaning is`(_ old: String, _ new: String) throws {
        let changed = Self.plain.replacing(old, with: new)
        #expect(changed != Self.plain)
        #expect(try version(changed) == version(Self.plain))
    }

    @Test(arguments: [
        ("Bonjour.", "Bonsoir."), ("timeout: 5s", "timeout: 6s"),
        (
            "  debut: {say: Bonjour., next: fin}\n  fin: {hang-up: Au revoir.}",
            "  fin: {hang-up: Au revoir.}\n  debut: {say: Bonjour., next: fin}"
        ),
        ("next: fin", "next: hang-up, motive: adieu"),
    ])
    func `the version is another where the meaning is`(_ old: String, _ new: String) throws {
        let changed = Self.plain.replacing(old, with: new)
        var loader = DocumentLoader()
        let versions = [Self.plain, changed].compactMap { text in
            loader.flow(SourceText(path: "flows/exemple.yaml", text: text)).map {
                version(of: $0)
            }
        }
        #expect(Set(versions).count == 2)
        #expect(versions.allSatisfy { $0.count == 12 })
    }

    private func version(of document: FlowDocument) -> String {
        let files = CheckedFiles(
            centre: nil, isCentreReadable: true, flows: [document], areFlowsReadable: true,
            prompts: [], resources: ResourceListing(), isWhole: false)
        return CanonicalForm.version(
            of: document,
            CheckScope(
                files: files, centre: Centre(name: "allo", zone: .utc),
                promptBook: PromptBook([], ResourceListing()), secrets: SecretVariables([]),
                records: RecordColumns([], directories: [:])))
    }

    @Test func `the version follows the prompts and the flows that a flow names`() throws {
        let flow = CodeExplanation.File.steps(
            "debut:\n  say: {prompt: bonjour}\n  next: autre\nautre:\n  call: autre\n  next: fin\n"
                + "fin:\n  hang-up: Au revoir.")
        func version(_ prompt: String, _ other: String) throws -> String {
            let fixture = CheckFixture([
                flow, .prompts("bonjour: \(prompt)"),
                .steps("dire:\n  say: \(other)\n  next: return", flow: "autre"),
            ])
            return try self.flow(fixture).version
        }
        let versions = [
            try version("Bonjour.", "Un."), try version("Bonsoir.", "Un."),
            try version("Bonjour.", "Deux."),
        ]
        #expect(Set(versions).count == 3)
    }
}
