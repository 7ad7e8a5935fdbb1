/// The tree of an expression, over names as written or over the slots that they stand for.
indirect enum Term<Root: Hashable & Sendable>: Hashable, Sendable {
    case constant(Value)
    case variable(Root, path: [String], offset: Int)
    case all([Term], offset: Int)
    case any([Term], offset: Int)
    case not(Term, offset: Int)
    case compare(Term, Comparison, Term, offset: Int)
    case member(Term, of: [Term], offset: Int)
    case arithmetic(Term, Arithmetic, Term, offset: Int)
    case negate(Term, offset: Int)
    case call(ExpressionFunction, [Term], offset: Int)
}

/// An operator that compares.
enum Comparison: String, Hashable, Sendable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// An operator that calculates.
enum Arithmetic: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
}

extension Term {
    /// The tree with each variable's root replaced; nil where one can't be.
    func mapRoots<NewRoot>(_ transform: (Root) -> NewRoot?) -> Term<NewRoot>? {
        switch self {
        case .constant(let value):
            return .constant(value)
        case .variable(let root, let path, let offset):
            return transform(root).map { .variable($0, path: path, offset: offset) }
        case .all(let terms, let offset):
            return Term.map(terms, transform).map { .all($0, offset: offset) }
        case .any(let terms, let offset):
            return Term.map(terms, transform).map { .any($0, offset: offset) }
        case .not(let term, let offset):
            return term.mapRoots(transform).map { .not($0, offset: offset) }
        case .compare(let left, let comparison, let right, let offset):
            guard let left = left.mapRoots(transform), let right = right.mapRoots(transform)
            else { return nil }
            return .compare(left, comparison, right, offset: offset)
        case .member(let term, let list, let offset):
            guard let term = term.mapRoots(transform), let list = Term.map(list, transform)
            else { return nil }
            return .member(term, of: list, offset: offset)
        case .arithmetic(let left, let arithmetic, let right, let offset):
            guard let left = left.mapRoots(transform), let right = right.mapRoots(transform)
            else { return nil }
            return .arithmetic(left, arithmetic, right, offset: offset)
        case .negate(let term, let offset):
            return term.mapRoots(transform).map { .negate($0, offset: offset) }
        case .call(let function, let arguments, let offset):
            return Term.map(arguments, transform).map { .call(function, $0, offset: offset) }
        }
    }

    private static func map<NewRoot>(
        _ terms: [Term], _ transform: (Root) -> NewRoot?
    ) -> [Term<NewRoot>]? {
        var mapped: [Term<NewRoot>] = []
        mapped.reserveCapacity(terms.count)
        for term in terms {
            guard let term = term.mapRoots(transform) else { return nil }
            mapped.append(term)
        }
        return mapped
    }

    /// Whether its value is true or false; nil where only the call can tell.
    var yieldsTruth: Bool? {
        switch self {
        case .constant(let value): value.kind == .truth
        case .variable: nil
        case .all, .any, .not, .compare, .member: true
        case .arithmetic, .negate: false
        case .call(let function, _, _): function.yieldsTruth
        }
    }
}
