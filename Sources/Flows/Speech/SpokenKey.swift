public import Telephony

/// A key that a menu's text tells the caller to press.
public struct SpokenKey: Hashable, Sendable {
    /// The key.
    public let key: Digit
    /// Where it is said, in Unicode scalars from the start of the text.
    public let offset: Int
    /// Whether what the key does is said before it, as it should be; true as well where the text
    /// doesn't say what it does.
    public let isFunctionFirst: Bool

    /// The keys that a text says, in its order: `Pour une réclamation, tapez 2.`
    ///
    /// It knows the verbs of menus (tapez, faites, appuyez sur …; press, dial …) and the word for a
    /// key (touche, key), and the keys that are joined on by *ou*, *et*, *or*, *and*.
    public static func all(in text: String, _ language: SpokenLanguage) -> [SpokenKey] {
        let words = MenuWord.words(of: text)
        let vocabulary = language.isFrench ? MenuVocabulary.french : .english
        var mentions: [Mention] = []
        var index = 0
        while index < words.count {
            guard vocabulary.triggers.contains(words[index].text),
                let first = vocabulary.firstKey(in: words, after: index)
            else {
                index += 1
                continue
            }
            for place in vocabulary.joinedKeys(in: words, from: first) {
                mentions.append(Mention(trigger: index, place: place))
            }
            index = (mentions.last?.place ?? first) + 1
        }
        return keys(of: mentions, in: words, vocabulary)
    }

    /// A key with the verb before it, both by their place among the words.
    private struct Mention {
        let trigger: Int
        let place: Int
    }

    private static func keys(
        of mentions: [Mention], in words: [MenuWord], _ vocabulary: MenuVocabulary
    ) -> [SpokenKey] {
        var keys: [SpokenKey] = []
        // The words between two keys belong to the earlier one where its function follows it.
        var free = 0
        for (number, mention) in mentions.enumerated() {
            guard let key = vocabulary.keys[words[mention.place].text] else { continue }
            if number > 0, mentions[number - 1].trigger == mention.trigger, let last = keys.last {
                keys.append(
                    SpokenKey(
                        key: key, offset: words[mention.place].offset,
                        isFunctionFirst: last.isFunctionFirst))
                continue
            }
            let next = mentions[(number + 1)...].first { $0.trigger != mention.trigger }
            let saidBefore = vocabulary.tellsFunction(
                words, from: free, to: mention.trigger, backwards: true)
            let saidAfter = vocabulary.tellsFunction(
                words, from: mention.place + 1, to: next?.trigger ?? words.count, backwards: false)
            let isFirst = saidBefore || !saidAfter
            keys.append(
                SpokenKey(
                    key: key, offset: words[mention.place].offset, isFunctionFirst: isFirst))
            free = isFirst ? mention.place + 1 : next?.trigger ?? words.count
        }
        return keys
    }
}
