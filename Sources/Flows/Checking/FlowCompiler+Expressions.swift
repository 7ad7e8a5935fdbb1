import Telephony

extension FlowCompiler {
    /// What becomes of the value of an expression.
    enum Use {
        /// It is asked whether it holds.
        case condition
        /// It goes into a variable or a parameter, or into the body of a request.
        case value
        /// It goes into the address of a request.
        case address
        /// It is looked up.
        case lookUp
        /// It is heard.
        case spoken
    }

    mutating func parse(_ written: YAMLScalar) -> Expression? {
        do throws(ExpressionError) {
            return try Expression.parse(written.text)
        } catch {
            add(
                .badExpression, error.description,
                at: source.position(of: error.offset, in: written),
                suggestion: error.reason.suggestion)
            return nil
        }
    }

    mutating func expression(_ written: YAMLScalar?, _ use: Use) -> CompiledExpression? {
        guard let written, let expression = parse(written) else { return nil }
        if use == .condition, expression.yieldsTruth == false {
            add(.noCondition, "this is neither true nor false", at: written)
            return nil
        }
        return resolve(expression, use, at: written, in: source)
    }

    /// Finds the slots of an expression's variables, and secrets that it would show.
    mutating func resolve(
        _ expression: Expression, _ use: Use, at written: YAMLScalar, in source: SourceText
    ) -> CompiledExpression? {
        var isComplete = true
        for name in expression.names {
            reads.insert(name.name)
            guard variables.slot(name.name) == nil else { continue }
            isComplete = false
            report(unknown: name, at: source.position(of: name.offset, in: written))
        }
        report(unknownColumnsOf: expression, at: written, in: source)
        if let (code, message, place) = shownSecret(expression, use) {
            add(code, message, at: source.position(of: place, in: written))
            isComplete = false
        }
        guard isComplete else { return nil }
        return expression.resolved { variables.slot($0) }
    }

    private mutating func report(unknown name: Expression.Name, at place: SourcePosition) {
        add(
            .unknownVariable, "there is no variable ‘\(name.name.shortened)’", at: place,
            length: name.name.unicodeScalars.count,
            suggestion: Spelling.suggestion(for: name.name, among: variables.names))
    }

    /// A field of a customer that the file has no column for holds nothing in any call.
    private mutating func report(
        unknownColumnsOf expression: Expression, at written: YAMLScalar, in source: SourceText
    ) {
        for (root, path, offset) in expression.term.variables {
            guard let field = path.first, variables.slot(root) != nil,
                let columns = scope.records.columns(of: root, in: name), !columns.contains(field)
            else { continue }
            add(
                .unknownColumn,
                "‘\(root).\(field.shortened)’ is never given: the customer file has no column "
                    + "‘\(field.shortened)’",
                at: source.position(of: offset, in: written),
                length: root.unicodeScalars.count + 1 + field.unicodeScalars.count,
                suggestion: Spelling.suggestion(for: field, among: columns))
        }
    }

    private func shownSecret(
        _ expression: Expression, _ use: Use
    ) -> (DiagnosticCode, String, Int)? {
        let isSecret = { scope.secrets.contains($0, in: name) }
        if let (variable, offset) = expression.term.loneVariable, isSecret(variable) {
            switch use {
            case .value: return nil
            case .condition:
                return (.noCondition, "a secret is neither true nor false", offset)
            case .address:
                return (
                    .secretInAddress,
                    "‘\(variable)’ is a secret, and addresses are written down; use POST", offset
                )
            case .lookUp:
                return (.secretLookedUp, "‘\(variable)’ is a secret and can't be looked up", offset)
            case .spoken:
                return (.secretSpoken, "‘\(variable)’ is a secret and can't be said", offset)
            }
        }
        return expression.term.placeOfShownSecret(isSecret, mayBeValue: false).map { place in
            (
                use == .spoken ? .secretSpoken : .secretShown,
                "this would show a secret; it can be compared, and its length asked", place
            )
        }
    }

    /// A text of the flow or of a prompts file, with the flow's variables.
    mutating func template(
        _ template: TextTemplate, _ written: YAMLScalar, in source: SourceText
    ) -> CompiledTextTemplate? {
        var isComplete = true
        for part in template.parts {
            guard case .value(let expression, _, _) = part else { continue }
            if resolve(expression, .spoken, at: written, in: source) == nil {
                isComplete = false
            }
        }
        return isComplete ? template.resolved { variables.slot($0) } : nil
    }
}
