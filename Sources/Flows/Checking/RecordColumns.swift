import Telephony

/// The columns that the records in the variables of flows have, where only customer files give
/// them: a field that no such file has is a misspelling, as it never holds anything.
struct RecordColumns: Sendable {
    private struct Variable: Hashable {
        let flow: String
        let name: String
    }

    /// What may be in a variable.
    private struct Contents: Equatable {
        /// The columns of the customer files that it may come from.
        var columns: Set<String> = []
        /// Whether it may come from elsewhere, as from an endpoint, whose fields are not declared.
        var isOpen = false
    }

    private var contents: [Variable: Contents] = [:]
    private var passes: [Variable: [Variable]] = [:]

    /// Follows records from where they are looked up: in `set`, and from flow to flow.
    init(_ flows: [FlowDocument], directories: [String: [String]]) {
        var fresh: [(Variable, Contents)] = []
        for flow in flows {
            guard let name = flow.name?.text else { continue }
            for step in flow.steps {
                let fields = step.fields
                switch step.kind {
                case .lookUp, .request:
                    guard let record = fields.text(.into) else { continue }
                    let columns = fields.text(.lookUp).flatMap { directories[$0] }
                    fresh.append(
                        (
                            Variable(flow: name, name: record),
                            Contents(columns: Set(columns ?? []), isOpen: columns == nil)
                        ))
                case .set:
                    for (target, value) in fields.texts(.set) {
                        pass(value, in: name, to: Variable(flow: name, name: target.text), &fresh)
                    }
                case .call:
                    guard let other = fields.text(.call) else { continue }
                    for (parameter, value) in fields.texts(.with) {
                        pass(
                            value, in: name, to: Variable(flow: other, name: parameter.text),
                            &fresh)
                    }
                    for (here, there) in fields.texts(.into) {
                        passes[Variable(flow: other, name: there.text), default: []].append(
                            Variable(flow: name, name: here.text))
                    }
                default: continue
                }
            }
        }
        while let (variable, more) = fresh.popLast() {
            var all = contents[variable] ?? Contents()
            all.columns.formUnion(more.columns)
            all.isOpen = all.isOpen || more.isOpen
            guard contents.updateValue(all, forKey: variable) != all else { continue }
            for next in passes[variable] ?? [] { fresh.append((next, all)) }
        }
    }

    /// Only a variable by itself hands a record on; everything else of the language is a single
    /// value, which has no fields.
    private mutating func pass(
        _ value: YAMLScalar, in flow: String, to target: Variable,
        _ fresh: inout [(Variable, Contents)]
    ) {
        guard let expression = try? Expression.parse(value.text) else {
            return fresh.append((target, Contents(isOpen: true)))
        }
        if case .variable(let source, path: [], _) = expression.term {
            passes[Variable(flow: flow, name: source), default: []].append(target)
        }
    }

    /// The columns that a variable's record may have, in their order; nil where it is no record of
    /// a customer file, or not only.
    func columns(of variable: String, in flow: String) -> [String]? {
        guard let contents = contents[Variable(flow: flow, name: variable)], !contents.isOpen,
            !contents.columns.isEmpty
        else { return nil }
        return contents.columns.sorted()
    }
}

extension Term<String> {
    /// Every variable that the term reads, with the fields that it reads of it.
    var variables: [(root: String, path: [String], offset: Int)] {
        switch self {
        case .constant: []
        case .variable(let root, let path, let offset): [(root, path, offset)]
        case .all(let terms, _), .any(let terms, _), .call(_, let terms, _):
            terms.flatMap(\.variables)
        case .not(let term, _), .negate(let term, _): term.variables
        case .compare(let left, _, let right, _), .arithmetic(let left, _, let right, _):
            left.variables + right.variables
        case .member(let term, let list, _): term.variables + list.flatMap(\.variables)
        }
    }
}
