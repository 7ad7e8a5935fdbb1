import Reports

extension SimulatedRow {
    /// The rows of what is written: all queues together, then each; none where nothing came.
    static func writtenRows(_ figures: RunFigures) -> [SimulatedRow] {
        let queues = figures.values(of: .queue).filter {
            figures.tally(.queue, $0)[.writtenReceived] > 0
        }
        let all = figures.tally(.all)
        guard all[.writtenReceived] > 0 else { return [] }
        return [SimulatedRow(written: "", all)]
            + queues.map { SimulatedRow(written: $0, figures.tally(.queue, $0)) }
    }

    private init(written name: String, _ tally: Tally) {
        let found: [Column: Double?] = [
            .writtenReceived: Figure.writtenReceived.value(of: tally),
            .writtenAnswered: Figure.writtenAnswered.value(of: tally),
            .writtenWithinDue: Figure.writtenWithinDue.value(of: tally),
            .writtenAnswerTime: Figure.writtenAnswerTime.value(of: tally),
            .writtenHandleTime: Figure.writtenHandleTime.value(of: tally),
            .writtenBacklog: Figure.writtenWaiting.value(of: tally),
            .occupancyWithWriting: name.isEmpty
                ? Figure.occupancyWithWriting.value(of: tally) : nil,
        ]
        self.init(subject: .written, name: name, values: found.compactMapValues(\.self))
    }
}
