import Telephony

/// Values: what expressions give and variables hold.
extension FlowState {
    /// Does something that may fail, and takes the flow's way out if it does.
    mutating func carefully(_ body: (inout FlowState) throws(FlowError) -> Void) {
        do throws(FlowError) {
            try body(&self)
        } catch {
            recover(from: error)
        }
    }

    func variableName(_ slot: Int) -> String {
        guard let names = frames.last?.flow.variables, names.indices.contains(slot) else {
            return ""
        }
        return names[slot]
    }

    func evaluate(_ expression: CompiledExpression) throws(FlowError) -> Value {
        var context = EvaluationContext(remaining: FlowLimits.evaluation)
        do throws(EvaluationError) {
            return try expression.value(frames.last?.slots ?? [], &context)
        } catch {
            throw FlowError(reason: .evaluation(error))
        }
    }

    /// Whether a condition holds. What a secret decided is written down, so that the call can be
    /// replayed without it.
    mutating func holds(
        _ condition: CompiledExpression, _ text: String
    ) throws(FlowError) -> Bool {
        var context = EvaluationContext(remaining: FlowLimits.evaluation)
        var outcome: Bool
        do throws(EvaluationError) {
            outcome = try condition.holds(frames.last?.slots ?? [], &context)
        } catch {
            guard error.reason == .secretHidden, var known = hidden else {
                throw FlowError(reason: .evaluation(error))
            }
            outcome = known.outcomes.isEmpty ? false : known.outcomes.removeFirst()
            hidden = known
            context.usedSecret = true
        }
        if context.usedSecret { write(.compared(condition: text, outcome: outcome)) }
        return outcome
    }

    mutating func assign(_ value: Value, to slot: Int) throws(FlowError) {
        guard let frame = frames.indices.last, frames[frame].slots.indices.contains(slot) else {
            return
        }
        variableBytes += value.approximateSize - frames[frame].slots[slot].approximateSize
        guard variableBytes <= FlowLimits.variableBytes else {
            throw FlowError(reason: .tooMuchData)
        }
        frames[frame].slots[slot] = value
    }

    /// What lines say now, in the language of the call; those with nothing to say are left out.
    func prompts(_ lines: [PromptLine]) throws(FlowError) -> [Listening.Prompt] {
        var prompts: [Listening.Prompt] = []
        prompts.reserveCapacity(lines.count)
        for line in lines {
            let spoken = line.texts[language] == nil ? fallbackLanguage : language
            guard let template = line.texts[spoken] else { continue }
            var context = EvaluationContext(remaining: FlowLimits.evaluation)
            let text: String
            do throws(EvaluationError) {
                text = try template.render(
                    frames.last?.slots ?? [], in: SpokenLanguage(spoken) ?? .frenchOfFrance,
                    &context)
            } catch {
                throw FlowError(reason: .evaluation(error))
            }
            guard !text.isEmpty else { continue }
            let utterance = Utterance(
                prompt: line.prompt, text: text, language: spoken,
                isPersonal: !template.isConstant)
            prompts.append(
                Listening.Prompt(
                    utterance: utterance, bargeIn: line.bargeIn,
                    line: isTraced ? line.line : nil))
        }
        return prompts
    }

    private var fallbackLanguage: LanguageTag {
        frames.last?.flow.languages.first ?? .french
    }
}
