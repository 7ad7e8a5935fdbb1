import Flows
import Rehearsal
import Telephony
import Testing
import Transcripts

/// A small centre with one step of every kind that rehearsals play a part in.
enum Fixture {
    static let centre = """
        format: 1
        centre: durand
        time-zone: Europe/Paris
        country-code: "33"
        levels: {level1: 1, level2: 2, level3: {rank: 3, destination: prestataire}}
        queues:
          exterieur: {level: level3, music: attente, max-wait: 10m}
          level1: {level: level1, music: attente, max-wait: 10m}
          level2: {level: level2, music: attente, max-wait: 10m}
        music:
          attente: {piece: calme}
        calendars:
          boutique:
            open: {monday-friday: "09:00-18:00"}
        numbers:
          "+33188000010": {flow: accueil, purpose: after-sales}
        directories:
          clients: {file: clients.csv, telephone: [telephone]}
        endpoints:
          solde: {url: "https://example.org/solde", method: GET, timeout: 3s}
        destinations:
          prestataire: {address: "+33188000099"}
        """

    static let customers = """
        client,telephone,nom,segment,code
        vip-1,+33612345678,Madame Lefèvre,vip,4821
        std-1,+33698765432,Monsieur Bernard,standard,1357
        """

    static let accueil = """
        format: 1
        flow: accueil
        languages: [fr-FR]
        start: bienvenue
        steps:
          bienvenue:
            say: Bonjour.
            notice: recording
            next: ouverture
          ouverture:
            hours: boutique
            open: reconnaitre
            closed: ferme
          ferme:
            hang-up: Nous sommes fermés.
          reconnaitre:
            look-up: clients
            by: telephone
            key: caller
            into: client
            identifies: client
            segment: segment
            found: menu
            missing: menu
          menu:
            menu:
              1: {say: un conseiller, next: file, motive: conseiller}
              2: {say: votre code, next: identification}
              3: {say: votre solde, next: solde}
              4: {say: notre prestataire, next: transfert}
              5: {say: laisser un message, next: message}
              6: {say: notre partenaire, next: dehors}
            no-input: [Je n'entends rien.]
            no-match: [Cette touche ne sert à rien.]
            exhausted: au-revoir
          file:
            queue: level1
            say: Un instant.
            timeout: au-revoir
          dehors:
            queue: exterieur
            say: Un instant.
            next: au-revoir
            timeout: au-revoir
          identification:
            call: identification
            with: {attendu: client.code}
            exits: {reconnu: reconnu, refuse: au-revoir}
          reconnu:
            say: Merci.
            done: identification
            next: au-revoir
          solde:
            request: solde
            with: {numero: caller}
            into: compte
            found: dire-solde
            failed: au-revoir
          dire-solde:
            say: "Il reste {compte.solde as money}."
            next: au-revoir
          transfert:
            transfer: prestataire
            say: Nous vous transférons.
            failed: au-revoir
          message:
            record: message
            say: Parlez.
            max: 60s
            next: au-revoir
          au-revoir:
            hang-up: Au revoir.
        variables:
          client: nothing
        """

    static let identification = """
        format: 1
        flow: identification
        languages: [fr-FR]
        start: code
        parameters: [attendu]
        exits: [reconnu, refuse]
        steps:
          code:
            collect: saisi
            say: Tapez votre code.
            length: 4
            secret: yes
            no-match: [Quatre chiffres.]
            exhausted: return refuse
            next: comparer
          comparer:
            choose:
              - when: saisi = attendu
                next: return reconnu
            otherwise: faux
          faux:
            say: Ce n'est pas le bon code.
            next: return refuse
        """

    /// The flows, after a change of the first one's text.
    static func program(
        replacing old: String = "", by new: String = "", centre: String = centre,
        customers: String = customers
    ) throws -> FlowProgram {
        let text = old.isEmpty ? accueil : accueil.replacing(old, with: new)
        let result = FlowChecker.check(
            centre: SourceText(path: "flows/centre.yaml", text: centre),
            flows: [
                SourceText(path: "flows/accueil.yaml", text: text),
                SourceText(path: "flows/identification.yaml", text: identification),
            ],
            resources: ResourceListing(customerFiles: ["clients.csv": Array(customers.utf8)]))
        let errors = result.diagnostics.filter { $0.severity == .error }.map(\.message)
        return try #require(result.program, "\(errors)")
    }

    static let pins = Fixtures([
        "good": [.four, .eight, .two, .one], "bad": [.nine, .nine, .nine, .nine],
    ])

    /// A rehearsed transcript, with prompts of 65 ms a character.
    static func result(_ text: String, in program: FlowProgram? = nil) throws -> TestResult {
        var test = try TranscriptTest(
            Transcript(parsing: text, file: "a.call"), name: "a.call", fixtures: pins,
            program: program ?? self.program())
        while test.resume() != nil {}
        return try #require(test.result)
    }

    /// The records of a call that does what a transcript says.
    static func records(_ text: String, in program: FlowProgram? = nil) throws -> [JournalRecord] {
        var test = try TranscriptTest(
            Transcript(parsing: text, file: "a.call"), name: "a.call", fixtures: pins,
            program: program ?? self.program())
        while test.resume() != nil {}
        try #require(test.result?.hasPassed == true, "\(test.result as Any)")
        return test.records
    }

    static func arrival(from: String? = "+33612345678") -> Arrival {
        Arrival(
            flow: "accueil", caller: CallerID(rawValue: "caller-1"),
            from: from.flatMap { PhoneNumber($0) }, to: "accueil",
            unixMilliseconds: 1_795_424_400_000)
    }
}
