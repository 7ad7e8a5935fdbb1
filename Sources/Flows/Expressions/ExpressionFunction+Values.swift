extension ExpressionFunction {
    /// What the function gives for as many arguments as it takes.
    func apply(
        _ values: [Value], _ context: inout EvaluationContext, at offset: Int
    ) throws(EvaluationError) -> Value {
        let call = Call(function: self, values: values, offset: offset)
        switch self {
        case .empty:
            return .truth(call.isEmpty)
        case .length:
            return .number(Number(clamping: try call.length()))
        case .contains:
            let (text, part) = (try call.text(0), try call.text(1))
            // The longest search that plain comparison can need, in steps of 64 bytes.
            try context.spend(text.utf8.count / 8 * (part.utf8.count / 8 + 1), at: offset)
            return .truth(text.contains(part))
        case .startsWith:
            return .truth(try call.text(0).hasPrefix(try call.text(1)))
        case .endsWith:
            return .truth(try call.text(0).hasSuffix(try call.text(1)))
        case .digits:
            let (from, count) = (try call.integer(1), try call.integer(2))
            return .text(String(try call.text(0).dropFirst(max(from, 1) - 1).prefix(max(count, 0))))
        case .join:
            return .text(try call.joined())
        case .text:
            return .text(try call.text(0))
        case .number:
            return try call.readable(0).asNumber.map(Value.number) ?? .nothing
        case .date:
            return try call.readable(0).asDate.map(Value.date) ?? .nothing
        case .round:
            let places = values.count > 1 ? try call.integer(1) : 0
            guard let rounded = try call.number(0).rounded(toPlaces: places) else {
                throw call.failure(.outOfRange(operation: rawValue))
            }
            return .number(rounded)
        case .greatest:
            return try call.outermost { $0 > 0 }
        case .least:
            return try call.outermost { $0 < 0 }
        }
    }

    /// The arguments of one call, with the errors that name it.
    private struct Call {
        let function: ExpressionFunction
        let values: [Value]
        let offset: Int

        func failure(_ reason: EvaluationError.Reason) -> EvaluationError {
            EvaluationError(reason: reason, offset: offset)
        }

        func mismatch(_ value: Value) -> EvaluationError {
            failure(.mismatch(operation: function.rawValue, value.kind))
        }

        /// The argument, which may be no secret.
        func readable(_ index: Int) throws(EvaluationError) -> Value {
            if case .secret = values[index] {
                throw failure(.secretShown(operation: function.rawValue))
            }
            return values[index]
        }

        func text(_ index: Int) throws(EvaluationError) -> String {
            guard let text = try readable(index).plainText else { throw mismatch(values[index]) }
            return text
        }

        func number(_ index: Int) throws(EvaluationError) -> Number {
            guard let number = try readable(index).asNumber else { throw mismatch(values[index]) }
            return number
        }

        func integer(_ index: Int) throws(EvaluationError) -> Int {
            guard let integer = try number(index).asInteger else { throw mismatch(values[index]) }
            return integer
        }

        var isEmpty: Bool {
            switch values[0] {
            case .nothing: true
            case .text(let text): text.isEmpty
            case .secret(let secret): secret.count == 0
            case .record(let fields): fields.isEmpty
            case .number, .truth, .date, .time, .duration: false
            }
        }

        func length() throws(EvaluationError) -> Int {
            if case .secret(let secret) = values[0] { return secret.count }
            return try text(0).count
        }

        func joined() throws(EvaluationError) -> String {
            var whole = ""
            for index in values.indices {
                whole += try text(index)
                guard whole.utf8.count <= EvaluationContext.maximumTextSize else {
                    throw failure(.textTooLong)
                }
            }
            return whole
        }

        /// The first of the values that no other one goes beyond; texts count as numbers.
        func outermost(_ isBeyond: (Int) -> Bool) throws(EvaluationError) -> Value {
            var best = try orderable(0)
            for index in values.indices.dropFirst() {
                let value = try orderable(index)
                guard let order = Comparison.order(value, best) else {
                    throw failure(
                        .mismatches(operation: function.rawValue, best.kind, value.kind))
                }
                if isBeyond(order) { best = value }
            }
            return best
        }

        private func orderable(_ index: Int) throws(EvaluationError) -> Value {
            switch try readable(index) {
            case .date, .time, .duration: values[index]
            default: .number(try number(index))
            }
        }
    }
}
