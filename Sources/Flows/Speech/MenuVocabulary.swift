import Telephony

/// The words that menus are made of.
struct MenuVocabulary {
    /// What a key comes after.
    let triggers: Set<String>
    /// What may stand between the verb and the key.
    let fillers: Set<String>
    /// What joins a second key on.
    let joints: Set<String>
    /// What a function begins with.
    let functions: Set<String>
    /// What keys are called.
    let keys: [String: Digit]
    /// What a number counts that is no key: `composez huit chiffres`.
    let counted: Set<String>

    /// The place of the key that follows a verb, or nil.
    func firstKey(in words: [MenuWord], after trigger: Int) -> Int? {
        // Longer than any "appuyez sur la touche numéro".
        for place in words.indices.dropFirst(trigger + 1).prefix(5) {
            if keys[words[place].text] != nil {
                let isCount = place + 1 < words.count && counted.contains(words[place + 1].text)
                return isCount ? nil : place
            }
            guard fillers.contains(words[place].text) || triggers.contains(words[place].text)
            else { return nil }
        }
        return nil
    }

    /// The places of a key and of those joined on to it: `1, 2 ou 3`.
    func joinedKeys(in words: [MenuWord], from first: Int) -> [Int] {
        var places = [first]
        var place = first + 1
        while place + 1 < words.count, joints.contains(words[place].text) {
            var next = place + 1
            while next < words.count, fillers.contains(words[next].text) { next += 1 }
            guard next < words.count, keys[words[next].text] != nil else { break }
            places.append(next)
            place = next + 1
        }
        return places
    }

    /// Whether words tell what a key does: those of its own sentence, on the given side of it.
    func tellsFunction(
        _ words: [MenuWord], from start: Int, to end: Int, backwards: Bool
    ) -> Bool {
        guard start < end else { return false }
        let span = words[start..<end]
        let sentence =
            backwards
            ? span.suffix(from: span.lastIndex { $0.text == "." } ?? start)
            : span.prefix(upTo: span.firstIndex { $0.text == "." } ?? end)
        return sentence.contains { functions.contains($0.text) }
    }

    static let french = MenuVocabulary(
        triggers: [
            "tapez", "taper", "composez", "composer", "faites", "faire", "appuyez", "appuyer",
            "pressez", "presser", "choisissez", "sélectionnez", "touche",
        ],
        fillers: ["sur", "la", "le", "l", "touche", "chiffre", "numéro", "bouton"],
        joints: ["ou", "et", ","],
        functions: ["pour", "si"],
        keys: [
            "0": .zero, "1": .one, "2": .two, "3": .three, "4": .four, "5": .five, "6": .six,
            "7": .seven, "8": .eight, "9": .nine, "zéro": .zero, "un": .one, "deux": .two,
            "trois": .three, "quatre": .four, "cinq": .five, "six": .six, "sept": .seven,
            "huit": .eight, "neuf": .nine, "étoile": .star, "etoile": .star, "*": .star,
            "dièse": .hash, "diese": .hash, "#": .hash,
        ],
        counted: ["chiffres", "fois", "lettres", "caractères", "premiers", "derniers"])

    static let english = MenuVocabulary(
        triggers: ["press", "dial", "push", "hit", "select", "choose", "key"],
        fillers: ["the", "on", "key", "number", "button", "digit"],
        joints: ["or", "and", ","],
        functions: ["for", "to", "if"],
        keys: [
            "0": .zero, "1": .one, "2": .two, "3": .three, "4": .four, "5": .five, "6": .six,
            "7": .seven, "8": .eight, "9": .nine, "zero": .zero, "one": .one, "two": .two,
            "three": .three, "four": .four, "five": .five, "six": .six, "seven": .seven,
            "eight": .eight, "nine": .nine, "star": .star, "asterisk": .star, "*": .star,
            "hash": .hash, "pound": .hash, "#": .hash,
        ],
        counted: ["digits", "times", "letters", "characters"])
}
