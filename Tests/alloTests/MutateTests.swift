import TestSupport
import Testing

@Suite struct MutateTests {
    private static let flow = """
        format: 1
        flow: accueil
        start: menu
        steps:
          menu:
            menu:
              1: {say: une commande, next: commande}
              2: {say: un solde, next: solde}
              0: {say: un conseiller, next: adieu}
            exhausted: adieu
            no-input: [Rien.]
            no-match: [Non.]
          commande:
            say: Votre commande est partie.
            next: adieu
          solde:
            say: Votre solde est nul.
            next: adieu
          adieu:
            hang-up: Au revoir.
        """

    private static func transcript(_ key: Int, _ step: String, _ words: String) -> String {
        """
        call to accueil at 2026-11-23 10:00:00
        step menu
        ...
        press \(key)
        step \(step)
        hear "\(words)"
        step adieu
        hear "Au revoir."
        hang up by flow
        """
    }

    private func desk(_ transcripts: [String: String]) throws -> Desk {
        let desk = try Desk()
        try desk.write(Self.flow, to: "flows/accueil.yaml")
        for (name, text) in transcripts { try desk.write(text, to: "flows/\(name)") }
        return desk
    }

    @Test func `what no transcript goes through survives, what one does is caught at its line`()
        async throws
    {
        let desk = try desk([
            "commande.call": Self.transcript(1, "commande", "Votre commande est partie.")
        ])
        let run = try await desk.run("mutate", "flows", "--faults", "0", "--verbose")
        #expect(run.end == .exit(0))
        #expect(
            run.output.contains(
                "caught    flows/accueil.yaml:15:11: next of ‘commande’: ‘adieu’ has become ‘menu’; by flows/commande.call:7:1"
            ), "\(run.output)")
        #expect(
            run.output.contains(
                "survived  flows/accueil.yaml:18:11: next of ‘solde’: ‘adieu’ has become ‘menu’ [exit-redirected]"
            ))
        let poor = try await desk.run("mutate", "flows", "--faults", "0", "--minimum", "100")
        #expect(poor.end == .exit(1))
    }

    @Test func `a transcript that fails by itself is told before anything is tried`() async throws {
        let desk = try desk([
            "commande.call": Self.transcript(2, "commande", "Votre commande est partie.")
        ])
        let run = try await desk.run("mutate", "flows")
        #expect(run.end == .exit(1))
        #expect(run.errors.contains("commande.call fails without any fault"))
    }

    @Test(arguments: [["--faults", "-1"], ["--minimum", "101"], ["--seed", "x"]])
    func `what makes no sense is refused`(options: [String]) async throws {
        let desk = try desk([:])
        let run = try await desk.run("mutate", "flows", options[0], options[1])
        #expect(run.end == .exit(64))
    }
}
