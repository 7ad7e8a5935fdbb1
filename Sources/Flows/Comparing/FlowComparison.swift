import Crypto
public import Foundation
public import Telephony

/// Tells two versions of a service apart, in words for those who design it.
///
/// What makes no difference to calls makes none here: comments, quotes, the order of keys, how a
/// span of time is written.
public struct FlowComparison: Sendable {
    /// One version: the files as they are written.
    public struct Version: Sendable {
        /// The centre file; nil where there is none.
        public var centre: SourceText?
        /// The flow files.
        public var flows: [SourceText]
        /// The prompts file of each language.
        public var prompts: [LanguageTag: SourceText]
        /// The simulation files, by their names.
        public var simulations: [String: SourceText]
        /// The customer files, by their paths as the centre file writes them.
        public var customerFiles: [String: [UInt8]]
        /// The digests of the sound files, by their paths: of recordings in the folder of the
        /// prompts, as `fr-FR/bienvenue.wav`, of music as the centre file writes it.
        public var sounds: [String: [UInt8]]

        /// Describes a version.
        public init(
            centre: SourceText? = nil, flows: [SourceText],
            prompts: [LanguageTag: SourceText] = [:], simulations: [String: SourceText] = [:],
            customerFiles: [String: [UInt8]] = [:], sounds: [String: [UInt8]] = [:]
        ) {
            self.centre = centre
            self.flows = flows
            self.prompts = prompts
            self.simulations = simulations
            self.customerFiles = customerFiles
            self.sounds = sounds
        }

        /// What tells one sound file from another.
        public static func digest(of sound: some DataProtocol) -> [UInt8] {
            Array(SHA256.hash(data: sound))
        }
    }

    /// What differs, in the order in which to tell it.
    public let changes: [FlowChange]
    /// Why files can't be compared; then there are no changes.
    public let diagnostics: [Diagnostic]

    /// Compares two versions.
    ///
    /// Flows and languages that only one of them has are added or removed. A single flow of each
    /// is taken for the same one, whatever their names.
    public init(_ old: Version, _ new: Version) {
        var loader = DocumentLoader()
        let before = Documents(old, &loader)
        let after = Documents(new, &loader)
        let errors = loader.diagnostics.filter { $0.severity == .error }
        diagnostics = Array(Set(errors)).sorted()
        guard diagnostics.isEmpty else {
            changes = []
            return
        }
        changes =
            Self.flows(before, after)
            + Self.centre(before.centre, after.centre)
            + Self.customers(old.customerFiles, new.customerFiles)
            + Self.prompts(before, after, SoundWords.changes(old.sounds, new.sounds))
            + Self.simulations(before, after)
    }

    private struct Documents {
        var centre: YAMLNode?
        var flows: [FlowDocument]
        var prompts: [LanguageTag: YAMLNode]
        var simulations: [String: YAMLNode]

        init(_ version: Version, _ loader: inout DocumentLoader) {
            centre = version.centre.flatMap { loader.root($0, as: .centre) }
            flows = version.flows.compactMap { loader.flow($0) }
            prompts = version.prompts.compactMapValues { loader.root($0, as: .prompts) }
            simulations = version.simulations.compactMapValues {
                loader.root($0, as: .simulation)
            }
        }
    }

    private static func flows(_ before: Documents, _ after: Documents) -> [FlowChange] {
        if before.flows.count == 1, after.flows.count == 1, let old = before.flows.first,
            let new = after.flows.first
        {
            return FlowDifference(old, new).changes
        }
        let names = Set((before.flows + after.flows).compactMap { $0.name?.text }).sorted()
        return names.flatMap { name -> [FlowChange] in
            let old = before.flows.first { $0.name?.text == name }
            let new = after.flows.first { $0.name?.text == name }
            switch (old, new) {
            case (let old?, let new?): return FlowDifference(old, new).changes
            case (nil, let new?):
                return [
                    FlowChange(
                        .flow(name), .added, [],
                        "the flow is new, with \(new.steps.count) step"
                            + (new.steps.count == 1 ? "" : "s"))
                ]
            case (_?, nil): return [FlowChange(.flow(name), .removed, [], "the flow is gone")]
            case (nil, nil): return []
            }
        }
    }

    private static func centre(_ before: YAMLNode?, _ after: YAMLNode?) -> [FlowChange] {
        changes(before, after, in: .centre, "the centre file") { old, new in
            CentreWords.changes(
                NodeDifference.differences(old, new, FlowLanguage.centre), in: .centre)
        }
    }

    private static func simulations(_ before: Documents, _ after: Documents) -> [FlowChange] {
        let names = Set(before.simulations.keys).union(after.simulations.keys).sorted()
        return names.flatMap { name in
            let place = FlowChange.Place.simulation(name)
            return changes(
                before.simulations[name], after.simulations[name], in: place, "the simulation"
            ) { old, new in
                CentreWords.changes(
                    NodeDifference.differences(old, new, FlowLanguage.simulation), in: place)
            }
        }
    }

    private static func prompts(
        _ before: Documents, _ after: Documents, _ sounds: [String: [FlowChange]]
    ) -> [FlowChange] {
        let languages = Set(before.prompts.keys).union(after.prompts.keys).map(\.rawValue)
        let places = Set(languages).union(sounds.keys).subtracting([""]).sorted()
        return places.flatMap { name -> [FlowChange] in
            let language = LanguageTag(rawValue: name)
            let place = FlowChange.Place.prompts(language)
            return changes(
                before.prompts[language], after.prompts[language], in: place, "the language"
            ) { PromptWords.changes($0, $1, place) } + (sounds[name] ?? [])
        } + (sounds[""] ?? [])
    }

    private static func customers(
        _ before: [String: [UInt8]], _ after: [String: [UInt8]]
    ) -> [FlowChange] {
        Set(before.keys).union(after.keys).sorted().flatMap { file -> [FlowChange] in
            let place = FlowChange.Place.customers(file)
            return switch (before[file], after[file]) {
            case (nil, nil): []
            case (nil, _?): [FlowChange(place, .added, [], "the file is new")]
            case (_?, nil): [FlowChange(place, .removed, [], "the file is gone")]
            case (let old?, let new?): CustomerFileWords.changes(old, new, in: place)
            }
        }
    }

    /// What differs in a file, which only one version may have.
    private static func changes(
        _ before: YAMLNode?, _ after: YAMLNode?, in place: FlowChange.Place, _ name: String,
        _ differences: (YAMLNode, YAMLNode) -> [FlowChange]
    ) -> [FlowChange] {
        switch (before, after) {
        case (nil, nil): []
        case (nil, _?): [FlowChange(place, .added, [], "\(name) is new")]
        case (_?, nil): [FlowChange(place, .removed, [], "\(name) is gone")]
        case (let before?, let after?): differences(before, after)
        }
    }
}
