import Foundation
import Telephony
import Testing

@testable import Flows

@Suite struct FlowComparisonTests {
    private static let flow = """
        format: 1
        flow: accueil
        start: menu
        timeout: 5s
        too-many-failures: fin
        steps:
          menu:
            menu:
              1: {say: les ventes, next: ventes}
              3: {say: une réclamation, next: reclamation}
              star: {next: menu}
            no-input: [Je n'ai rien entendu.]
            exhausted: fin
          ventes:
            queue: level1
            say: {prompt: attente}
            offer: {after: 4m, next: fin}
            next: fin
            timeout: fin
          reclamation:
            choose:
              - when: caller = "1"
                next: ventes
            otherwise: fin
          fin:
            hang-up: Au revoir.

        """
    private static let centre = """
        format: 1
        centre: durand
        levels: {level1: 1}
        queues:
          level1: {level: level1, max-wait: 10m}
        agents:
          anne: {phone: "100", pin: "4711", levels: [level1]}
        calendars:
          boutique: {open: {saturday: "09:00-13:00"}}

        """

    private static func words(
        flow edit: (String) -> String = { $0 }, centre centreEdit: (String) -> String = { $0 },
        prompts: (old: String, new: String)? = nil
    ) -> [String] {
        func version(_ flow: String, _ centre: String, _ prompts: String?) -> FlowComparison.Version
        {
            .init(
                centre: SourceText(path: "centre.yaml", text: centre),
                flows: [SourceText(path: "accueil.yaml", text: flow)],
                prompts: prompts.map { [.french: SourceText(path: "fr-FR.yaml", text: $0)] } ?? [:])
        }
        let comparison = FlowComparison(
            version(flow, centre, prompts?.old),
            version(edit(flow), centreEdit(centre), prompts?.new))
        #expect(comparison.diagnostics.isEmpty)
        return comparison.changes.map(\.words)
    }

    @Test(
        arguments: [
            (
                "3: {say: une réclamation, next: reclamation}",
                "3: {say: une réclamation, next: fin}",
                "key 3 of `menu` now goes to `fin`, no longer to `reclamation`"
            ),
            (
                "3: {say: une réclamation, next: reclamation}", "3: reclamation",
                "key 3 of `menu` is announced as nothing of its own any more; it was “une réclamation”"
            ),
            ("      star: {next: menu}\n", "", "key star of `menu` is gone; it went to `menu`"),
            (
                "star: {next: menu}", "0: fin\n      star: menu",
                "key 0 of `menu` is new: it goes to `fin`"
            ),
            (
                "star: {next: menu}",
                "star: menu\n      6: {say: l'atelier, next: fin, motive: atelier}",
                "key 6 of `menu` is new: “l'atelier”, it goes to `fin`, motive atelier"
            ),
            (
                "exhausted: fin", "exhausted: ventes",
                "`exhausted` of `menu` now goes to `ventes`, no longer to `fin`"
            ),
            (
                "[Je n'ai rien entendu.]", "[Rien.]",
                "at no-input, `menu` says “Rien.”, no longer “Je n'ai rien entendu.”"
            ),
            ("after: 4m", "after: 240s", nil),
            ("after: 4m", "after: 2m", "`offer after` of `ventes`: 4m → 2m"),
            (
                "{prompt: attente}", "Patientez.",
                "`ventes` says “Patientez.”, no longer prompt `attente`"
            ),
            (
                "caller = \"1\"", "caller = \"2\"",
                "a condition of `reclamation` changed: caller = \"1\" → caller = \"2\""
            ),
            (
                "        next: ventes\n", "        next: fin\n",
                "`reclamation`, when caller = \"1\", now goes to `fin`, no longer to `ventes`"
            ),
            (
                "    otherwise: fin", "    otherwise: menu",
                "`reclamation`, when nothing else holds, now goes to `menu`, no longer to `fin`"
            ),
            ("timeout: 5s", "timeout: 8s", "`timeout` of the flow: 5s → 8s"),
            (
                "too-many-failures: fin", "too-many-failures: hang-up",
                "a call that failed too often now goes to `hang-up`, no longer to `fin`"
            ),
            ("star: {next: menu}", "\"*\": {next: menu}", nil),
            (
                "    hang-up: Au revoir.", "    say: Au revoir.\n    next: hang-up",
                "step `fin` is now a say step: say “Au revoir.”; it was a hang-up step"
            ),
            (
                "  fin:\n", "  autre:\n    hang-up: Bonsoir.\n  fin:\n",
                "step `autre` is new: hang-up “Bonsoir.”"
            ),
        ] as [(String, String, String?)])
    func `a change of a flow is told in a designer's words`(
        old: String, new: String, words: String?
    ) {
        let found = Self.words(flow: { $0.replacing(old, with: new) })
        #expect(found == [words].compactMap(\.self))
    }

    @Test(arguments: [
        ("max-wait: 10m", "max-wait: 5m", "queue `level1`: max-wait 10m → 5m"),
        (
            "saturday: \"09:00-13:00\"", "saturday: \"09:00-12:00\"",
            "calendar `boutique`: open saturday 09:00-13:00 → 09:00-12:00"
        ),
        ("pin: \"4711\"", "pin: \"4712\"", "agent `anne`: pin changed"),
        (
            "levels: [level1]", "levels: [level1, vip]", "agent `anne`: levels: now with vip"
        ),
        (
            "agents:\n", "agents:\n  paul: {phone: \"101\", pin: \"9999\"}\n",
            "agent `paul` is new: phone 101, pin …"
        ),
        ("levels: {level1: 1}", "levels: {level1: 1, vip: 3}", "level `vip` is new: 3"),
        (
            "queues:\n",
            "queues:\n  pro: {level: level1, announcements: {first: 9s, every: 20s}}\n",
            "queue `pro` is new: level level1, announcements (first 9s, every 20s)"
        ),
        (
            "  level1: {level: level1", "  accueil: {level: level1",
            "queue `level1` is now called `accueil`"
        ),
        (
            "saturday: \"09:00-13:00\"",
            "saturday: \"09:00-13:00\", monday: \"9:00-12:00\", tuesday: \"9:00-12:00\"",
            "calendar `boutique`: open monday-tuesday is now 9:00-12:00; nothing was written before"
        ),
    ])
    func `a change of the centre is told with what it is of, and no secret`(
        old: String, new: String, words: String
    ) {
        let found = Self.words(centre: { $0.replacing(old, with: new) })
        #expect(found == [words])
        #expect(!found.joined().contains("4712") && !found.joined().contains("9999"))
    }

    @Test func `hours that are written otherwise make no difference`() {
        let split = Self.words(centre: {
            $0.replacing(
                "saturday: \"09:00-13:00\"",
                with: "\"friday, saturday\": \"09:00-13:00\", monday-thursday: closed")
        })
        #expect(
            split == [
                "calendar `boutique`: open friday is now 09:00-13:00; nothing was written before"
            ])
        let same = Self.words(centre: {
            $0.replacing(
                "saturday: \"09:00-13:00\"",
                with: "saturday: \"09:00 - 13:00\", sunday: closed")
        })
        #expect(same == [])
    }

    @Test(
        arguments: [
            ("client,solde,nom\n1,5,A\n2,6,B\n", []),
            ("client;nom;solde\n2;B;6\n1;A;5\n", []),
            (
                "client,avoir,nom\n1,5,A\n2,7,B\n",
                ["column `solde` is now called `avoir`", "1 customer changed, in `avoir`"]
            ),
            (
                "client,solde,nom,ville\n1,5,A,Lyon\n3,9,C,Lille\n4,1,D,\n",
                ["column `ville` is new", "2 customers are new", "1 customer is gone"]
            ),
            (
                "client,nom\n1,Z\n2,B\n",
                ["column `solde` is gone", "1 customer changed, in `nom`"]
            ),
            ("client,solde,nom\n1,5,A\n1,5\n", ["the file is another"]),
        ] as [(String, [String])])
    func `a customer file is told by its columns and numbers`(text: String, words: [String]) {
        func version(_ text: String) -> FlowComparison.Version {
            .init(flows: [], customerFiles: ["clients.csv": Array(text.utf8)])
        }
        let comparison = FlowComparison(
            version("client,solde,nom\n1,5,A\n2,6,B\n"), version(text))
        #expect(comparison.changes.map(\.words) == words)
        #expect(comparison.changes.allSatisfy { $0.place == .customers("clients.csv") })
    }

    @Test func `customers whom no column tells apart are counted by their lines`() {
        func version(_ text: String) -> FlowComparison.Version {
            .init(flows: [], customerFiles: ["clients.csv": Array(text.utf8)])
        }
        let comparison = FlowComparison(
            version("nom,ville\nA,Lyon\nA,Lille\nB,Lyon\n"),
            version("nom,ville\nA,Lyon\nA,Brest\nA,Nice\nB,Lyon\n"))
        #expect(
            comparison.changes.map(\.words) == ["2 customers are new", "1 customer is gone"])
    }

    @Test func `recordings are told with their prompts, other sounds by their paths`() {
        func version(_ sounds: [String: String]) -> FlowComparison.Version {
            .init(
                flows: [],
                prompts: [.french: SourceText(path: "fr-FR.yaml", text: "bienvenue: Bonjour.\n")],
                sounds: sounds.mapValues { FlowComparison.Version.digest(of: Array($0.utf8)) })
        }
        let comparison = FlowComparison(
            version(["fr-FR/a.wav": "1", "fr-FR/b.wav": "1", "fr/c.ogg": "1", "music/m.ogg": "1"]),
            version(["fr-FR/a.wav": "2", "fr-FR/d.wav": "1", "fr/c.ogg": "1", "music/m.ogg": "2"]))
        #expect(
            comparison.changes.text == """
                prompts fr-FR
                  prompt `a` has another recording in fr-FR/a.wav
                  prompt `b` has no recording any more; it was fr-FR/b.wav
                  prompt `d` has a recording now: fr-FR/d.wav
                sounds
                  sound file music/m.ogg is another

                """)
    }

    @Test func `prompts are told with both texts`() {
        let found = Self.words(
            prompts: (
                "bienvenue: Bonjour.\npatience: Patientez.\nfin: Adieu.\n",
                "bienvenue: {text: Bonsoir., recording: b.wav}\npatience: {text: Patientez.}\nadieu: Fin.\n"
            ))
        #expect(
            found == [
                "prompt `bienvenue` changed: “Bonjour.” → “Bonsoir.”",
                "prompt `bienvenue`: recording is now b.wav; nothing was written before",
                "prompt `fin` is gone; it was “Adieu.”", "prompt `adieu` is new: “Fin.”",
            ])
    }

    @Test func `a step that changed its name is known again, and who leads to it is not told`() {
        let found = Self.words(flow: { $0.replacing("reclamation", with: "plainte") })
        #expect(found == ["step `reclamation` is now called `plainte`"])
        let changed = Self.words(flow: {
            $0.replacing("reclamation", with: "plainte")
                .replacing("otherwise: fin", with: "otherwise: menu")
        })
        #expect(
            changed == [
                "step `reclamation` is now called `plainte`",
                "`plainte`, when nothing else holds, now goes to `menu`, no longer to `fin`",
            ])
    }

    @Test func `a step that is gone for another is no new name`() {
        let found = Self.words(flow: {
            $0.replacing("  fin:\n    hang-up: Au revoir.\n", with: "")
                .replacing(
                    "steps:\n", with: "steps:\n  debut:\n    set: {x: \"1\"}\n    next: menu\n")
        })
        #expect(found.contains("step `fin` is gone: hang-up “Au revoir.”"))
        #expect(found.contains("step `debut` is new: set x to 1"))
    }

    @Test func `questions in another order are told as such`() {
        let questions = [
            "question: csat, say: Un., answers: 1..5", "question: nps, say: Deux., answers: 0..10",
        ]
        func version(_ questions: [String]) -> FlowComparison.Version {
            let text = """
                format: 1
                flow: enquete
                start: avis
                steps:
                  avis:
                    survey: avis
                    questions: [{\(questions[0])}, {\(questions[1])}]
                    exhausted: hang-up
                    next: hang-up
                """
            return FlowComparison.Version(flows: [SourceText(path: "enquete.yaml", text: text)])
        }
        let comparison = FlowComparison(version(questions), version(questions.reversed()))
        #expect(comparison.diagnostics.isEmpty)
        #expect(
            comparison.changes.map(\.words) == ["the order of the questions of `avis` changed"])
    }

    @Test func `a simulation that changed is told, under the name of its file`() {
        let plan = """
            format: 1
            simulation: boutique
            period: {from: 2026-11-23, days: 5}
            arrivals:
              clients: {flow: accueil, calls: 90 a day}
            staff:
              desk: {count: 3, levels: [level1]}
            talk: {level1: exponential 4m}
            """
        func version(_ texts: [String: String]) -> FlowComparison.Version {
            FlowComparison.Version(
                flows: [],
                simulations: texts.mapValues { SourceText(path: "simulation.yaml", text: $0) })
        }
        let changed = plan.replacing("count: 3", with: "count: 4").replacing(
            "90 a day", with: "100 a day"
        ).replacing("exponential 4m", with: "exponential 5m")
        let comparison = FlowComparison(
            version(["simulation": plan, "ete": plan]),
            version(["simulation": changed, "noel": plan]))
        #expect(comparison.diagnostics.isEmpty)
        #expect(
            comparison.changes.text == """
                simulation ete
                  the simulation is gone
                simulation noel
                  the simulation is new
                simulation
                  arrivals `clients`: calls 90 a day → 100 a day
                  staff `desk`: count 3 → 4
                  talk level1: exponential 4m → exponential 5m

                """)
    }

    @Test func `comments, quotes and the order of keys make no difference`() throws {
        let formatted = SourceFormatter.format(
            SourceText(path: "accueil.yaml", text: Self.flow), as: .flow)
        let text = try #require(formatted.text)
        #expect(Self.words(flow: { _ in "# A comment.\n" + text }).isEmpty)
    }

    @Test func `changes are JSON with the same words`() throws {
        let version = { (text: String) in
            FlowComparison.Version(flows: [SourceText(path: "accueil.yaml", text: text)])
        }
        let comparison = FlowComparison(
            version(Self.flow), version(Self.flow.replacing("after: 4m", with: "after: 2m")))
        let parsed = try JSONSerialization.jsonObject(with: Data(comparison.changes.json.utf8))
        let change = try #require((parsed as? [[String: Any]])?.first)
        #expect(change["words"] as? String == "`offer after` of `ventes`: 4m → 2m")
        #expect(change["path"] as? [String] == ["steps", "ventes", "offer", "after"])
        #expect(change["before"] as? String == "4m" && change["after"] as? String == "2m")
    }

    @Test func `versions that can't be read are not compared`() {
        let comparison = FlowComparison(
            .init(flows: [SourceText(path: "a.yaml", text: "flow: [")]),
            .init(flows: [SourceText(path: "a.yaml", text: Self.flow)]))
        #expect(comparison.changes.isEmpty)
        #expect(comparison.diagnostics.map(\.code) == [.syntax])
    }
}
