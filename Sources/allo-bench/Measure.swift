import ArgumentParser

/// What can be measured, in the order of the table.
enum Measure: String, CaseIterable, ExpressibleByArgument {
    case interpreter, rehearsal, check, sample, memory, day, journal, queues, figures, simulation,
        help, media, telephone

    /// Memory comes first: a process begins with the peak of the one that starts it, which must
    /// still be small.
    static var inOrderOfRunning: [Measure] {
        [.memory] + allCases.filter { $0 != .memory }
    }
}
