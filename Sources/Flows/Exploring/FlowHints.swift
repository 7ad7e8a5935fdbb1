import Telephony

/// What the conditions and texts of a flow look at: what values would decide one way or the other.
struct FlowHints {
    /// A variable, or a field of it, and what it is compared with.
    private struct Look {
        var slot: Int
        var path: [String]
        /// What it is compared with; nil where it is only said or sent.
        var other: Term<Int>?
        /// Whether it is to be a day.
        var isDay = false
    }

    private static let someDay = "2026-12-31"

    private var looks: [Look] = []

    init(_ flow: Flow) {
        for step in flow.steps {
            for expression in step.kind.expressions { note(expression.term) }
        }
    }

    private mutating func note(_ term: Term<Int>) {
        switch term {
        case .constant: break
        case .variable(let slot, let path, _): looks.append(Look(slot: slot, path: path))
        case .all(let terms, _), .any(let terms, _): for term in terms { note(term) }
        case .call(let function, let terms, _): note(function, of: terms)
        case .not(let term, _), .negate(let term, _): note(term)
        case .compare(let left, _, let right, _), .arithmetic(let left, _, let right, _):
            note(left, with: right)
            note(right, with: left)
        case .member(let term, let list, _):
            for other in list { note(term, with: other) }
        }
    }

    private mutating func note(_ function: ExpressionFunction, of terms: [Term<Int>]) {
        for term in terms { note(term) }
        guard let first = terms.first, let last = terms.last else { return }
        switch function {
        case .date:
            for (slot, path) in first.variables {
                looks.append(Look(slot: slot, path: path, isDay: true))
            }
        // A text begins with itself, ends with itself and has itself in it.
        case .contains, .startsWith, .endsWith: note(first, with: last)
        case .digits, .empty, .greatest, .join, .least, .length, .number, .round, .text: break
        }
    }

    private mutating func note(_ term: Term<Int>, with other: Term<Int>) {
        for (slot, path) in term.variables {
            looks.append(Look(slot: slot, path: path, other: other))
        }
    }

    /// Texts that a variable, or a field of it, may have to be what it is compared with, or next
    /// to it.
    func values(for slot: Int, _ path: [String], in slots: [Value]) -> [String] {
        var texts: [String] = []
        for look in looks where look.slot == slot && look.path == path {
            if look.isDay { texts.append(Self.someDay) }
            guard let other = look.other else { continue }
            var context = EvaluationContext(remaining: FlowLimits.evaluation)
            // What has no value now is nothing to be equal to.
            guard let value = try? other.value(slots, &context), let text = value.plainText,
                !text.isEmpty
            else { continue }
            texts.append(text)
            guard let number = value.asNumber else { continue }
            for step: Int64 in [1_000_000, -1_000_000] {
                let next = number.millionths.addingReportingOverflow(step)
                if !next.overflow {
                    texts.append(Number(millionths: next.partialValue).description)
                }
            }
        }
        return texts
    }

    /// Values that fields of a variable may have to be what they are compared with, one at a time.
    func changes(of slot: Int, in slots: [Value]) -> [(field: String, value: String)] {
        let paths = Set(looks.filter { $0.slot == slot && !$0.path.isEmpty }.map(\.path))
            .sorted { $0.joined(separator: ".") < $1.joined(separator: ".") }
        return paths.flatMap { path in
            values(for: slot, path, in: slots).prefix(4).map {
                (path.joined(separator: "."), $0)
            }
        }
    }

    /// Records that a variable may hold: all fields that the flow looks at, each of them with what
    /// it is compared with.
    func records(for slot: Int, in slots: [Value]) -> [[String: String]] {
        let paths = Set(looks.filter { $0.slot == slot && !$0.path.isEmpty }.map(\.path))
            .sorted { $0.joined(separator: ".") < $1.joined(separator: ".") }
        var usual: [String: String] = [:]
        for path in paths {
            usual[path.joined(separator: ".")] = values(for: slot, path, in: slots).first ?? "12"
        }
        var records = [usual]
        for (field, value) in changes(of: slot, in: slots) {
            var record = usual
            record[field] = value
            if !records.contains(record) { records.append(record) }
        }
        return records.prefix(12).map(\.self)
    }
}

extension Flow {
    /// What its conditions and texts look at.
    var hints: FlowHints { FlowHints(self) }

    /// Texts that its conditions compare the caller's number with, or a part of it.
    public var soughtCallers: [String] {
        hints.values(for: BuiltIn.caller.rawValue, [], in: initialValues)
    }
}

extension Term<Int> {
    /// The variables in it, with the fields that are asked of them.
    fileprivate var variables: [(slot: Int, path: [String])] {
        switch self {
        case .constant: []
        case .variable(let slot, let path, _): [(slot, path)]
        case .all(let terms, _), .any(let terms, _), .call(_, let terms, _):
            terms.flatMap(\.variables)
        case .not(let term, _), .negate(let term, _): term.variables
        case .compare(let left, _, let right, _), .arithmetic(let left, _, let right, _):
            left.variables + right.variables
        case .member(let term, let list, _): term.variables + list.flatMap(\.variables)
        }
    }
}

extension Step.Kind {
    /// Every expression of the step, those of its texts too.
    fileprivate var expressions: [CompiledExpression] {
        let own: [CompiledExpression] =
            switch self {
            case .collect(let collect): [collect.validity].compactMap(\.self)
            case .choose(let choose): choose.cases.map(\.condition)
            case .set(let set): set.assignments.map(\.value)
            case .request(let request): request.parameters.map(\.value)
            case .lookUp(let lookUp): [lookUp.key]
            case .call(let call): call.arguments.map(\.value)
            case .callback(let callback): [callback.number].compactMap(\.self)
            case .agent(let agent): [agent.number] + [agent.reason].compactMap(\.self)
            case .say, .menu, .hours, .record, .queue, .transfer, .survey, .hangUp: []
            }
        return own + promptLines.flatMap { $0.texts.values.flatMap(\.expressions) }
    }
}

extension CompiledTextTemplate {
    fileprivate var expressions: [CompiledExpression] {
        parts.compactMap { if case .value(let expression, _, _) = $0 { expression } else { nil } }
    }
}
