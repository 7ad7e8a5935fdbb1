public import Telephony

/// One thing that differs between two versions of the files of a service.
public struct FlowChange: Hashable, Sendable {
    /// What the change is in.
    public enum Place: Hashable, Sendable, CustomStringConvertible {
        /// A flow, by its name.
        case flow(String)
        /// The centre file.
        case centre
        /// The prompts of a language.
        case prompts(LanguageTag)
        /// A customer file, by its path as the centre file writes it.
        case customers(String)
        /// Sound files that are of no prompt by their place: music, and recordings with names of
        /// their own.
        case sounds
        /// A simulation, by the name of its file.
        case simulation(String)

        /// As in `flow accueil`.
        public var description: String {
            switch self {
            case .flow(let name): "flow \(name)"
            case .centre: "centre"
            case .prompts(let language): "prompts \(language)"
            case .customers(let file): "customers \(file)"
            case .sounds: "sounds"
            // That of most services is called so.
            case .simulation("simulation"): "simulation"
            case .simulation(let name): "simulation \(name)"
            }
        }
    }

    /// What happened.
    public enum Kind: String, Hashable, Sendable {
        case added, removed, renamed, changed
    }

    /// What the change is in.
    public var place: Place
    /// What happened.
    public var kind: Kind
    /// The keys that lead to what differs, as `["steps", "menu", "menu", "3", "next"]`; empty for
    /// the whole of the place.
    public var path: [String]
    /// What was there before; nil for nothing, and for what is not to be shown.
    public var before: String?
    /// What is there now; nil for nothing, and for what is not to be shown.
    public var after: String?
    /// The change in words, as in ``key 3 of `menu` now goes to `vip`, no longer to `level1` ``.
    public var words: String

    init(
        _ place: Place, _ kind: Kind, _ path: [String], before: String? = nil,
        after: String? = nil, _ words: String
    ) {
        self.place = place
        self.kind = kind
        self.path = path
        self.before = before
        self.after = after
        self.words = words
    }
}

extension Sequence<FlowChange> {
    /// The changes for people: what they are in, then a line for each.
    public var text: String {
        var lines: [String] = []
        var place: FlowChange.Place?
        for change in self {
            if change.place != place { lines.append("\(change.place)") }
            place = change.place
            lines.append("  \(change.words)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The changes as a JSON array, with the same words.
    public var json: String { [FlowChange].json([(service: "", changes: Array(self))]) }
}

extension [FlowChange] {
    /// The changes of several services as a JSON array, each with the folder that its service is in,
    /// where that is not the one that was asked for.
    public static func json(_ services: [(service: String, changes: [FlowChange])]) -> String {
        JSONText.array(
            services.flatMap { service, changes in changes.map { $0.json(of: service) } }
        ).written()
    }
}

extension FlowChange {
    fileprivate func json(of service: String) -> JSONText {
        var members: [(String, JSONText)] = []
        if !service.isEmpty { members.append(("service", .string(service))) }
        members += [
            ("in", .string("\(place)")), ("change", .string(kind.rawValue)),
            ("path", .strings(path)),
            ("before", before.map(JSONText.string) ?? .null),
            ("after", after.map(JSONText.string) ?? .null), ("words", .string(words)),
        ]
        return .object(members)
    }
}
