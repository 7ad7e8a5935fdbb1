import Telephony

/// Tells which sound files are other ones.
enum SoundWords {
    /// The prompts whose recording differs, by language; `""` for sound files that are of no prompt
    /// by their place, as music and recordings with names of their own.
    static func changes(
        _ old: [String: [UInt8]], _ new: [String: [UInt8]]
    ) -> [String: [FlowChange]] {
        var changes: [String: [FlowChange]] = [:]
        for path in Set(old.keys).union(new.keys).sorted() where old[path] != new[path] {
            let parts = path.split(separator: "/")
            let language = parts.first.map(String.init) ?? ""
            let isPrompt = parts.count == 2 && isLanguage(language)
            let stem = parts.last.map { $0.prefix(upTo: $0.lastIndex(of: ".") ?? $0.endIndex) }
            let change = FlowChange(
                isPrompt ? .prompts(LanguageTag(rawValue: language)) : .sounds,
                old[path] == nil ? .added : new[path] == nil ? .removed : .changed,
                isPrompt ? [String(stem ?? ""), Word.recording.rawValue] : [path],
                isPrompt
                    ? words(ofPrompt: String(stem ?? ""), path, old[path], new[path])
                    : words(of: path, old[path], new[path]))
            changes[isPrompt ? language : "", default: []].append(change)
        }
        return changes
    }

    private static func words(
        ofPrompt name: String, _ path: String, _ old: [UInt8]?, _ new: [UInt8]?
    ) -> String {
        if old == nil { return "prompt `\(name)` has a recording now: \(path)" }
        if new == nil { return "prompt `\(name)` has no recording any more; it was \(path)" }
        return "prompt `\(name)` has another recording in \(path)"
    }

    private static func words(of path: String, _ old: [UInt8]?, _ new: [UInt8]?) -> String {
        if old == nil { return "sound file \(path) is new" }
        if new == nil { return "sound file \(path) is gone" }
        return "sound file \(path) is another"
    }

    /// Whether a folder of recordings is one of a language, as `fr-FR` and `fr`.
    private static func isLanguage(_ name: String) -> Bool {
        SpokenLanguage.allCases.contains { language in
            language.rawValue == name || language.rawValue.split(separator: "-").first ?? "" == name
        }
    }
}
