import Telephony

/// Which variables of which flows may hold a secret: those that are collected as one, and those
/// that get it from another, in `set` or from flow to flow.
struct SecretVariables: Sendable {
    private struct Variable: Hashable {
        let flow: String
        let name: String
    }

    private var secrets: Set<Variable> = []

    /// Follows secrets from where they are collected, from the secret columns of each customer file
    /// and from the secret values of each endpoint.
    init(
        _ flows: [FlowDocument], directories: [String: Set<String>] = [:],
        endpoints: [String: Set<String>] = [:]
    ) {
        var passes: [Variable: [Variable]] = [:]
        var fresh: [Variable] = []
        for flow in flows {
            guard let name = flow.name?.text else { continue }
            for step in flow.steps {
                let fields = step.fields
                switch step.kind {
                case .collect where fields.yesNo(.secret) == true:
                    if let variable = fields.text(.collect) {
                        fresh.append(Variable(flow: name, name: variable))
                    }
                case .lookUp, .request:
                    guard let record = fields.text(.into), let asked = fields.text(step.kind) else {
                        continue
                    }
                    let names = step.kind == .lookUp ? directories[asked] : endpoints[asked]
                    for column in names ?? [] {
                        fresh.append(Variable(flow: name, name: "\(record).\(column)"))
                    }
                case .set:
                    for (target, value) in fields.texts(.set) {
                        let source = Variable(flow: name, name: value.text)
                        passes[source, default: []].append(
                            Variable(flow: name, name: target.text))
                    }
                case .call:
                    guard let other = fields.text(.call) else { continue }
                    for (parameter, value) in fields.texts(.with) {
                        let source = Variable(flow: name, name: value.text)
                        passes[source, default: []].append(
                            Variable(flow: other, name: parameter.text))
                    }
                    for (here, there) in fields.texts(.into) {
                        let source = Variable(flow: other, name: there.text)
                        passes[source, default: []].append(Variable(flow: name, name: here.text))
                    }
                default: continue
                }
            }
        }
        while let variable = fresh.popLast() {
            guard secrets.insert(variable).inserted else { continue }
            fresh += passes[variable] ?? []
            // A record that is copied takes its secret fields along.
            guard let dot = variable.name.firstIndex(of: ".") else { continue }
            let record = Variable(flow: variable.flow, name: String(variable.name[..<dot]))
            for copy in passes[record] ?? [] {
                fresh.append(Variable(flow: copy.flow, name: copy.name + variable.name[dot...]))
            }
        }
    }

    func contains(_ name: String, in flow: String) -> Bool {
        secrets.contains(Variable(flow: flow, name: name))
    }
}

extension Term<String> {
    /// The place of a secret that would be shown: as the value itself, or to a function or an
    /// operator that reads it. Comparing it and counting its keys shows nothing, nor
    /// does passing it on, where the whole term may be the secret.
    func placeOfShownSecret(_ isSecret: (String) -> Bool, mayBeValue: Bool) -> Int? {
        switch self {
        case .constant: return nil
        case .variable(let root, let path, let offset):
            let name = ([root] + path).joined(separator: ".")
            return !mayBeValue && (isSecret(root) || isSecret(name)) ? offset : nil
        case .all(let terms, _), .any(let terms, _):
            return terms.placeOfShownSecret(isSecret, mayBeValue: false)
        case .not(let term, _), .negate(let term, _):
            return term.placeOfShownSecret(isSecret, mayBeValue: false)
        case .compare(let left, _, let right, _):
            return [left, right].placeOfShownSecret(isSecret, mayBeValue: true)
        case .member(let term, let list, _):
            return ([term] + list).placeOfShownSecret(isSecret, mayBeValue: true)
        case .arithmetic(let left, _, let right, _):
            return [left, right].placeOfShownSecret(isSecret, mayBeValue: false)
        case .call(let function, let arguments, _):
            let counts = function == .length || function == .empty
            return arguments.placeOfShownSecret(isSecret, mayBeValue: counts)
        }
    }

    /// The variable or the field that the term is and no more, or nil.
    var loneVariable: (name: String, offset: Int)? {
        if case .variable(let root, let path, let offset) = self {
            (([root] + path).joined(separator: "."), offset)
        } else {
            nil
        }
    }
}

extension [Term<String>] {
    fileprivate func placeOfShownSecret(
        _ isSecret: (String) -> Bool, mayBeValue: Bool
    ) -> Int? {
        for term in self {
            if let place = term.placeOfShownSecret(isSecret, mayBeValue: mayBeValue) {
                return place
            }
        }
        return nil
    }
}
