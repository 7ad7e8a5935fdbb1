import Telephony
import Testing

@testable import Flows

/// What the rules see beyond the example of each code.
@Suite struct RulesTests {
    @Test func `everything wrong in a file is told at once, in the order of the lines`() {
        let fixture = CheckFixture([
            .flow(
                """
                format: 1
                flow: exemple
                start: debut
                tiemout: 5s
                steps:
                  debut:
                    say: "{calller}"
                    next: menuu
                  menu:
                    menu: {1: {say: en finir, next: fin}}
                    timeout: 5
                    exhausted: fin
                  fin:
                    hang-up: "{today as dat}"
                """)
        ])
        #expect(
            fixture.codes == ["F013 4:1", "F301 7:12", "F103 8:11", "F017 11:14", "F312 14:25"])
        #expect(
            fixture.result.diagnostics.map(\.suggestion) == [
                "timeout", "caller", "menu", nil, "date",
            ])
    }

    @Test func `a field that no column gives is told, in flows that are handed it too`() {
        let fixture = CheckFixture([
            .centre("directories: {clients: {file: clients.csv, telephone: [telephone]}}"),
            .customers,
            .steps(
                "debut:\n  look-up: clients\n  by: telephone\n  key: caller\n  into: client\n"
                    + "  found: copier\n  missing: fin\n"
                    + "copier:\n  set: {copie: client}\n  next: confier\n"
                    + "confier:\n  call: autre\n  with: {qui: copie, nom: client.nmo}\n"
                    + "  next: fin\n"
                    + "fin:\n  hang-up: Au revoir, {copie.nomm}.",
                extra: "variables: {copie: nothing}"),
            .steps(
                "debut:\n  choose:\n    - when: qui.nom = nom and qui.numero = 1\n      next: fin\n"
                    + "  otherwise: fin\nfin:\n  hang-up: Au revoir.",
                flow: "autre", extra: "parameters: [qui, nom]"),
        ])
        #expect(Set(fixture.result.diagnostics.map(\.code)) == [.unknownColumn])
        #expect(
            fixture.result.diagnostics.map { "\($0.position) \($0.suggestion ?? "")" } == [
                "flows/autre.yaml:8:33 ", "flows/exemple.yaml:18:29 nom",
                "flows/exemple.yaml:21:26 nom",
            ])
    }

    @Test func `fields of answers are not declared, so that any may be read`() {
        let fixture = CheckFixture([
            .centre(
                "directories: {clients: {file: clients.csv, telephone: [telephone]}}\n"
                    + "endpoints: {solde: {url: https://exemple.fr/solde}}"),
            .customers,
            .steps(
                "debut:\n  look-up: clients\n  by: telephone\n  key: caller\n  into: client\n"
                    + "  found: fin\n  missing: demander\n"
                    + "demander:\n  request: solde\n  into: client\n  found: fin\n  failed: fin\n"
                    + "fin:\n  hang-up: Au revoir, {client.autre}."),
        ])
        #expect(fixture.printed == "")
    }

    @Test func `an error in a folded text of the prompts file is told at its column`() {
        let fixture = CheckFixture([
            .prompts("bienvenue: >-\n  Bienvenue chez\n  nous, {calller}."),
            .steps("fin:\n  hang-up: {prompt: bienvenue}"),
        ])
        #expect(fixture.codes == ["F301 3:10"])
        #expect(fixture.result.diagnostics.first?.position.file == "prompts/fr-FR.yaml")
    }

    @Test func `a request that is tried again under a count is no endless loop`() {
        let fixture = CheckFixture([
            .centre("endpoints:\n  solde: {url: \"https://exemple.fr\"}"),
            .steps(
                """
                demander:
                  request: solde
                  found: fin
                  failed: compter
                compter:
                  set: {essais: essais + 1}
                  next: encore
                encore:
                  choose: [{when: essais < 3, next: demander}]
                  otherwise: fin
                fin:
                  hang-up: Au revoir.
                """, extra: "variables: {essais: \"0\"}"),
        ])
        #expect(fixture.printed == "")
    }

    @Test func `counting alone is an endless loop`() {
        let fixture = CheckFixture(
            steps: """
                compter:
                  set: {essais: essais + 1}
                  next: encore
                encore:
                  choose: [{when: essais < 3, next: compter}]
                  otherwise: fin
                fin:
                  hang-up: Au revoir.
                """, extra: "variables: {essais: \"0\"}")
        #expect(fixture.codes == ["F401 6:3"])
    }

    @Test func `a sub-flow that listens makes a loop wait`() {
        let fixture = CheckFixture([
            .steps(
                "debut:\n  call: autre\n  exits: {oui: debut, non: fin}\nfin:\n  hang-up: Bien."),
            .steps(
                """
                menu:
                  menu:
                    1: {say: oui, next: return oui}
                    2: {say: non, next: return non}
                  exhausted: return non
                """, flow: "autre", extra: "exits: [oui, non]"),
        ])
        #expect(fixture.printed == "")
    }

    @Test func `a sub-flow in which nothing is said keeps the silence`() {
        let fixture = CheckFixture([
            .steps("debut:\n  call: autre\n  next: fin\nfin:\n  hang-up:"),
            .steps(
                "debut:\n  set: {a: \"1\"}\n  next: dire\ndire:\n  choose: [{when: a = 1, next: return}]\n  otherwise: return",
                flow: "autre"),
        ])
        #expect(fixture.codes == ["F402 9:5"])
    }

    @Test func `a sub-flow that speaks ends the silence`() {
        let fixture = CheckFixture([
            .steps("debut:\n  call: autre\n  next: fin\nfin:\n  hang-up:"),
            .steps("dire:\n  say: Bonjour.\n  next: return", flow: "autre"),
        ])
        #expect(fixture.printed == "")
    }

    @Test func `a menu without words after words is well`() {
        let fixture = CheckFixture(
            steps: """
                debut:
                  say: Pour en finir, tapez 1.
                  next: menu
                menu:
                  menu: {1: fin}
                  no-input: [Pour en finir, tapez 1.]
                  no-match: [Pour en finir, tapez 1.]
                  exhausted: fin
                fin:
                  hang-up: Au revoir.
                """)
        #expect(fixture.printed == "")
    }

    @Test func `a menu without words on the first breath is not`() {
        let fixture = CheckFixture(
            steps: """
                menu:
                  menu: {1: fin}
                  no-input: [Pour en finir, tapez 1.]
                  no-match: [Pour en finir, tapez 1.]
                  exhausted: fin
                fin:
                  hang-up: Au revoir.
                """)
        #expect(fixture.codes == ["F402 6:5"])
    }

    @Test func `flows that call each other in a ring are told at each call`() {
        let fixture = CheckFixture([
            .steps("a:\n  call: deux\n  next: return", flow: "un"),
            .steps("a:\n  call: un\n  next: return", flow: "deux"),
        ])
        #expect(Set(fixture.result.diagnostics.map(\.code)).contains(.callsItself))
        #expect(fixture.result.diagnostics.count { $0.code == .callsItself } == 2)
    }

    @Test(arguments: [(15, false), (16, true), (17, true)])
    func `flows may be 16 deep`(_ calls: Int, _ isTooDeep: Bool) {
        let files = (0...calls).map { number in
            CodeExplanation.File.steps(
                number == calls
                    ? "a:\n  say: Bien.\n  next: return"
                    : "a:\n  call: f\(number + 1)\n  next: return", flow: "f\(number)")
        }
        let codes = CheckFixture(files).result.diagnostics.map(\.code)
        #expect(codes == (isTooDeep ? [.callsItself] : []))
    }

    @Test(arguments: [
        ("0812345678", "F218"), ("+33820123456", "F218"), ("0033892123456", "F218"),
        ("118712", "F218"), ("3949", "F219"), ("3049", nil), ("3131", nil), ("0188000010", nil),
        ("0801234567", nil), ("+32892123456", nil), ("0912345678", nil),
    ])
    func `premium-rate numbers are known by how they begin`(_ number: String, _ code: String?) {
        let fixture = CheckFixture([
            .centre(
                "levels: {n1: 1}\nqueues: {file: {level: n1}}\nnumbers:\n"
                    + "  \"\(number)\": {flow: exemple, purpose: complaints}"),
            .steps("debut:\n  queue: file\n  timeout: fin\nfin:\n  hang-up: Au revoir."),
        ])
        #expect(fixture.result.diagnostics.map(\.code.rawValue) == [code].compactMap(\.self))
    }

    @Test func `a premium-rate number may take orders`() {
        let fixture = CheckFixture([
            .centre("numbers:\n  \"0892000010\": {flow: exemple, purpose: orders}"),
            .steps("fin:\n  hang-up: Au revoir."),
        ])
        #expect(fixture.printed == "")
    }

    @Test func `a notice in a sub-flow counts`() {
        let fixture = CheckFixture([
            .steps(
                "debut:\n  call: avis\n  next: message\nmessage:\n  record: message\n"
                    + "  say: Parlez.\n  next: fin\nfin:\n  hang-up: Au revoir."),
            .steps(
                "dire:\n  say: Vous serez enregistré.\n  notice: recording\n  next: return",
                flow: "avis"),
        ])
        #expect(fixture.printed == "")
    }

    @Test func `the key that ends an entry may be said`() {
        let fixture = CheckFixture(
            steps: """
                numero:
                  collect: numero
                  say: Tapez votre numéro, puis tapez dièse.
                  length: 1..8
                  valid: numero != "0"
                  exhausted: fin
                  next: fin
                fin:
                  hang-up: Au revoir.
                """)
        #expect(fixture.printed == "")
    }

    @Test(arguments: [
        ("menuu", ["menu", "manuel"], "menu"), ("meun", ["menu"], "menu"),
        ("Accueil", ["accueil"], "accueil"), ("xyz", ["menu"], nil), ("a", ["b"], nil),
    ])
    func `a misspelt word is known by one fault in three letters`(
        _ word: String, _ known: [String], _ meant: String?
    ) {
        #expect(Spelling.suggestion(for: word, among: known) == meant)
    }
}
