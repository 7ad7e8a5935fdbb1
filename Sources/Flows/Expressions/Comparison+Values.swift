import Telephony

extension Comparison {
    /// Whether two values compare so.
    ///
    /// A text stands for what it looks like where the other side is a number, a day, a time or a
    /// truth. Two texts are equal when they are the same text, and ordered as numbers when both
    /// look like numbers. A secret is compared as the text of its keys. Nothing equals only
    /// nothing, and has no order.
    func holds(
        _ left: Value, _ right: Value, _ context: inout EvaluationContext, at offset: Int
    ) throws(EvaluationError) -> Bool {
        let left = try left.revealed(beside: right, &context, at: offset)
        let right = try right.revealed(beside: left, &context, at: offset)
        switch self {
        case .equal: return try equals(left, right, at: offset)
        case .unequal: return try !equals(left, right, at: offset)
        case .less: return try order(left, right, at: offset) < 0
        case .lessOrEqual: return try order(left, right, at: offset) <= 0
        case .greater: return try order(left, right, at: offset) > 0
        case .greaterOrEqual: return try order(left, right, at: offset) >= 0
        }
    }

    private func equals(
        _ left: Value, _ right: Value, at offset: Int
    ) throws(EvaluationError) -> Bool {
        switch (left, right) {
        case (.text(let left), .text(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.nothing, _), (_, .nothing): left.kind == right.kind
        case (.truth(let left), .truth(let right)): left == right
        case (.text(let text), .truth(let truth)), (.truth(let truth), .text(let text)):
            text == (truth ? "true" : "false")
        case (.record, _), (_, .record):
            throw mismatch(left, right, at: offset)
        default:
            Self.order(left, right) == 0
        }
    }

    private func order(
        _ left: Value, _ right: Value, at offset: Int
    ) throws(EvaluationError) -> Int {
        guard let order = Self.order(left, right) else { throw mismatch(left, right, at: offset) }
        return order
    }

    private func mismatch(_ left: Value, _ right: Value, at offset: Int) -> EvaluationError {
        EvaluationError(
            reason: .mismatches(operation: rawValue, left.kind, right.kind), offset: offset)
    }

    /// Below zero where the left value comes first, zero where they are equal; nil where there is
    /// no order between them.
    static func order(_ left: Value, _ right: Value) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            return order(left.millionths, right.millionths)
        case (.text(let first), .text(let second)):
            if let left = Number(first), let right = Number(second) {
                return order(left.millionths, right.millionths)
            }
            return order(first, second)
        case (.number, .text), (.text, .number):
            guard let left = left.asNumber, let right = right.asNumber else { return nil }
            return order(left.millionths, right.millionths)
        case (.date, .date), (.date, .text), (.text, .date):
            guard let left = left.asDate, let right = right.asDate else { return nil }
            return order(left, right)
        case (.time, .time), (.time, .text), (.text, .time):
            guard let left = left.asSecondOfDay, let right = right.asSecondOfDay else { return nil }
            return order(left, right)
        case (.duration, .duration), (.duration, .number), (.number, .duration):
            guard let left = left.asDuration, let right = right.asDuration else { return nil }
            return order(left, right)
        default:
            return nil
        }
    }

    private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
        left < right ? -1 : left == right ? 0 : 1
    }
}

extension Value {
    /// A secret as the text of its keys, where it is compared with something that is there.
    @inline(__always)
    fileprivate func revealed(
        beside other: Value, _ context: inout EvaluationContext, at offset: Int
    ) throws(EvaluationError) -> Value {
        guard case .secret(let secret) = self, other.kind != .nothing else { return self }
        guard case .known(let digits) = secret.content else {
            throw EvaluationError(reason: .secretHidden, offset: offset)
        }
        context.usedSecret = true
        return .text(digits)
    }

    /// The day that it is or that its text is written as, or nil.
    var asDate: CivilDate? {
        switch self {
        case .date(let date): date
        case .text(let text): CivilDate(text)
        default: nil
        }
    }

    /// The time of day that it is or that its text is written as, or nil.
    var asSecondOfDay: Int? {
        switch self {
        case .time(let second): second
        case .text(let text): ClockTime.secondOfDay(text)
        default: nil
        }
    }

    /// The span that it is, or that its number of seconds is, or nil.
    var asDuration: Duration? {
        switch self {
        case .duration(let duration): duration
        case .number, .text:
            asNumber.map { .microseconds($0.millionths) }
        default: nil
        }
    }
}
