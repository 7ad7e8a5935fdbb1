import Telephony
import TestSupport
import Testing

@testable import Flows

/// What a file holds may be anything: there is always an answer, at a place inside the file.
@Suite struct RobustnessTests {
    private static let good = """
        # Un accueil.
        format: 1
        flow: exemple
        languages: [fr-FR]
        start: accueil
        variables: {essais: "0"}
        no-input: ["Je n'ai rien entendu."]
        steps:
          accueil:
            menu:
              1: {say: votre commande, next: numero, motive: commande}
              "#": accueil
            exhausted: fin
          numero:
            collect: numero
            say: >-
              Tapez votre
              numéro.
            length: 4..8
            valid: numero != "0000"
            escape: {star: accueil}
            exhausted: fin
            next: compter
          compter:
            set: {essais: essais + 1}
            next: dire
          dire:
            say: |
              Vous avez tapé {numero as digits},
              et c'est le {essais as ordinal} essai.
            next: fin
          fin:
            hang-up: "Au revoir\\u00a0!"

        """

    private func check(_ bytes: [UInt8]) -> (CheckResult, SourceText) {
        let source = SourceText(path: "flows/exemple.yaml", bytes: bytes)
        return (FlowChecker.check(flows: [source]), source)
    }

    private func expectPlaces(_ result: CheckResult, inside source: SourceText) {
        for diagnostic in result.diagnostics {
            let (line, column) = (diagnostic.position.line, diagnostic.position.column)
            #expect(source.lines.indices.contains(line - 1))
            guard source.lines.indices.contains(line - 1) else { return }
            #expect((1...(source.lines[line - 1].count + 1)).contains(column))
        }
        #expect(result.program != nil || !result.diagnostics.isEmpty)
        _ = DiagnosticText([source]).text(result.diagnostics)
    }

    @Test func `the flow of this suite is good`() {
        let (result, source) = check(Array(Self.good.utf8))
        #expect(DiagnosticText([source]).text(result.diagnostics) == "")
        #expect(result.program != nil)
    }

    @Test func `a file cut off anywhere gives an answer inside it`() {
        let bytes = Array(Self.good.utf8)
        for length in bytes.indices {
            let (result, source) = check(Array(bytes[..<length]))
            expectPlaces(result, inside: source)
        }
    }

    @Test func `a file with a line left out gives an answer inside it`() {
        let lines = Self.good.split(separator: "\n", omittingEmptySubsequences: false)
        for left in lines.indices {
            var rest = lines
            rest.remove(at: left)
            let (result, source) = check(Array(rest.joined(separator: "\n").utf8))
            expectPlaces(result, inside: source)
        }
    }

    @Test func `random bytes give an answer inside the file`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let (result, source) = check(bytes)
            expectPlaces(result, inside: source)
        }
    }

    @Test func `a good file with random changes gives an answer inside it`() {
        var random = SeededGenerator(seed: 2)
        let marks = Array("{}[]:#&*!|>'\"%@`,?- \n\tx0\u{E9}".utf8)
        for _ in 0..<1_000 {
            var bytes = Array(Self.good.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                let mark = marks[Int.random(in: marks.indices, using: &random)]
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = mark
                case 1: bytes.insert(mark, at: place)
                default: bytes.remove(at: place)
                }
            }
            let (result, source) = check(bytes)
            expectPlaces(result, inside: source)
        }
    }

    @Test func `a flow of very many steps is checked without exhausting the stack`() {
        var text = "format: 1\nflow: exemple\nstart: s0\nsteps:\n"
        for step in 0..<10_000 { text += "  s\(step): {say: a, next: s\(step + 1)}\n" }
        text += "  s10000: {hang-up: Au revoir.}\n"
        let (result, source) = check(Array(text.utf8))
        #expect(DiagnosticText([source]).text(result.diagnostics) == "")
    }
}
