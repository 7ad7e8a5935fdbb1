import Reports
import Telephony

/// The figures of rehearsed calls, counted as reports count those of a journal.
struct RehearsedFigures {
    private var book = TallyBook()
    private let zone: TimeZoneRules

    /// Counts calls and shifts.
    ///
    /// - Parameters:
    ///   - records: those of all calls, attempts and shifts, in order.
    ///   - agents: who is an agent though they never log in.
    ///   - start: the wall clock at time zero, in milliseconds since 1970.
    ///   - end: when the rehearsal was over; until then spans of agents go on that have no end.
    ///   - zone: the clocks of the centre.
    init(
        _ records: [JournalRecord], agents: Set<String>, start: Int64, end: Duration,
        zone: TimeZoneRules
    ) {
        self.zone = zone
        let offset = Duration.milliseconds(start)
        var roster = Roster(agents: agents)
        var spans = AgentFold()
        var shifts: [CallID: String] = [:]
        var folds: [CallID: CallFold] = [:]
        var order: [CallID] = []
        var letters: [CallID: WrittenFold] = [:]
        for record in records {
            roster.take(record.event)
            spans.take(record, wallOffset: offset) { book.add($0) }
            switch record.event {
            case .agent(.login(let login)): shifts[record.call] = login.agent
            case .agent(.wrapEnded(let call, let visit)):
                folds[call]?.wrapEnded(
                    visit: visit, agent: shifts[record.call],
                    at: WallTime(milliseconds: start &+ record.time.inMilliseconds))
            case .agent: break
            case .written:
                letters[record.call, default: WrittenFold()].take(record, wallOffset: offset)
            default:
                if folds[record.call] == nil {
                    order.append(record.call)
                    folds[record.call] = CallFold(call: record.call, wallOffset: offset)
                }
                folds[record.call]?.take(record, roster: roster)
            }
        }
        let now = WallTime(milliseconds: start &+ end.inMilliseconds)
        for name in letters.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            if let letter = letters[name]?.facts { book.add(letter, now: now) }
        }
        for var span in spans.open {
            span.end = max(span.begin, now)
            book.add(span)
        }
        add(order.compactMap { folds[$0]?.facts })
    }

    private mutating func add(_ calls: [CallFacts]) {
        let known = Dictionary(calls.map { ($0.call, $0) }) { first, _ in first }
        var contacts = FirstContact()
        for call in calls {
            book.add(call)
            if let attempt = call.attempt, !call.isOpen, let accepted = known[attempt.callback] {
                book.add(attempt: attempt, of: accepted)
            }
            if let repeated = contacts.take(call) { book.add(repeatOf: repeated) }
        }
    }

    /// What a figure came to.
    func cell(of expected: ExpectedFigure) -> Report.Cell? {
        let question = expected.question(in: zone)
        var builder = ReportBuilder(question)
        for (key, tally) in book.tallies where question.dimensions.contains(key.dimension) {
            builder.add(tally, at: key.named(as: question))
        }
        return builder.report().total.cells.first
    }
}

extension TallyKey {
    /// The place with the name of a flow in place of its version, where the flow is asked for.
    fileprivate func named(as question: ReportQuestion) -> TallyKey {
        guard dimension == .flowVersion, let flow = question.value, value.hasPrefix("\(flow)@")
        else { return self }
        return TallyKey(quarter: quarter, dimension: dimension, value: flow)
    }
}
