import Foundation

/// The flows of these tests, as short as they can be.
enum SmallFlow {
    /// A greeting, a menu, and the loop `1` that leads back to it; `2` ends the call.
    static let loop = """
        format: 1
        flow: boucle
        languages: [fr-FR]
        start: bonjour
        too-many-failures: fin
        technical-problem: fin
        no-input:
          - Je n'ai rien entendu.
        no-match:
          - Cette touche n'est pas proposée.
        steps:
          bonjour:
            say: Bonjour.
            next: menu
          menu:
            menu:
              1: {say: continuer, next: un}
              2: {say: en finir, next: fin}
            exhausted: fin
          un:
            say: Un.
            next: deux
          deux:
            say: Deux.
            next: menu
          fin:
            hang-up: Au revoir.

        """

    /// The loop with a menu that waits long: whoever tests it may be busy with other tests.
    static let patientLoop = loop.replacing(
        "    exhausted: fin", with: "    timeout: 100s\n    exhausted: fin")

    /// A greeting, a menu with a prompt worth looking for, and an entry of four keys.
    static let entry = """
        format: 1
        flow: saisie
        languages: [fr-FR]
        start: bonjour
        failures: 20
        call-failures: 40
        too-many-failures: fin
        technical-problem: fin
        no-input:
          - Pardon.
        no-match:
          - Cette touche n'est pas proposée.
        steps:
          bonjour:
            say: Bonjour.
            next: menu
          menu:
            menu:
              1: {say: votre livraison, next: numero}
            timeout: 1s
            exhausted: fin
          numero:
            collect: numero
            say: Tapez quatre chiffres.
            length: 4
            term-key: none
            exhausted: fin
            next: fin
          fin:
            hang-up: Merci. Au revoir.

        """

    /// An entry of eight keys that nobody may see, compared with the one that is right.
    static let secret = """
        format: 1
        flow: secret
        languages: [fr-FR]
        start: code
        too-many-failures: fin
        technical-problem: fin
        no-input:
          - Je n'ai rien entendu.
        no-match:
          - Le code compte huit chiffres.
        steps:
          code:
            collect: code
            say: Tapez votre code.
            length: 8
            secret: yes
            exhausted: fin
            next: comparer
          comparer:
            choose:
              - when: code > 90000000
                next: haut
            otherwise: fin
          haut:
            say: Merci.
            next: fin
          fin:
            hang-up: Au revoir.

        """
}
