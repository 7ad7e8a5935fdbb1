/// Menus that wait less than 3 or more than 10 seconds for the first key (ISO/IEC 13714).
enum FirstKeyTimeout {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            let menus = draft.steps.filter { $0.kind == .menu }
            let own = menus.compactMap { fault($0.fields) }
            let usesFlow = menus.contains { $0.fields[.timeout] == nil }
            return own + (usesFlow ? [fault(draft.document.fields)].compactMap(\.self) : [])
        }
    }

    private static func fault(_ fields: Fields) -> Diagnostic? {
        guard let written = fields.scalar(.timeout), let timeout = fields.duration(.timeout),
            timeout < .seconds(3) || timeout > .seconds(10)
        else { return nil }
        return Diagnostic(
            .firstKeyTimeout,
            "\(written.text) is \(timeout < .seconds(3) ? "too short" : "too long") a wait for the "
                + "first key: 3 to 10 seconds", at: written)
    }
}
