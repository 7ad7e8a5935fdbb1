import Flows
import Rehearsal
import Telephony
import Testing
import Transcripts

/// A small centre with agents at work, and one flow that leads to them by keys.
enum WorkingCentre {
    private static let centre = """
        format: 1
        centre: durand
        time-zone: Europe/Paris
        country-code: "33"
        levels: {level1: 1, level2: 2}
        queues:
          level1: {level: level1, music: attente, max-wait: 10m, max-length: 3, number: "4100"}
          level2: {level: level2, music: attente, max-wait: 10m, number: "4200"}
          courrier:
            level: level1
            music: attente
            written: {due: 24h, agents: 1, destinations: {lyon: 1}}
        agents:
          anne:
            {number: "4001", pin-environment: PIN, phone: sip:anne@127.0.0.1, trunk: local, levels: [level1]}
          paul:
            {number: "4002", pin-environment: PIN, phone: sip:paul@127.0.0.1, trunk: local, levels: [level1]}
          zoe:
            {number: "4003", pin-environment: PIN, phone: sip:zoe@127.0.0.1, trunk: local, levels: [level2]}
        destinations: {lyon: {address: "sip:lyon@127.0.0.1", trunk: local}}
        callbacks: {trunk: local, from: "+33188000010", pause: 1m, attempts: 2, next: fin}
        music:
          attente: {piece: calme}
        numbers:
          "+33188000010": {flow: accueil, purpose: information}
        trunks:
          local: {from: [127.0.0.0/8], address: 127.0.0.1, allows: ["+336", "@127.0.0.1"]}
        telephone: {listen: ["udp:127.0.0.1:5060"]}
        """

    private static let accueil = """
        format: 1
        flow: accueil
        languages: [fr-FR]
        start: menu
        steps:
          menu:
            menu:
              1: {say: un conseiller, next: file}
              2: {say: être rappelé, next: accord}
            exhausted: fin
          file:
            queue: level1
            timeout: fin
            full: complet
            next: fin
          complet:
            hang-up: Il y a trop de monde.
          accord:
            menu:
              1: {say: accepter, next: rappel, consents: callback}
            exhausted: fin
          rappel:
            callback: level1
            accepted: fin
            refused: fin
          fin:
            hang-up: Au revoir.
        """

    private static let fin = """
        format: 1
        flow: fin
        languages: [fr-FR]
        start: merci
        steps:
          merci:
            say: Merci.
            next: return
        """

    static func program(
        replacing old: String = "", by new: String = "", levels: String? = nil,
        needsAgents: Bool = false, ring: String = "25s"
    ) throws -> FlowProgram {
        let centre = Self.centre.replacing(
            "levels: {level1: 1, level2: 2}",
            with: "levels: \(levels ?? "{level1: 1, level2: 2}")"
        ).replacing(
            "max-length: 3,",
            with: "max-length: 3,\(needsAgents ? " needs-agents: logged-in," : "")"
        ).replacing("pause: 1m", with: "pause: 1m, ring: \(ring)")
        let text = old.isEmpty ? accueil : accueil.replacing(old, with: new)
        let result = FlowChecker.check(
            centre: SourceText(path: "flows/centre.yaml", text: centre),
            flows: [
                SourceText(path: "flows/accueil.yaml", text: text),
                SourceText(path: "flows/fin.yaml", text: fin),
            ],
            resources: ResourceListing())
        let errors = result.diagnostics.filter { $0.severity == .error }.map(\.message)
        return try #require(result.program, "\(errors)")
    }

    /// Two callers, eva and max, who come to the queue one after the other.
    static let twoCallers = """
        call eva from +33612345678 to accueil at 2026-11-23 10:00:00
        call max from +33612345679 to accueil at 2026-11-23 10:00:00
        eva: ...
        max: ...
        4.000 eva: press 1
        eva: ...
        5.000 max: press 1
        max: ...
        """

    /// A rehearsed transcript with its records.
    static func rehearse(
        _ text: String, in program: FlowProgram? = nil
    ) throws -> (result: TestResult, records: [JournalRecord]) {
        var test = try TranscriptTest(
            Transcript(parsing: text, file: "a.call"), name: "a.call",
            program: program ?? self.program())
        while test.resume() != nil {}
        return (try #require(test.result), test.records)
    }

    static func result(_ text: String, in program: FlowProgram? = nil) throws -> TestResult {
        try rehearse(text, in: program).result
    }
}
