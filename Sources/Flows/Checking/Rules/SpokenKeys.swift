import Telephony

/// Finds the keys that a text tells the caller to press: “tapez 1”, “press the star key”.
struct SpokenKeys {
    /// The keys in the order of the text.
    private(set) var keys: [[Digit]] = []
    /// A key that is told before what it is for: “tapez 1 pour les ventes”.
    private(set) var keyBeforeFunction: [Digit]?

    init(_ text: String) {
        for sentence in SpokenKeys.sentences(of: text) { read(sentence) }
    }

    private static let verbs: Set<String> = [
        "tapez", "taper", "appuyez", "appuyer", "composez", "composer", "pressez", "faites",
        "choisissez", "press", "dial", "hit", "push", "choose", "select",
    ]
    private static let fillers: Set<String> = [
        "sur", "la", "le", "touche", "chiffre", "the", "key", "button", "number", "digit", "a",
        "simplement", "just",
    ]
    private static let purposes: Set<String> = ["pour", "si", "for", "to", "if"]
    /// “Huit chiffres” are no key 8.
    private static let counted: Set<String> = [
        "chiffres", "chiffre", "fois", "caractères", "lettres", "digits", "digit", "times",
        "characters", "letters", "derniers", "premiers", "last", "first",
    ]
    private static let names: [String: Digit] = [
        "zéro": .zero, "zero": .zero, "un": .one, "one": .one, "deux": .two, "two": .two,
        "trois": .three, "three": .three, "quatre": .four, "four": .four, "cinq": .five,
        "five": .five, "six": .six, "sept": .seven, "seven": .seven, "huit": .eight,
        "eight": .eight, "neuf": .nine, "nine": .nine, "étoile": .star, "etoile": .star,
        "star": .star, "asterisk": .star, "dièse": .hash, "diese": .hash, "hash": .hash,
        "pound": .hash, "square": .hash,
    ]

    /// Words of each sentence, in small letters, without the values in braces.
    private static func sentences(of text: String) -> [[String]] {
        var sentences: [[String]] = [[]]
        var word = ""
        var depth = 0
        for character in text.lowercased() + " " {
            switch character {
            case "{": depth += 1
            case "}": depth = max(depth - 1, 0)
            case _ where depth > 0: continue
            case _ where character.isLetter || character.isNumber || character == "*"
                || character == "#":
                word.append(character)
                continue
            default: break
            }
            if !word.isEmpty { sentences[sentences.count - 1].append(word) }
            word = ""
            if ".!?;\n".contains(character) { sentences.append([]) }
        }
        return sentences.filter { !$0.isEmpty }
    }

    private mutating func read(_ sentence: [String]) {
        var hasPurpose = false
        var index = 0
        while index < sentence.count {
            if Self.purposes.contains(sentence[index]) { hasPurpose = true }
            guard Self.verbs.contains(sentence[index]) else {
                index += 1
                continue
            }
            index += 1
            while index < sentence.count, Self.fillers.contains(sentence[index]) { index += 1 }
            var last: [Digit]?
            while index < sentence.count, let key = key(at: index, of: sentence) {
                keys.append(key)
                last = key
                index += 1
                guard index + 1 < sentence.count,
                    ["ou", "or", "et", "and"].contains(sentence[index]),
                    self.key(at: index + 1, of: sentence) != nil
                else { break }
                index += 1
            }
            if let last, !hasPurpose, keyBeforeFunction == nil, index < sentence.count,
                Self.purposes.contains(sentence[index])
            {
                keyBeforeFunction = last
            }
        }
    }

    private func key(at index: Int, of sentence: [String]) -> [Digit]? {
        let word = sentence[index]
        if index + 1 < sentence.count, Self.counted.contains(sentence[index + 1]) { return nil }
        if let named = Self.names[word] { return [named] }
        guard word.count <= 2 else { return nil }
        return ScalarReading.keys(word)
    }
}
