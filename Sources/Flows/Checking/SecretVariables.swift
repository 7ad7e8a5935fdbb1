import Telephony

/// Which variables of which flows may hold a secret: those that are collected as one, and those
/// that get it from another, in `set` or from flow to flow.
struct SecretVariables: Sendable {
    private struct Variable: Hashable {
        let flow: String
        let name: String
    }

    private var secrets: Set<Variable> = []

    /// Follows secrets from where they are collected, and from the secret columns of each customer
    /// file.
    init(_ flows: [FlowDocument], directories: [String: Set<String>] = [:]) {
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
                case .lookUp:
                    guard let record = fields.text(.into) else { continue }
                    for column in directories[fields.text(.lookUp) ?? ""] ?? [] {
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
        case .variable(let root, _, let offset):
            return !mayBeValue && isSecret(root) ? offset : nil
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

    /// The variable that the term is and no more, or nil.
    var loneVariable: (name: String, offset: Int)? {
        if case .variable(let name, let path, let offset) = self, path.isEmpty {
            (name, offset)
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
