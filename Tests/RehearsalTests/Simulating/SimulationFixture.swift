import Flows
import Telephony
import Testing

@testable import Rehearsal

/// Centres to simulate, as texts.
enum SimulationFixture {
    /// A centre of one queue without prompts, rings or whispers, in which the formulas hold.
    static func erlang(
        calls: String = "100 a hour", agents: Int = 12, talk: String = "exponential 4m",
        patience: String = "never", days: Int = 5, ring: String = "constant 0s",
        hours: String = "", wrapUp: String = "constant 0s", extra: String = ""
    ) throws -> SimulationSetting {
        try setting(
            centre: """
                format: 1
                centre: formules
                levels: {level1: 1}
                music: {attente: {piece: calme}}
                queues:
                  level1: {level: level1, music: attente, max-wait: 4h, whisper: no}
                """,
            flows: [
                "formules": """
                format: 1
                flow: formules
                languages: [fr-FR]
                start: attente
                steps:
                  attente:
                    queue: level1
                    timeout: fin
                  fin:
                    hang-up: Au revoir.
                """
            ],
            simulation: """
                format: 1
                simulation: formules
                period: {from: 2026-11-02, days: \(days)}
                arrivals:
                  clients: {flow: formules, calls: \(calls)}
                callers:
                  clients: {patience: \(patience)}
                staff:
                  agents:
                    count: \(agents)
                    levels: [level1]
                    wrap-up: \(wrapUp)
                    answers-after: \(ring)
                    \(hours.isEmpty ? "" : "hours: {\(hours)}")
                talk: {level1: \(talk)}
                \(extra)
                """)
    }

    /// A shop with a menu, a callback, a higher level and a provider.
    static func shop(_ change: (String) -> String = { $0 }, days: Int = 1) throws
        -> SimulationSetting
    {
        try setting(
            centre: centre, flows: ["boutique": flow], customers: ["clients.csv": customers],
            simulation: change(simulation.replacing("days: 1", with: "days: \(days)")))
    }

    static func setting(
        centre: String, flows: [String: String], customers: [String: String] = [:],
        simulation: String
    ) throws -> SimulationSetting {
        let program = try program(centre: centre, flows: flows, customers: customers)
        let source = SourceText(path: "flows/simulation.yaml", text: simulation)
        let check = SimulationChecker.check(source, of: program)
        let plan = try #require(
            check.plan, "\(DiagnosticText([source]).text(check.diagnostics))")
        return SimulationSetting(plan, in: program)
    }

    static func program(
        centre: String = centre, flows: [String: String] = ["boutique": flow],
        customers: [String: String] = ["clients.csv": customers]
    ) throws -> FlowProgram {
        let sources =
            [SourceText(path: "flows/centre.yaml", text: centre)]
            + flows.map { SourceText(path: "flows/\($0.key).yaml", text: $0.value) }
        let result = FlowChecker.check(
            centre: sources[0], flows: Array(sources.dropFirst()),
            resources: ResourceListing(customerFiles: customers.mapValues { Array($0.utf8) }))
        return try #require(
            result.program, "\(DiagnosticText(sources).text(result.diagnostics))")
    }

    static let customers =
        "telephone,nom,segment,numero\n"
        + (1...50).map {
            "+336111100\($0 + 10),Client \($0),\($0 % 5 == 0 ? "vip" : "standard"),0000\($0 + 10)"
        }.joined(separator: "\n") + "\n"

    static let centre = """
        format: 1
        centre: boutique
        levels:
          level1: 1
          level2: 2
          dehors: {rank: 3, destination: prestataire}
        music: {attente: {piece: calme}}
        queues:
          level1:
            level: level1
            music: attente
            max-wait: 6m
            max-length: 20
            number: "4100"
            announcements: {first: 15s, every: 30s}
          level2: {level: level2, music: attente, priority: 5, number: "4200"}
          soir: {level: dehors, music: attente, max-wait: 5m}
        callbacks: {trunk: local, attempts: 2, pause: 1m, ring: 20s, from: "+33188000010"}
        directories:
          clients: {file: clients.csv, telephone: [telephone]}
        destinations:
          prestataire: {address: "+33188000077"}
        endpoints:
          stock: {url: "https://example.test/stock"}
        trunks:
          local:
            from: [127.0.0.0/8]
            address: 127.0.0.1:5070
            allows: ["+33"]
            asserts-identity: yes
        numbers:
          "+33188000010": {flow: boutique, purpose: after-sales}
        """

    static let flow = """
        format: 1
        flow: boutique
        languages: [fr-FR]
        start: reconnaitre
        variables: {client: nothing, produit: nothing, numero: '"0"'}
        no-input: [Je n'ai rien entendu.]
        no-match: [Cette touche ne sert à rien.]
        steps:
          reconnaitre:
            look-up: clients
            by: telephone
            key: caller
            into: client
            identifies: telephone
            segment: segment
            found: menu
            missing: menu
          menu:
            menu:
              1: {say: un conseiller, next: attente, motive: conseil}
              2: {say: le stock d'un article, next: article}
              3: {say: notre prestataire, next: dehors}
            exhausted: fin
          article:
            collect: numero
            say: Tapez le numéro de l'article.
            length: 4..6
            exhausted: fin
            next: stock
          stock:
            request: stock
            with: {numero: numero}
            into: produit
            found: dire
            missing: fin
            failed: fin
          dire:
            say: "Il en reste {produit.reste}."
            done: stock
            next: fin
          attente:
            queue: level1
            say: Un conseiller va vous répondre.
            escape:
              1: {next: accord}
            next: enquete
            timeout: fin
          accord:
            menu:
              1: {say: être rappelé, next: rappel, consents: callback}
              2: {say: attendre encore, next: attente}
            exhausted: attente
          rappel:
            callback: level1
            accepted: fin
            refused: attente
          dehors:
            queue: soir
            next: fin
            timeout: fin
          enquete:
            survey: avis
            questions:
              - {question: nps, say: "De 0 à 10, nous recommanderiez-vous ?", answers: 0..10}
            exhausted: fin
            next: fin
          fin:
            hang-up: Au revoir.
        """

    static let simulation = """
        format: 1
        simulation: boutique
        period: {from: 2026-11-23, days: 1}
        arrivals:
          clients:
            to: "+33188000010"
            calls: 400 a day
            hours: {"08:00-12:00": 10, "14:00-18:00": 8}
            callers: {habitues: 60, autres: 40}
        callers:
          habitues:
            customers: {directory: clients, share: 80}
            patience: exponential 3m
            barge-in: 30
            call-again: {share: 50, after: exponential 10m, most: 2}
            presses:
              menu: {1: 70, 2: 10, 3: 15, nothing: 2, wrong: 1, hang-up: 2}
              attente: {1: 30, stay: 70}
              accord: {1: 90, 2: 10}
              article: {column clients.numero: 60, random: 40}
            answers: {nps: {10: 40, 9: 30, 2: 10, nothing: 20}}
          autres: {patience: exponential 2m, withheld: 20}
        staff:
          desk:
            count: 5
            levels: [level1]
            hours: {monday-friday: "08:00-18:00"}
            breaks: [{window: "12:00-14:00", length: 1h}]
            wrap-up: exponential 20s
            misses: 2
          expert: {count: 2, levels: [level2], hours: {monday-friday: "08:00-18:00"}}
        talk: {level1: lognormal mean 3m sd 2m, level2: exponential 5m}
        transfers: {level1: {level2: 25}}
        callbacks: {answer: 70, no-answer: 20, busy: 10}
        destinations:
          prestataire: {positions: 3, talk: exponential 3m, wrap-up: constant 10s}
        endpoints:
          stock:
            answers:
              - {share: 90, values: {reste: "12"}}
              - {share: 10, outcome: missing}
        what-if:
          un-de-plus: "desk=6"
        """
}
