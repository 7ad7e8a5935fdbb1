internal import CESpeakNG

/// The voices of espeak-ng that are installed, by the names that a designer may write.
struct EspeakVoices {
    /// Files of voices (`roa/fr`) by language (`fr`, `fr-fr`) and by their own names, in lower case.
    private var files: [String: String] = [:]
    /// Names of variants (`f2`) as espeak-ng writes them, by the same in lower case.
    private var variants: [String: String] = [:]

    /// Asks the engine, which has been started and is used by nobody else meanwhile.
    init() {
        for voice in Self.list(nil) {
            let file = String(cString: voice.identifier)
            files[Self.lastPart(file).lowercased()] = file
            files[file.lowercased()] = file
        }
        // What a file is called comes before what languages it also serves.
        for voice in Self.list(nil) {
            for language in Self.languages(of: voice) where files[language] == nil {
                files[language] = String(cString: voice.identifier)
            }
        }
        for voice in Self.list("variant") {
            let name = Self.lastPart(String(cString: voice.identifier))
            variants[name.lowercased()] = name
        }
    }

    /// What espeak-ng calls the voice that a designer names `fr`, `en-GB` or `fr+f2`.
    func file(named name: String) throws(PromptError) -> String {
        let parts = name.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let voice = String(parts[0])
        guard !voice.lowercased().hasPrefix("mb/"), !voice.lowercased().hasPrefix("mb-") else {
            throw PromptError(.mbrolaVoice(name))
        }
        guard let file = files[voice.lowercased()] else {
            throw PromptError(
                .unknownVoice(voice, near: Spelling.nearest(to: voice, among: files.keys)))
        }
        guard parts.count == 2 else { return file }
        let wanted = String(parts[1])
        guard let variant = variants[wanted.lowercased()] else {
            throw PromptError(
                .unknownVariant(wanted, near: Spelling.nearest(to: wanted, among: variants.keys)))
        }
        return "\(file)+\(variant)"
    }

    /// The names of languages that can be spoken, in order.
    var names: [String] { files.keys.filter { !$0.contains("/") }.sorted() }

    private static func list(_ language: String?) -> [espeak_VOICE] {
        func list(_ wanted: UnsafeMutablePointer<espeak_VOICE>?) -> [espeak_VOICE] {
            guard var next = espeak_ListVoices(wanted) else { return [] }
            var voices: [espeak_VOICE] = []
            while let voice = next.pointee {
                voices.append(voice.pointee)
                next += 1
            }
            return voices
        }
        guard let language else { return list(nil) }
        return language.withCString { text in
            var wanted = espeak_VOICE()
            wanted.languages = text
            return list(&wanted)
        }
    }

    /// The languages of a voice: each a byte of priority and a name that ends with a zero byte.
    private static func languages(of voice: espeak_VOICE) -> [String] {
        guard var next = voice.languages else { return [] }
        var names: [String] = []
        while next.pointee != 0 {
            let name = String(cString: next + 1)
            names.append(name.lowercased())
            next += 2 + name.utf8.count
        }
        return names
    }

    private static func lastPart(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }
}
