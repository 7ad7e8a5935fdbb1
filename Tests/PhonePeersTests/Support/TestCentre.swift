import TestSupport

/// A small service that answers the telephone, and the parts that these tests put in front of it.
enum TestCentre {
    /// What callers hear first.
    static let greeting = "Bonjour, bienvenue chez Durand."
    /// What they hear next.
    static let menu =
        "Pour votre livraison, tapez 1. Pour en finir, tapez 2. Pour être mis en relation, tapez 3."
    /// What they hear after 1.
    static let entry = "Tapez quatre chiffres."
    /// What nobody hears.
    static let other = "Les chemins de montagne sont fermés jusqu'au printemps."

    /// A folder with the service: outgoing calls go to the address `outside`, calls come from the address `source`, the flow waits for keys as long as `timeout`; what
    /// else the trunk, the telephone and the centre file say is `trunk` (as
    /// `, calls-per-second: 5`), `more` and `sections`.
    static func desk(
        outside: String = "127.0.0.1:9", trunk: String = "", from source: String = "127.0.0.1",
        more: String = "", sections: String = "", timeout: String = "100s"
    ) throws -> Desk {
        let desk = try Desk()
        try desk.write(
            """
            format: 1
            centre: essai
            time-zone: Europe/Paris
            country-code: "33"
            telephone:
              listen: ["udp:127.0.0.1:5060"]
            \(more)
            trunks:
              essai: {from: [\(source)], address: "\(outside)", allows: ["+33"]\(trunk)}
            destinations:
              dehors: {address: "+33188000099", trunk: essai}
            \(sections)

            """, to: "centre.yaml")
        try desk.write(
            flow.replacing("timeout: 100s", with: "timeout: \(timeout)"), to: "accueil.yaml")
        return desk
    }

    /// A server of the service with the usual limits.
    static func server(
        _ listeners: [String] = ["udp", "tcp"], patience: Duration = .seconds(120)
    ) async throws -> AlloServer {
        try await AlloServer(desk(), listeners: listeners, patience: patience)
    }

    /// One for all tests that leave it as it was; it ends with them, however long they take.
    static let shared = Task { try await server(patience: .seconds(3_600)) }

    private static let flow = """
        format: 1
        flow: accueil
        languages: [fr-FR]
        start: bonjour
        failures: 20
        call-failures: 40
        too-many-failures: fin
        technical-problem: fin
        no-input:
          - Je n'ai rien entendu.
        no-match:
          - Cette touche n'est pas proposée.
        steps:
          bonjour:
            say: \(greeting)
            next: menu
          menu:
            menu:
              1: {say: votre livraison, next: numero}
              2: {say: en finir, next: fin}
              3: {say: être mis en relation, next: dehors}
            timeout: 100s
            exhausted: fin
          numero:
            collect: numero
            say: \(entry)
            length: 4
            term-key: none
            timeout: 100s
            exhausted: fin
            next: merci
          merci:
            say: Merci.
            next: menu
          dehors:
            transfer: dehors
            say: Nous vous mettons en relation.
            failed: injoignable
          injoignable:
            say: Personne ne répond.
            next: menu
          fin:
            hang-up: Au revoir.

        """
}
