import Telephony

/// The variables of a flow, one a slot.
struct VariableTable: Sendable {
    private(set) var names: [String] = BuiltIn.allCases.map(\.name)
    private var slots: [String: Int] = Dictionary(
        uniqueKeysWithValues: BuiltIn.allCases.map { ($0.name, $0.rawValue) })

    /// The slot of a variable; nil where nothing declares or sets it.
    func slot(_ name: String) -> Int? { slots[name] }

    static func isBuiltIn(_ name: String) -> Bool {
        BuiltIn.allCases.contains { $0.name == name }
    }

    mutating func declare(_ name: String) {
        guard slots[name] == nil else { return }
        slots[name] = names.count
        names.append(name)
    }
}

extension FlowCompiler {
    /// Gives a slot to everything that a flow declares or sets.
    mutating func declareVariables() {
        for parameter in document.fields.list(.parameters) {
            write(parameter, isDeclaration: true)
        }
        for entry in document.fields.mapping(.variables) { write(entry.key, isDeclaration: true) }
        for step in document.steps {
            let fields = step.fields
            switch step.kind {
            case .collect: fields.scalar(.collect).map { write($0, isDeclaration: false) }
            case .set:
                for (variable, _) in fields.texts(.set) { write(variable, isDeclaration: false) }
            case .request, .lookUp:
                fields.scalar(.into).map { write($0, isDeclaration: false) }
            case .call:
                for (here, _) in fields.texts(.into) { write(here, isDeclaration: false) }
            default: continue
            }
        }
    }

    private mutating func write(_ variable: YAMLScalar, isDeclaration: Bool) {
        guard !VariableTable.isBuiltIn(variable.text) else {
            return add(
                .builtInSet, "‘\(variable.text)’ is given by the call and can't be set",
                at: variable)
        }
        variables.declare(variable.text)
        writes.append((variable, isDeclaration))
    }

    /// What the variables hold at the start; nil where that can't be read.
    mutating func initialValues() -> [Value]? {
        var values = [Value](repeating: .nothing, count: variables.names.count)
        var isComplete = true
        for (name, written) in document.fields.texts(.variables) {
            guard let slot = variables.slot(name.text), slot >= BuiltIn.allCases.count else {
                continue
            }
            guard let value = constant(written) else {
                isComplete = false
                continue
            }
            values[slot] = value
        }
        return isComplete ? values : nil
    }

    private mutating func constant(_ written: YAMLScalar) -> Value? {
        guard let expression = parse(written) else { return nil }
        if let name = expression.names.first {
            add(
                .badExpression, "the value at the start can't read a variable",
                at: source.position(of: name.offset, in: written))
            return nil
        }
        var context = EvaluationContext()
        do throws(EvaluationError) {
            return try expression.resolved { _ in nil }?.value([], &context)
        } catch {
            add(
                .badExpression, error.description,
                at: source.position(of: error.offset, in: written))
            return nil
        }
    }
}
