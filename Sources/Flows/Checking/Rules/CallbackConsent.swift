/// Callbacks of callers who did not agree to be called.
enum CallbackConsent {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        var unasked = SubFlowEffects(flows) { step, edge in
            effect(step.choice(of: edge)?.fields) ?? effect(step.fields) ?? .keeps
        }
        return flows.steps(unasked.search(from: flows.roots)).compactMap { step in
            guard step.kind == .callback, effect(step.fields) != .ends else { return nil }
            return Diagnostic(
                .callbackWithoutConsent,
                "a call can come here without ‘consents: callback’ on its way",
                at: step.fields.key(.callback) ?? step.name)
        }
    }

    /// What a step or a choice does to callers who have not agreed.
    private static func effect(_ fields: Fields?) -> EdgeEffect? {
        if fields?.text(.consents) == Word.callback.rawValue { return .ends }
        return fields?.text(.refuses) == Word.callback.rawValue ? .begins : nil
    }
}
