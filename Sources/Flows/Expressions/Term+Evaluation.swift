extension Term<Int> {
    /// The value of the tree over the slots.
    func value(
        _ slots: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Value {
        switch self {
        case .constant(let value):
            try context.spend(1, at: 0)
            return value
        case .variable(let slot, let path, let offset):
            try context.spend(1, at: offset)
            return path.isEmpty ? slots[slot] : try slots[slot].field(path, at: offset)
        case .all, .any, .not, .compare, .member:
            return .truth(try holds(slots, &context, at: 0))
        case .arithmetic(let left, let arithmetic, let right, let offset):
            try context.spend(1, at: offset)
            let left = try left.value(slots, &context)
            let right = try right.value(slots, &context)
            return try arithmetic.apply(left, right, at: offset)
        case .negate(let term, let offset):
            try context.spend(1, at: offset)
            let value = try term.value(slots, &context)
            return try Arithmetic.subtract.apply(.number(0), value, at: offset)
        case .call(let function, let arguments, let offset):
            try context.spend(1, at: offset)
            var values: [Value] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments { values.append(try argument.value(slots, &context)) }
            return try function.apply(values, &context, at: offset)
        }
    }

    /// Whether the tree's value is true; nothing counts as false.
    func holds(
        _ slots: [Value], _ context: inout EvaluationContext, at place: Int
    ) throws(EvaluationError) -> Bool {
        switch self {
        case .all(let terms, let offset):
            try context.spend(1, at: offset)
            for term in terms where try !term.holds(slots, &context, at: offset) { return false }
            return true
        case .any(let terms, let offset):
            try context.spend(1, at: offset)
            for term in terms where try term.holds(slots, &context, at: offset) { return true }
            return false
        case .not(let term, let offset):
            try context.spend(1, at: offset)
            return try !term.holds(slots, &context, at: offset)
        case .compare(let left, let comparison, let right, let offset):
            try context.spend(1, at: offset)
            let left = try left.value(slots, &context)
            let right = try right.value(slots, &context)
            return try comparison.holds(left, right, &context, at: offset)
        case .member(let term, let list, let offset):
            try context.spend(1, at: offset)
            let value = try term.value(slots, &context)
            for other in list {
                let other = try other.value(slots, &context)
                if try Comparison.equal.holds(value, other, &context, at: offset) { return true }
            }
            return false
        case .constant, .variable, .arithmetic, .negate, .call:
            switch try value(slots, &context) {
            case .truth(let truth): return truth
            case .nothing: return false
            case let other:
                throw EvaluationError(reason: .notTruth(other.kind), offset: firstOffset ?? place)
            }
        }
    }

    private var firstOffset: Int? {
        switch self {
        case .constant: nil
        case .variable(_, _, let offset), .all(_, let offset), .any(_, let offset),
            .not(_, let offset), .compare(_, _, _, let offset), .member(_, _, let offset),
            .arithmetic(_, _, _, let offset), .negate(_, let offset), .call(_, _, let offset):
            offset
        }
    }
}

extension Value {
    /// What stands under names in records within records; nothing where there is no such field, or
    /// where there is nothing to have one.
    fileprivate func field(_ path: [String], at offset: Int) throws(EvaluationError) -> Value {
        var value = self
        for name in path {
            switch value {
            case .record(let fields): value = fields[name] ?? .nothing
            case .nothing: return .nothing
            default:
                throw EvaluationError(
                    reason: .noFields(name: name, value.kind), offset: offset)
            }
        }
        return value
    }
}
