import Telephony
import Transcripts

extension OutsideAnswer {
    /// An answer as a transcript tells it.
    init(outcome: CallEvent.Outcome, told values: [Moment.Value]) {
        self.init(
            outcome: outcome,
            values: values.map { WebRequest.Parameter(name: $0.name, value: $0.text) }
                .sorted { $0.name < $1.name })
    }

    /// What a customer file answers where a transcript tells some of it.
    ///
    /// A customer whom the transcript says to be found, with no values, must be in the file.
    func replaced(by told: OutsideAnswer) -> OutsideAnswer {
        guard told.outcome == .found else { return told }
        guard outcome == .found else { return told.values.isEmpty ? self : told }
        var merged = Dictionary(values.map { ($0.name, $0) }) { first, _ in first }
        for value in told.values { merged[value.name] = value }
        return OutsideAnswer(
            outcome: .found, values: merged.values.sorted { $0.name < $1.name })
    }
}
