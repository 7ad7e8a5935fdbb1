import Flows
import Telephony
import Testing

@Suite struct FlowMutationTests {
    private static let flow = SourceText(
        path: "accueil.yaml",
        text: """
            format: 1
            flow: accueil
            start: menu
            failures: 3
            steps:
              menu:
                menu:
                  1: {say: une commande, next: commande, motive: commande}
                  2: {say: "un solde", next: solde}
                exhausted: adieu
                timeout: 4s
              commande:
                choose:
                  - when: client.age >= 18 and empty(client.nom)
                    next: adieu
                otherwise: solde
              solde:
                say: Votre solde.
                barge-in: no
                next: adieu
              adieu:
                hang-up: Au revoir.
            variables: {client: nothing}
            """)

    private static let centre = SourceText(
        path: "centre.yaml",
        text: """
            format: 1
            centre: durand
            levels: {level1: 1, level2: 2}
            queues:
              level1: {level: level1, priority: 5, strategy: ring-all, max-wait: 10m}
            calendars:
              boutique:
                open: {monday-friday: "08:30-12:00, 14:00-19:00"}
            trunks:
              local: {from: [127.0.0.0/8], sessions: 10}
            """)

    private func change(_ kind: FlowMutation.Operator, _ number: Int = 0) throws -> String {
        let found = FlowMutation.all(ofFlow: Self.flow).filter { $0.kind == kind }
        try #require(number < found.count)
        return difference(found[number], Self.flow)
    }

    /// The lines that a fault changes, as they are then.
    private func difference(_ mutation: FlowMutation, _ source: SourceText) -> String {
        let before = source.text.split(separator: "\n", omittingEmptySubsequences: false)
        let after = mutation.applied(to: source).text.split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(before.count == after.count)
        return zip(before, after).filter { $0 != $1 }
            .map { $1.trimmingPrefix { $0 == " " } }.joined(separator: "|")
    }

    @Test func `two keys change places, and nothing else`() throws {
        #expect(
            try change(.keysSwapped)
                == "2: {say: une commande, next: commande, motive: commande}|1: {say: \"un solde\", next: solde}"
        )
    }

    @Test func `an exit leads to the step after its own, never to where it stands`() throws {
        #expect(
            try change(.exitRedirected)
                == "1: {say: une commande, next: solde, motive: commande}")
        #expect(try change(.exitRedirected, 2) == "exhausted: commande")
    }

    @Test func `conditions are negated, their comparisons, numbers and words exchanged`() throws {
        #expect(
            try change(.conditionNegated)
                == "- when: 'not (client.age >= 18 and empty(client.nom))'")
        let changes = try (0..<3).map { try change(.expressionChanged, $0) }
        #expect(
            changes == [
                "- when: 'client.age > 18 and empty(client.nom)'",
                "- when: 'client.age >= 19 and empty(client.nom)'",
                "- when: 'client.age >= 18 or empty(client.nom)'",
            ])
    }

    @Test func `times are halved and doubled, numbers changed by one, answers turned round`() throws
    {
        #expect(try change(.timeChanged) == "timeout: 2s")
        #expect(try change(.timeChanged, 1) == "timeout: 8s")
        #expect(try change(.numberChanged) == "failures: 2")
        #expect(try change(.answerFlipped) == "barge-in: yes")
        #expect(
            try change(.noteChanged)
                == "1: {say: une commande, next: commande, motive: commande-autre}")
    }

    @Test func `the rules of queues and hours change, the telephone does not`() {
        let changes = FlowMutation.all(ofCentre: Self.centre).map { difference($0, Self.centre) }
        #expect(
            changes == [
                "levels: {level1: 2, level2: 1}",
                "level1: {level: level2, priority: 5, strategy: ring-all, max-wait: 10m}",
                "level1: {level: level1, priority: 0, strategy: ring-all, max-wait: 10m}",
                "level1: {level: level1, priority: 5, strategy: fixed-order, max-wait: 10m}",
                "level1: {level: level1, priority: 5, strategy: ring-all, max-wait: 5m}",
                "level1: {level: level1, priority: 5, strategy: ring-all, max-wait: 20m}",
                "open: {monday-friday: \"08:30-12:00, 14:00-18:00\"}",
            ])
    }

    @Test func `each says where it is and what was changed`() throws {
        let first = try #require(
            FlowMutation.all(ofFlow: Self.flow).first { $0.kind == .exitRedirected })
        #expect(first.position?.description == "accueil.yaml:8:36")
        #expect(first.change == "menu 1 next of ‘menu’: ‘commande’ has become ‘solde’")
    }

    @Test func `what can't be read has none`() {
        let broken = SourceText(path: "a.yaml", text: "steps: {a: [}")
        #expect(FlowMutation.all(ofFlow: broken).isEmpty)
    }

    @Test func `a fault that needs quotes gets them`() {
        let source = SourceText(
            path: "a.yaml",
            text: "steps:\n  a: {choose: [{when: b = '1', next: hang-up}], otherwise: hang-up}")
        let texts = FlowMutation.all(ofFlow: source).map { $0.applied(to: source) }
        for text in texts {
            #expect(
                !FlowChecker.check(flows: [text]).diagnostics.contains { $0.code == .syntax },
                "\(text.text)")
        }
        #expect(!texts.isEmpty)
    }
}
