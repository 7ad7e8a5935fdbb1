import Telephony

/// How the keys of a menu are chosen (ISO/IEC 13714): ascending, without gaps, four at most. 0, star
/// and hash stand outside.
enum MenuKeys {
    /// The most choices that callers keep in mind.
    static let mostChoices = 4

    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            draft.steps.flatMap { step -> [Diagnostic] in
                switch step.kind {
                case .menu: menu(step) + termKey(step, .menu, draft) + hidden(step, .menu)
                case .collect: termKey(step, .escape, draft) + hidden(step, .escape)
                case .queue: hidden(step, .escape)
                default: []
                }
            }
        }
    }

    private static func menu(_ step: StepDocument) -> [Diagnostic] {
        let choices = step.fields.choices(.menu)
        let counted = choices.filter { choice in
            choice.keys.count == 1 && choice.keys.allSatisfy { (1...9).contains($0.rawValue) }
        }
        var found: [Diagnostic] = []
        if counted.count > mostChoices {
            found.append(
                Diagnostic(
                    .tooManyChoices,
                    "\(counted.count) choices are more than the \(mostChoices) that callers keep "
                        + "in mind", at: step.fields.key(.menu) ?? step.name))
        }
        let numbers = counted.compactMap { choice in
            choice.keys.first.map { (number: Int($0.rawValue), choice: choice) }
        }
        for (earlier, later) in zip(numbers, numbers.dropFirst())
        where later.number < earlier.number {
            found.append(
                Diagnostic(
                    .keysOutOfOrder,
                    "\(later.number) comes after \(earlier.number); callers hear the keys in this "
                        + "order", at: later.choice.keyText))
        }
        let sorted = numbers.sorted { $0.number < $1.number }
        for (index, (number, choice)) in sorted.enumerated() where number > index + 1 {
            found.append(
                Diagnostic(
                    .gapInKeys, "\(index + 1) is left out before \(number)", at: choice.keyText))
            break
        }
        return found
    }

    private static func termKey(
        _ step: StepDocument, _ word: Word, _ draft: FlowDraft
    ) -> [Diagnostic] {
        // A menu of single keys never waits for a term key.
        let choices = step.fields.choices(word)
        guard word == .escape || choices.contains(where: { $0.keys.count > 1 }) else { return [] }
        let written = step.fields.termKey(.termKey) ?? draft.document.fields.termKey(.termKey)
        guard let key = written ?? .some(.hash) else { return [] }
        return choices.filter { $0.keys == [key] }.map {
            Diagnostic(
                .termKeyIsChoice,
                "\([key].spoken) ends an entry here and can't be a choice too; set ‘term-key: none’",
                at: $0.keyText)
        }
    }

    /// `1` beside `12`: who presses 1 waits until it is clear that no 2 follows.
    private static func hidden(_ step: StepDocument, _ word: Word) -> [Diagnostic] {
        let choices = step.fields.choices(word)
        return choices.compactMap { choice in
            guard
                let longer = choices.first(where: {
                    $0.keys.count > choice.keys.count && $0.keys.starts(with: choice.keys)
                })
            else { return nil }
            return Diagnostic(
                .choiceDelaysChoice,
                "\(choice.keys.spoken) is how \(longer.keys.spoken) begins, so that who presses it "
                    + "must wait", at: choice.keyText,
                related: [Diagnostic.Note("the longer choice", at: longer.keyText.position)])
        }
    }
}
