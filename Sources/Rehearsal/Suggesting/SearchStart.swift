import Flows
import Telephony
import Transcripts

/// One way in which a call can come in, with what is known of it beforehand.
struct SearchStart: Sendable {
    let header: Transcript.Header
    /// How far it is from the most usual call.
    let oddity: Int
    /// What the calendars say at its time.
    let moment: Int
    /// Others who stand in a queue, so that it takes no more; none in most.
    let crowds: [Transcript.Crowd]
    /// Whether nobody is at work, so that callers leave the queues which need somebody.
    let isDeserted: Bool
    /// How comparisons with secrets come out that no fixture tells; nil where fixtures do.
    let outcomes: [Bool]?

    /// What may be otherwise beside who calls what, and when.
    private enum Circumstance {
        case none
        case deserted
        case crowd(Transcript.Crowd)
        case outcomes([Bool])
    }

    private init(
        _ header: Transcript.Header, oddity: Int, moment: Int, _ circumstance: Circumstance
    ) {
        self.header = header
        self.oddity = oddity
        self.moment = moment
        crowds = if case .crowd(let crowd) = circumstance { [crowd] } else { [] }
        isDeserted = if case .deserted = circumstance { true } else { false }
        outcomes = if case .outcomes(let outcomes) = circumstance { outcomes } else { nil }
    }

    /// The ways in which calls to flows can come in, the most usual first.
    static func all(to flows: [Flow], in program: FlowProgram) -> [SearchStart] {
        let moments = program.tellingTimes
        let callers = program.tellingCallers
        var starts: [SearchStart] = []
        for flow in flows {
            let circumstances = circumstances(of: flow, in: program)
            for (place, to) in program.entrances(of: flow).enumerated() {
                for (moment, time) in moments.enumerated() {
                    for (caller, from) in callers.enumerated() {
                        let header = Transcript.Header(from: from, to: to, time: time)
                        for (added, circumstance) in circumstances {
                            starts.append(
                                SearchStart(
                                    header, oddity: place + moment + caller + added,
                                    moment: moment, circumstance))
                        }
                    }
                }
            }
        }
        return starts.enumerated().sorted { ($0.1.oddity, $0.0) < ($1.1.oddity, $1.0) }.map(\.1)
    }

    /// What may be otherwise in calls to a flow, with how odd that is.
    private static func circumstances(
        of flow: Flow, in program: FlowProgram
    ) -> [(oddity: Int, circumstance: Circumstance)] {
        var circumstances: [(Int, Circumstance)] = [(0, .none)]
        circumstances += program.outcomes(of: flow).enumerated().map { ($0 + 1, .outcomes($1)) }
        if program.canBeDeserted(flow) { circumstances.append((1, .deserted)) }
        circumstances += program.crowds(before: flow).map { (1, .crowd($0)) }
        return circumstances
    }

    /// In how many ways it differs from another: who calls, what, when, and what else.
    func differences(from other: SearchStart) -> Int {
        [
            header.from != other.header.from, header.to != other.header.to, moment != other.moment,
            crowds != other.crowds || isDeserted != other.isDeserted || outcomes != other.outcomes,
        ].count { $0 }
    }
}

extension FlowProgram {
    /// Whether a flow leads to a queue that needs somebody to be logged in.
    fileprivate func canBeDeserted(_ flow: Flow) -> Bool {
        reach(of: flow).contains { name in
            flows[name]?.steps.contains { step in
                guard case .queue(let visit) = step.kind else { return false }
                return centre.queues[visit.queue].map { $0.agentsNeeded != .never } ?? false
            } ?? false
        }
    }

    /// As many others in each queue as it takes, of the queues that a flow leads to and that have a
    /// way out for it.
    fileprivate func crowds(before flow: Flow) -> [Transcript.Crowd] {
        var queues: Set<String> = []
        for name in reach(of: flow) {
            for step in flows[name]?.steps ?? [] {
                guard case .queue(let visit) = step.kind,
                    step.exits.contains(where: { $0.way == .full })
                else { continue }
                queues.insert(visit.queue)
            }
        }
        return queues.sorted().compactMap { name in
            centre.queues[name]?.maxLength.map {
                Transcript.Crowd(queue: Transcript.Named(name: name), count: $0)
            }
        }
    }

    /// The flows that calls begin in: those of numbers, and those that no other flow calls.
    var entranceFlows: [Flow] {
        let called = Set(flows.values.flatMap(\.calledFlows))
        let numbered = Set(centre.numbers.values.map(\.flow))
        return flows.values.filter { numbered.contains($0.name) || !called.contains($0.name) }
            .sorted { $0.name < $1.name }
    }

    /// The flows that a call which begins in a flow may come to.
    func reach(of flow: Flow) -> Set<String> {
        var found: Set<String> = []
        var fresh = [flow.name]
        while let name = fresh.popLast() {
            guard found.insert(name).inserted else { continue }
            fresh += flows[name]?.calledFlows ?? []
        }
        return found
    }

    /// What is called to come to a flow: of its numbers one of each language, then the others.
    fileprivate func entrances(of flow: Flow) -> [String] {
        let numbers = centre.numbers.filter { $0.value.flow == flow.name }
        let byLanguage = Dictionary(grouping: numbers) { $0.value.language?.rawValue ?? "" }
            .mapValues { $0.map(\.key.text).sorted() }.sorted { $0.key < $1.key }.map(\.value)
        let rounds = byLanguage.map(\.count).max() ?? 0
        let ordered = (0..<rounds).flatMap { place in
            byLanguage.compactMap { $0.dropFirst(place).first }
        }
        return ordered.isEmpty ? [flow.name] : ordered.prefix(12).map(\.self)
    }

    /// Times at which calendars say different things: the first at which each set of them holds, from
    /// the usual time on.
    fileprivate var tellingTimes: [CivilTime] {
        let calendars = centre.calendars.sorted { $0.key < $1.key }.map(\.value.hours)
        var seen: Set<[String]> = []
        var times: [CivilTime] = []
        let start = RehearsedCaller.usualTime.secondsSince1970
        // Each hour of two weeks, then ten o'clock of each day of a year.
        let offsets = (0..<336).map { $0 * 3_600 } + (14..<400).map { $0 * 86_400 }
        for offset in offsets where times.count < 8 {
            let time = CivilTime(secondsSince1970: start + offset)
            let statuses = calendars.map { $0.status(at: time).word }
            if seen.insert(statuses).inserted { times.append(time) }
        }
        return times + closingTimes
    }

    /// Times shortly before a calendar closes on the usual day, so that it does so during a call.
    private var closingTimes: [CivilTime] {
        let start = RehearsedCaller.usualTime.secondsSince1970
        let times = centre.calendars.sorted { $0.key < $1.key }.map(\.value.hours).flatMap {
            hours in
            // To the minute, as hours are written.
            let closing = (0..<1_440).first { minute in
                let time = start + minute * 60
                return hours.status(at: CivilTime(secondsSince1970: time - 1)) == .open
                    && hours.status(at: CivilTime(secondsSince1970: time)) != .open
            }
            return closing.map { minute in
                [10, 25, 60, 120, 240].map { CivilTime(secondsSince1970: start + minute * 60 - $0) }
            } ?? []
        }
        return Set(times).sorted()
    }

    /// Callers of whom customer files know different things, one whom they do not know, and one who
    /// hides their number.
    fileprivate var tellingCallers: [Transcript.Header.Caller] {
        var callers: [Transcript.Header.Caller] = []
        for (_, directory) in centre.directories.sorted(by: { $0.key < $1.key }) {
            for record in directory.customers.examples() {
                let number = record.sorted { $0.key < $1.key }.lazy
                    .compactMap { $0.value.hasPrefix("+") ? PhoneNumber($0.value) : nil }.first
                if let number, !callers.contains(.number(number)) {
                    callers.append(.number(number))
                }
            }
        }
        callers = callers.prefix(8).map(\.self)
        if let unknown = PhoneNumber(Self.unknownCaller) { callers.append(.number(unknown)) }
        return callers + [.withheld] + soughtCallers
    }

    /// A number of those that are kept for fiction.
    private static let unknownCaller = "+33639980199"

    /// Callers whose numbers are those that conditions look for, begin like them or end like them.
    private var soughtCallers: [Transcript.Header.Caller] {
        var callers: [Transcript.Header.Caller] = []
        for text in flows.values.sorted(by: { $0.name < $1.name }).flatMap(\.soughtCallers) {
            let length = min(text.count, Self.unknownCaller.count)
            let rest = Self.unknownCaller.dropFirst(length)
            for written in [text, text + rest, Self.unknownCaller.dropLast(length) + text] {
                guard written.first == "+", let number = PhoneNumber(written),
                    !callers.contains(.number(number))
                else { continue }
                callers.append(.number(number))
            }
        }
        return callers.prefix(6).map(\.self)
    }

    /// How comparisons with secrets may come out in calls where somebody proves who they are.
    fileprivate func outcomes(of flow: Flow) -> [[Bool]] {
        let hasSecrets = reach(of: flow).contains { name in
            flows[name]?.steps.contains { step in
                switch step.kind {
                case .agent: true
                case .collect(let collect): collect.isSecret
                default: false
                }
            } ?? false
        }
        guard hasSecrets else { return [] }
        let good = Array(repeating: true, count: 8)
        let bad = Array(repeating: false, count: 8)
        return [good, bad]
            + (0..<4).flatMap { count in
                [[false, false], [false, true]].map { good.prefix(count) + $0 + good }
            }
    }
}

extension Flow {
    /// The flows that it calls.
    var calledFlows: [String] {
        steps.compactMap { if case .call(let call) = $0.kind { call.flow } else { nil } }
    }
}

extension OpeningHours.Status {
    fileprivate var word: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .holiday: "holiday"
        }
    }
}
