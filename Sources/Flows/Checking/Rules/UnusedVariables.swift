/// Variables that nothing reads, and variables that stay empty.
enum UnusedVariables {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        var results: [String: Set<String>] = [:]
        for step in flows.drafts.flatMap(\.document.steps) {
            guard let name = step.fields.text(.call) else { continue }
            results[name, default: []].formUnion(step.fields.texts(.into).map(\.value.text))
        }
        return flows.each { draft in
            // An expression that can't be read may read any variable.
            guard draft.flow != nil else { return [] }
            let read = draft.reads.union(results[draft.name] ?? [])
            return neverRead(draft, read) + neverSet(draft, read)
        }
    }

    private static func neverRead(_ draft: FlowDraft, _ read: Set<String>) -> [Diagnostic] {
        var seen: Set<String> = []
        return draft.writes.compactMap { variable, _ in
            guard !read.contains(variable.text), seen.insert(variable.text).inserted else {
                return nil
            }
            return Diagnostic(
                .neverRead, "nothing reads the variable ‘\(variable.text)’", at: variable)
        }
    }

    private static func neverSet(_ draft: FlowDraft, _ read: Set<String>) -> [Diagnostic] {
        let set = Set(draft.writes.filter { !$0.isDeclaration }.map(\.variable.text))
        return draft.document.fields.texts(.variables).compactMap { name, value in
            guard value.text == "nothing", read.contains(name.text), !set.contains(name.text)
            else { return nil }
            return Diagnostic(
                .neverSet, "‘\(name.text)’ is read, but no step gives it a value", at: name)
        }
    }
}
