import TestSupport

/// What a small centre is like: its files.
struct CentrePlan {
    /// How long an agent is rung.
    var ring = "20s"
    /// How long an agent has after a talk.
    var wrapUp = "1s"
    /// After so many calls that rang in vain an agent is away.
    var missedCalls = 2
    /// What else the queue of level 1 has, as `, needs-agents: logged-in`.
    var queue = ""

    /// What callers hear first.
    static let greeting = "Bonjour, bienvenue chez Durand."
    /// What those who stay are asked first.
    static let question = "De zéro à dix, nous recommanderiez-vous ?"

    static func password(of user: String) -> String { "mot-de-passe-\(user)" }

    /// The folder with the files; callers are called back at a port.
    func desk(outside: UInt16) throws -> Desk {
        let desk = try Desk()
        try desk.write(centre(outside: outside), to: "centre.yaml")
        try desk.write(Self.reception, to: "accueil.yaml")
        try desk.write(Self.waiting, to: "attente.yaml")
        try desk.write(Self.agents, to: "conseillers.yaml")
        try desk.write(Self.after, to: "apres.yaml")
        return desk
    }

    private func centre(outside: UInt16) -> String {
        """
        format: 1
        centre: durand
        time-zone: Europe/Paris
        country-code: "33"
        telephone: {listen: ["udp:127.0.0.1:5060"]}
        trunks:
          monde:
            {from: [127.0.0.2], asserts-identity: yes, address: "127.0.0.2:\(outside)", allows: ["+336"]}
        phones:
          from: [127.0.0.1]
          digest: [md5]
          users:
            anne: {password: \(Self.password(of: "anne"))}
            bruno: {password: \(Self.password(of: "bruno"))}
            claire: {password: \(Self.password(of: "claire"))}
        levels: {level1: 1, level2: 2}
        music: {attente: {piece: calme}}
        queues:
          level1: {level: level1, music: attente, number: "4100", ring: \(ring)\(queue)}
          level2: {level: level2, music: attente, number: "4200", ring: \(ring)}
        agents:
          desk-1:
            {phone: anne, number: "4001", pin: "1234", levels: [level1], \(usual)}
          desk-2:
            {phone: bruno, number: "4002", pin: "2345", levels: [level1], \(usual)}
          desk-3:
            {phone: claire, number: "4003", pin: "3456", levels: [level2], \(usual)}
        callbacks: {trunk: monde, attempts: 2, pause: 10s, ring: 20s, from: "+33188000010", next: apres}
        numbers:
          "+33188000010": {flow: accueil, purpose: after-sales}
          "4900": {flow: conseillers}

        """
    }

    private var usual: String { "wrap-up: \(wrapUp), missed-calls: \(missedCalls)" }

    private static let reception = """
        format: 1
        flow: accueil
        languages: [fr-FR]
        start: bonjour
        failures: 5
        call-failures: 20
        too-many-failures: fin
        technical-problem: fin
        no-input: [Je n'ai rien entendu.]
        no-match: [Ce choix n'est pas possible.]
        steps:
          bonjour: {say: "\(greeting)", next: menu}
          menu:
            menu:
              1: {say: parler à un conseiller, next: file}
              2: {say: attendre un moment, next: courte}
            timeout: 100s
            exhausted: fin
          file:
            queue: level1
            escape: {2: rappel}
            next: avis
            timeout: tard
          courte:
            queue: level1
            max-wait: 2s
            next: avis
            timeout: tard
          rappel: {callback: level1, accepted: fin, refused: file}
          avis: {call: apres, next: fin}
          tard: {say: Il est trop tard., next: fin}
          fin: {hang-up: Au revoir.}

        """

    /// What those who stay on the line are asked, called back or not.
    private static let after = """
        format: 1
        flow: apres
        languages: [fr-FR]
        start: avis
        no-input: [Je n'ai rien entendu.]
        no-match: [Ce choix n'est pas possible.]
        steps:
          avis:
            survey: apres
            questions:
              - {question: nps, say: "\(question)", answers: 0..10}
              - {question: resolved, say: "Votre demande est-elle résolue ?", answers: 1..2}
            inter-digit-timeout: 1s
            timeout: 100s
            exhausted: return
            next: return

        """

    private static let waiting = """
        format: 1
        flow: attente
        languages: [fr-FR]
        start: file
        steps:
          file: {queue: level1, next: fin, timeout: fin, empty: personne}
          personne: {hang-up: Personne n'est là.}
          fin: {hang-up: Au revoir.}

        """

    private static let agents = """
        format: 1
        flow: conseillers
        languages: [fr-FR]
        start: numero
        steps:
          numero:
            collect: numero
            say: Votre numéro.
            length: 4
            term-key: none
            timeout: 100s
            exhausted: fin
            next: code
          code:
            collect: code
            say: Votre code.
            length: 4
            term-key: none
            secret: yes
            timeout: 100s
            exhausted: fin
            next: entrer
          entrer:
            agent: log-in
            number: numero
            pin: code
            next: fin
            refused: refus
            locked: verrou
          refus: {say: Ce n'est pas cela., next: numero}
          verrou: {hang-up: C'est fermé.}
          fin: {hang-up: Au revoir.}

        """
}
