import CallCentre
import Flows
public import Reports
import Telephony

/// The figures of a simulation, counted as it goes: nothing is kept of a call that is done with.
///
/// They are those of the journal: the same folds, tallies and formulas as in every report.
public struct RunFigures: Sendable {
    /// A call that has ended, and of which something is yet to come.
    private struct Ended {
        var facts: CallFacts
        /// Whether somebody is to be called back.
        var awaitsCallback: Bool

        /// Whether an agent has something left to do.
        var awaitsWrap: Bool {
            facts.visits.contains { visit in
                visit.talks.contains { !$0.isProvider && $0.wrap == nil }
            }
        }
    }

    /// The tallies of all dimensions, without time.
    private var book = TallyBook(isTimeless: true)
    /// The time of the last record, in milliseconds since 1970 UTC.
    private var newest = Int64.min
    /// How many callers came to a queue in each half-hour of the week, by what they had called.
    private(set) var offered: [String: [String: [Int]]] = [:]
    /// How many callers of each profile came to a queue, by their place among those of the run.
    private(set) var waiters: [String: [Int]] = [:]
    /// How long those who answered in a queue were rung, and told who calls, before the caller heard
    /// them: in milliseconds, with how many answered.
    private(set) var rings: [String: (time: Int64, count: Int)] = [:]
    /// How long the agents of a group were there in each half-hour of the week, in milliseconds.
    private(set) var presence: [[Int]]
    private var open = CallTable<CallFold>()
    private var ended: [CallID: Ended] = [:]
    private var agents = AgentFold()
    private var shifts: [CallID: String] = [:]
    private var letters: [CallID: WrittenFold] = [:]
    /// How many calls are expected in each half-hour of the week, by what is called.
    private let expected: [String: [Double]]
    private let roster: Roster
    private let groups: [String: Int]
    private let wallOffset: Duration
    private let zone: TimeZoneRules

    init(
        _ plan: SimulationPlan, of centre: Centre, origin: Int64, expected: [String: [Double]]
    ) {
        self.expected = expected
        wallOffset = .milliseconds(origin)
        zone = centre.zone
        var groups: [String: Int] = [:]
        for (place, group) in plan.staff.enumerated() {
            for number in 0..<group.count { groups[group.agent(number).rawValue] = place }
        }
        self.groups = groups
        roster = Roster(agents: Set(groups.keys))
        presence = Array(
            repeating: Array(repeating: 0, count: WeekSlot.count), count: plan.staff.count)
    }

    /// What was counted of a queue, a level, an agent …
    public func tally(_ dimension: Dimension, _ value: String = "") -> Tally {
        book.tallies[TallyKey(quarter: 0, dimension: dimension, value: value)] ?? Tally()
    }

    /// The values of a dimension of which anything was counted, in order.
    public func values(of dimension: Dimension) -> [String] {
        book.tallies.keys.filter { $0.dimension == dimension }.map(\.value).sorted()
    }

    /// What was counted of the agents of a group.
    func tally(ofGroup place: Int) -> Tally {
        groups.filter { $0.value == place }.keys.sorted().reduce(into: Tally()) {
            $0.merge(tally(.agent, $1))
        }
    }

    // MARK: Counting

    /// Takes in the next record.
    mutating func take(_ record: JournalRecord) {
        newest = max(newest, wallOffset.inMilliseconds + record.time.inMilliseconds)
        var spans: [AgentSpan] = []
        agents.take(record, wallOffset: wallOffset) { spans.append($0) }
        for span in spans {
            book.add(span)
            note(span)
        }
        if case .agent(let event) = record.event { return take(event, record) }
        if case .written(let event) = record.event { return take(event, record) }
        let call = record.call
        if !open.contains(call) { open[call] = CallFold(call: call, wallOffset: wallOffset) }
        open.access(call) { [roster] in $0?.take(record, roster: roster) }
        guard case .ended = record.event, let fold = open[call] else { return }
        open[call] = nil
        finish(fold.facts)
    }

    private mutating func take(_ event: AgentEvent, _ record: JournalRecord) {
        switch event {
        case .login(let login): shifts[record.call] = login.agent
        case .logout: shifts[record.call] = nil
        case .wrapEnded(let call, let visit):
            let time = WallTime(
                milliseconds: wallOffset.inMilliseconds + record.time.inMilliseconds)
            wrapEnded(call, visit: visit, agent: shifts[record.call], at: time)
        case .ready, .away, .dialled, .consulted, .consultationEnded: break
        }
    }

    private mutating func wrapEnded(
        _ call: CallID, visit number: Int, agent: String?, at time: WallTime
    ) {
        guard !open.contains(call) else {
            open[call]?.wrapEnded(visit: number, agent: agent, at: time)
            return
        }
        guard var known = ended[call],
            let visit = known.facts.visits.last(where: { $0.number == number }),
            let span = known.facts.wrapEnded(visit: number, agent: agent, at: time)
        else { return }
        book.add(
            wrap: span, by: agent ?? visit.talks.last?.agent ?? "", of: visit, in: known.facts)
        keep(known)
    }

    private mutating func finish(_ facts: CallFacts) {
        book.add(facts)
        for visit in facts.visits where !visit.isCallback { note(visit, of: facts.called) }
        if let attempt = facts.attempt, var accepted = ended[attempt.callback] {
            book.add(attempt: attempt, of: accepted.facts)
            accepted.awaitsCallback = !attempt.isLast
            keep(accepted)
        }
        let awaits = facts.visits.contains { $0.outcome == .callback }
        keep(Ended(facts: facts, awaitsCallback: awaits && facts.attempt == nil))
    }

    private mutating func keep(_ call: Ended) {
        ended[call.facts.call] = call.awaitsCallback || call.awaitsWrap ? call : nil
    }

    private mutating func take(_ event: WrittenEvent, _ record: JournalRecord) {
        letters[record.call, default: WrittenFold()].take(record, wallOffset: wallOffset)
        guard event.isLast else { return }
        if let letter = letters.removeValue(forKey: record.call)?.facts { book.add(letter) }
    }

    /// All of whom something is still to come are forgotten; letters that nobody has answered are
    /// left over, at the time of the last record, which is the end of the log.
    mutating func close() {
        ended = [:]
        for name in letters.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard let letter = letters[name]?.facts else { continue }
            book.add(letter, now: WallTime(milliseconds: newest))
        }
        letters = [:]
    }

    // MARK: By half-hours of the week

    /// A caller of a profile comes to a queue.
    mutating func noteWait(in queue: String, profile: Int, of count: Int) {
        waiters[queue, default: Array(repeating: 0, count: count)][profile] += 1
    }

    private mutating func note(_ visit: VisitFacts, of called: String) {
        if visit.outcome == .answered, let wait = visit.wait,
            let taken = visit.offers.last(where: { $0.outcome == .taken })
        {
            let offered = taken.offered.milliseconds - visit.entered.milliseconds
            rings[visit.queue, default: (0, 0)].time += max(0, wait.inMilliseconds - offered)
            rings[visit.queue, default: (0, 0)].count += 1
        }
        // Who is let go at once asks nothing of anybody.
        switch visit.outcome {
        case .flowedOut(.closed), .flowedOut(.empty), .flowedOut(.full): return
        default: break
        }
        let slot = WeekSlot(visit.entered.milliseconds, in: zone).number
        offered[visit.queue, default: [:]][
            called, default: Array(repeating: 0, count: WeekSlot.count)][slot] += 1
    }

    /// How many callers a queue has in each half-hour of the week.
    ///
    /// Those who called one number are spread over the half-hours in which any of them came, as all
    /// its callers are expected to be: so chance in single half-hours is left out.
    func load(of queue: String) -> [Double] {
        var load = Array(repeating: 0.0, count: WeekSlot.count)
        for (called, counts) in (offered[queue] ?? [:]).sorted(by: { $0.key < $1.key }) {
            let all = Double(counts.reduce(0, +))
            let weights = counts.indices.map { slot in
                counts[slot] > 0 ? expected[called]?[slot] ?? 0 : 0
            }
            let sum = weights.reduce(0, +)
            for slot in counts.indices {
                load[slot] += sum > 0 ? all * weights[slot] / sum : Double(counts[slot])
            }
        }
        return load
    }

    private mutating func note(_ span: AgentSpan) {
        guard let group = groups[span.agent], let end = span.end else { return }
        if case .away = span.state { return }
        var begin = span.begin.milliseconds
        while begin < end.milliseconds {
            let slot = WeekSlot(begin, in: zone)
            let stop = min(end.milliseconds, slot.end)
            presence[group][slot.number] += Int(stop - begin)
            begin = stop
        }
    }
}

extension AttemptFacts {
    /// Whether no other attempt follows.
    fileprivate var isLast: Bool {
        switch outcome {
        case .open: false
        case .bridged: true
        case .failed(_, let isLast): isLast
        }
    }
}

/// A half-hour of the week, on the clocks of a zone.
struct WeekSlot {
    /// How many a week has.
    static let count = 336
    /// Its length in milliseconds.
    static let length: Int64 = 1_800_000

    /// Its place in the week, from 0 on Monday at midnight.
    let number: Int
    /// When it ends, in milliseconds since 1970 UTC.
    let end: Int64

    /// The half-hour that a moment is in, in milliseconds since 1970 UTC.
    init(_ time: Int64, in zone: TimeZoneRules) {
        let seconds = Int(time).flooredDivision(by: 1_000).quotient
        let local = seconds + zone.offset(at: seconds)
        let (half, _) = local.flooredDivision(by: 1_800)
        // 1970 began on a Thursday.
        number = (half + 3 * 48).flooredDivision(by: Self.count).remainder
        let rest = local - half * 1_800
        end = Int64(seconds - rest + 1_800) * 1_000
    }
}
