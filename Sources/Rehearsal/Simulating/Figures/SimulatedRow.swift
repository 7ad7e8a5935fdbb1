import Flows
import Reports
import Telephony

/// A row of figures of one run.
public struct SimulatedRow: Hashable, Sendable {
    /// What a row is about.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        /// Everything together.
        case all
        /// A queue.
        case queue
        /// Queues with agents of their own, as one.
        case pool
        /// The formula in which nobody hangs up, for a pool.
        case erlangC = "erlang-c"
        /// The formula in which callers hang up, for a pool.
        case erlangA = "erlang-a"
        /// A level.
        case level
        /// A destination outside.
        case provider
        /// A kind of customers.
        case segment
        /// A group of agents.
        case staff
        /// The letters and e-mails of a queue, or of all.
        case written
    }

    /// A column.
    public enum Column: String, Hashable, Sendable, CaseIterable {
        /// Calls that came in, of all and of a kind of customers; visits to a queue, a level or a
        /// provider, where who is sent on comes twice.
        case calls
        /// Those whom somebody answered, in percent; of queues that only take callbacks nothing.
        case answered
        /// Those who were answered in the time of the target, in percent of all; of queues that only
        /// take callbacks nothing.
        case inTime = "in-time"
        /// How long those waited who were answered, in seconds.
        case speedOfAnswer = "asa"
        /// How long those waited who were answered or hung up, in seconds; those who left for another
        /// exit, or accepted a callback, are in neither figure of waits.
        case wait
        /// Those who hung up, in percent.
        case abandoned
        /// Those who left for another exit, in percent.
        case flowedOut = "flowed-out"
        /// Those who accepted a callback, in percent.
        case callbacks
        /// How long a call keeps an agent, in seconds.
        case handleTime = "dmt"
        /// Answered calls that went up to a higher level, in percent.
        case escalated
        /// How busy agents were, in percent.
        case occupancy
        /// Letters and e-mails that came.
        case writtenReceived = "written-received"
        /// Those of them that were answered.
        case writtenAnswered = "written-answered"
        /// Answered when due, in percent of those that were answered or are overdue.
        case writtenWithinDue = "written-within-due"
        /// From their coming to the answer, in seconds.
        case writtenAnswerTime = "written-answer-time"
        /// How long an agent wrote, in seconds.
        case writtenHandleTime = "written-handle-time"
        /// Those that are left at the end.
        case writtenBacklog = "written-backlog"
        /// How busy agents were, writing among it, in percent.
        case occupancyWithWriting = "occupancy-with-writing"
    }

    /// What it is about.
    public let subject: Subject
    /// Of which queue, group …
    public let name: String
    /// The figures; nil, "n/a", where there is nothing to divide by.
    public let values: [Column: Double]

    /// The rows of a run.
    static func rows(
        _ figures: RunFigures, _ plan: SimulationPlan, of centre: Centre
    ) -> [SimulatedRow] {
        let within = Int(plan.target.within.inMilliseconds / 1_000)
        let all = figures.tally(.all)
        // As in every report: what has no level of its own escalates from the first one.
        let firstRank = all.rankedVisits.lowest
        var rows = [SimulatedRow(.all, "", all, within, arrivals: true, escalatingFrom: firstRank)]
        for queue in figures.values(of: .queue) {
            rows.append(SimulatedRow(.queue, queue, figures.tally(.queue, queue), within))
        }
        for pool in ErlangPool.all(of: plan, in: centre) {
            rows += self.rows(of: pool, figures, plan, within)
        }
        for (subject, dimension) in [
            (Subject.level, Dimension.level), (.provider, .provider), (.segment, .segment),
        ] {
            for value in figures.values(of: dimension) {
                let tally = figures.tally(dimension, value)
                let rank = dimension.hasLevel ? nil : firstRank
                var values = SimulatedRow(
                    subject, value, tally, within, escalatingFrom: rank
                ).values
                if subject == .provider { values[.occupancy] = plan.occupancy(of: value, tally) }
                rows.append(SimulatedRow(subject: subject, name: value, values: values))
            }
        }
        for (place, group) in plan.staff.enumerated() {
            rows.append(SimulatedRow(group: group.name, figures.tally(ofGroup: place)))
        }
        return rows + writtenRows(figures)
    }

    private static func rows(
        of pool: ErlangPool, _ figures: RunFigures, _ plan: SimulationPlan, _ within: Int
    ) -> [SimulatedRow] {
        let tally = pool.queues.reduce(into: Tally()) { $0.merge(figures.tally(.queue, $1)) }
        let agents = pool.groups.reduce(into: Tally()) { $0.merge(figures.tally(ofGroup: $1)) }
        guard tally.visits > 0 else { return [] }
        var row = SimulatedRow(.pool, pool.name, tally, within)
        var values = row.values
        values[.occupancy] = Figure.occupancy.value(of: agents)
        row = SimulatedRow(subject: .pool, name: pool.name, values: values)
        var rows = [row]
        if let told = ErlangPrediction(pool, figures, plan, patience: nil) {
            rows.append(SimulatedRow(.erlangC, pool.name, told))
        }
        if let patience = plan.meanPatience(of: figures.waiters(in: pool.queues)),
            let told = ErlangPrediction(pool, figures, plan, patience: patience)
        {
            rows.append(SimulatedRow(.erlangA, pool.name, told))
        }
        return rows
    }

    init(subject: Subject, name: String, values: [Column: Double]) {
        self.subject = subject
        self.name = name
        self.values = values
    }

    private init(
        _ subject: Subject, _ name: String, _ tally: Tally, _ within: Int, arrivals: Bool = false,
        escalatingFrom rank: Int? = nil
    ) {
        // Who asks for a callback without waiting is nobody whom agents let wait.
        let atOnce = tally.onlyTakesCallbacks ? 0 : tally.callbackWaits.count(atMost: 0)
        let waiters = tally.visits - atOnce
        func share(_ part: Int) -> Double? {
            waiters > 0 ? 100 * Double(part) / Double(waiters) : nil
        }
        let waits = tally[.answeredWait] + tally[.abandonedWait]
        let waited = tally[.answered] + tally[.abandoned]
        let found: [Column: Double?] = [
            .calls: Double(arrivals || subject == .segment ? tally[.arrived] : tally.visits),
            .answered: tally.onlyTakesCallbacks ? nil : share(tally[.answered]),
            .inTime: tally.onlyTakesCallbacks
                ? nil : share(tally.answeredWaits.count(atMost: within)),
            .speedOfAnswer: Figure.averageSpeedOfAnswer.value(of: tally),
            .wait: waited > 0 ? Double(waits) / Double(waited) / 1_000 : nil,
            .abandoned: share(tally[.abandoned]), .flowedOut: share(tally.flowedOut),
            .callbacks: share(tally[.callbacks] - atOnce),
            .handleTime: Figure.handleTime.value(of: tally),
            .escalated: Figure.escalationRate.value(
                of: Figure.escalationRate.fraction(of: tally, escalatingFrom: rank)),
            .occupancy: arrivals ? Figure.occupancy.value(of: tally) : nil,
        ]
        self.init(subject: subject, name: name, values: found.compactMapValues(\.self))
    }

    private init(_ subject: Subject, _ name: String, _ told: ErlangPrediction) {
        let found: [Column: Double?] = [
            .inTime: told.serviceLevel * 100, .wait: told.meanWait,
            .abandoned: told.abandonment * 100, .occupancy: told.occupancy * 100,
        ]
        self.init(subject: subject, name: name, values: found.compactMapValues(\.self))
    }

    private init(group: String, _ tally: Tally) {
        let found: [Column: Double?] = [
            .calls: Double(tally[.contacts]),
            .handleTime: tally[.contacts] > 0
                ? Double(tally[.talkingTime] + tally[.holdTime] + tally[.wrapTime])
                    / Double(tally[.contacts]) / 1_000 : nil,
            .occupancy: Figure.occupancy.value(of: tally),
        ]
        self.init(subject: .staff, name: group, values: found.compactMapValues(\.self))
    }
}

extension Tally {
    /// Whether all who came asked for a callback without waiting: nobody was to answer them.
    fileprivate var onlyTakesCallbacks: Bool {
        visits > 0 && callbackWaits.count(atMost: 0) == visits
    }
}

extension SimulationPlan {
    /// How busy the people of a destination were, in percent of the time of their positions: they
    /// talk, and wrap up for as long as they do on average; nil where nobody counts positions.
    fileprivate func occupancy(of destination: String, _ tally: Tally) -> Double? {
        guard let people = destinations[destination], let wrapUp = people.wrapUp.mean else {
            return nil
        }
        var present = 0
        for day in 0..<days {
            guard let span = people.presence(on: firstDay.adding(days: day).weekday) else {
                return nil
            }
            present += span
        }
        let time = Double(present) * 1_000
        guard time > 0 else { return nil }
        let busy =
            Double(tally[.talk] + tally[.hold])
            + Double(tally[.answered]) * wrapUp.milliseconds
        return 100 * busy / time
    }
}
