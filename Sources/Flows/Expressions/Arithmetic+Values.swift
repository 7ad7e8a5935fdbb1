import Telephony

extension Arithmetic {
    /// The result for two numbers, for texts that look like numbers, or for a day and a number of
    /// days.
    func apply(_ left: Value, _ right: Value, at offset: Int) throws(EvaluationError) -> Value {
        if case .secret = left { throw shown(at: offset) }
        if case .secret = right { throw shown(at: offset) }
        if case .date(let date) = left, let days = right.asNumber?.asInteger {
            return try apply(date, days: days, at: offset)
        }
        if self == .subtract, case .date(let later) = left, case .date(let earlier) = right {
            return .number(Number(clamping: later.daysSince1970 - earlier.daysSince1970))
        }
        guard let first = left.asNumber, let second = right.asNumber else {
            throw EvaluationError(
                reason: .mismatches(operation: rawValue, left.kind, right.kind), offset: offset)
        }
        return .number(try apply(first, second, at: offset))
    }

    private func apply(
        _ left: Number, _ right: Number, at offset: Int
    ) throws(EvaluationError) -> Number {
        if self == .divide || self == .remainder, right.millionths == 0 {
            throw EvaluationError(reason: .divisionByZero, offset: offset)
        }
        let result =
            switch self {
            case .add: left.adding(right)
            case .subtract: left.subtracting(right)
            case .multiply: left.multiplied(by: right)
            case .divide: left.divided(by: right)
            case .remainder: left.remainder(dividingBy: right)
            }
        guard let result else { throw outOfRange(at: offset) }
        return result
    }

    private func apply(
        _ date: CivilDate, days: Int, at offset: Int
    ) throws(EvaluationError) -> Value {
        guard self == .add || self == .subtract else {
            throw EvaluationError(
                reason: .mismatches(operation: rawValue, .date, .number), offset: offset)
        }
        // Far more days than any calendar has, so that the sum can't overflow.
        guard days.magnitude < 4_000_000 else { throw outOfRange(at: offset) }
        let moved = date.adding(days: self == .add ? days : -days)
        guard (1...9_999).contains(moved.year) else { throw outOfRange(at: offset) }
        return .date(moved)
    }

    private func outOfRange(at offset: Int) -> EvaluationError {
        EvaluationError(reason: .outOfRange(operation: rawValue), offset: offset)
    }

    private func shown(at offset: Int) -> EvaluationError {
        EvaluationError(reason: .secretShown(operation: rawValue), offset: offset)
    }
}
