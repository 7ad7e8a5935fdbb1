// What is written, and by whom it is answered.
extension SimulationCompiler {
    /// The streams of letters and e-mails; `calling` are the names of those of callers.
    mutating func written(
        _ fields: Fields, calling: [String]
    ) -> [SimulationPlan.WrittenStream] {
        fields.mapping(.written).compactMap { entry in
            let stream = Fields(entry.value)
            check(
                stream.scalar(.queue), .unknownQueue, "queue", among: centre.queues.keys.sorted())
            check(
                stream.scalar(.calendar), .unknownCalendar, "calendar",
                among: centre.calendars.keys.sorted())
            if calling.contains(entry.key.text) {
                add(
                    .badArrivals, "a stream of callers is called so too: changes could mean both",
                    at: entry.key)
            }
            guard let queue = stream.text(.queue),
                let volume = stream.text(.contacts).flatMap(ScalarReading.volume),
                let handleTime = stream.distribution(.handleTime)
            else { return nil }
            return SimulationPlan.WrittenStream(
                queue: queue, handleTime: handleTime,
                arrivals: SimulationPlan.Stream(
                    name: entry.key.text, called: queue, flow: "", volume: volume,
                    process: stream.text(.by).flatMap(SimulationPlan.Stream.Process.init)
                        ?? .chance,
                    days: days(stream), hours: hours(stream), months: months(stream),
                    calendar: stream.text(.calendar), callers: []))
        }
    }

    /// Tells of what is written to queues where nobody answers it.
    mutating func checkWritten(_ fields: Fields, _ plan: SimulationPlan) {
        guard let first = fields.key(.written) else { return }
        for queue in Set(plan.written.map(\.queue)).sorted().compactMap({ centre.queues[$0] }) {
            let outside = queue.written.destinations.map(\.destination)
            for destination in outside
            where plan.destinations[destination]?.answersWritten == nil {
                add(
                    .noTalkTime,
                    "‘\(destination)’ answers what is written to ‘\(queue.name)’: say under "
                        + "‘\(Word.destinations.rawValue)’, ‘\(Word.answersWritten.rawValue)’, how "
                        + "long it takes", at: fields.key(.destinations) ?? first)
            }
            guard outside.isEmpty || queue.written.agentsWeight > 0,
                !plan.staff.contains(where: { $0.serves(queue) })
            else { continue }
            add(
                .noStaff,
                "nobody of the staff answers what is written to ‘\(queue.name)’: "
                    + Self.wayToServe(queue), at: fields.key(.staff) ?? first)
        }
    }
}
