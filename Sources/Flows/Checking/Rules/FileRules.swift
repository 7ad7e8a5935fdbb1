import Telephony

/// The rules that look at the files only.
enum FileRules {
    static func check(_ files: CheckedFiles) -> [Diagnostic] {
        fileNames(files) + sameNames(files) + PremiumNumbers.check(files)
    }

    /// `flow: accueil` stands in `accueil.yaml`.
    private static func fileNames(_ files: CheckedFiles) -> [Diagnostic] {
        files.flows.compactMap { flow in
            guard let name = flow.name else { return nil }
            let file = flow.source.path.split(separator: "/").last ?? ""
            for ending in [".yaml", ".yml"] where file.hasSuffix(ending) {
                let stem = String(file.dropLast(ending.count))
                // Swift compares by what is seen, whether é is one scalar or two.
                guard stem != name.text else { return nil }
                return Diagnostic(
                    .fileName, "the flow ‘\(name.text.shortened)’ stands in the file ‘\(file)’",
                    at: name, suggestion: stem)
            }
            return nil
        }
    }

    private static func sameNames(_ files: CheckedFiles) -> [Diagnostic] {
        var first: [String: YAMLScalar] = [:]
        return files.flows.compactMap { flow in
            guard let name = flow.name else { return nil }
            guard let earlier = first[name.text] else {
                first[name.text] = name
                return nil
            }
            return Diagnostic(
                .flowTwice, "there is another flow ‘\(name.text.shortened)’", at: name,
                related: [Diagnostic.Note("the other one", at: earlier.position)])
        }
    }
}
