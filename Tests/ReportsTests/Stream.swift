import Reports
import Telephony

/// A stream of events written by hand: each at its second.
struct Stream {
    var call: CallID
    private(set) var records: [JournalRecord] = []

    init(_ name: String = "call-1") { call = CallID(rawValue: name) }

    /// A call from a caller to a flow, at the zero of its clock.
    static func incoming(
        _ name: String = "call-1", caller: String = "caller-1", at seconds: Double = 0
    ) -> Stream {
        var stream = Stream(name)
        stream.at(
            seconds,
            .arrived(
                CallEvent.Arrival(
                    caller: CallerID(rawValue: caller), from: nil, to: "+33145", flow: "accueil",
                    version: "v1", language: .french,
                    time: CivilTime(secondsSince1970: 0), zone: "Europe/Paris")))
        return stream
    }

    /// The events of the stream go on at a second of the monotonic clock.
    mutating func at(_ seconds: Double, _ events: CallEvent...) {
        for event in events {
            records.append(
                JournalRecord(
                    call: call, number: records.count + 1,
                    time: .milliseconds(Int64((seconds * 1_000).rounded())), event: event))
        }
    }

    /// What the stream tells.
    func facts(
        wallOffset: Duration = .zero, agents: Set<String> = ["anne", "bruno"]
    ) -> CallFacts {
        var fold = CallFold(call: call, wallOffset: wallOffset)
        let roster = Roster(agents: agents)
        for record in records { fold.take(record, roster: roster) }
        return fold.facts
    }
}

extension CallEvent {
    static func enqueued(
        _ queue: String, level: String = "level1", rank: Int? = nil
    ) -> CallEvent {
        .enqueued(queue: queue, level: level, position: 1, rank: rank)
    }
}

extension TallyBook {
    init(_ calls: [CallFacts]) {
        self.init()
        for call in calls { add(call) }
    }

    /// Everything of a dimension's value together.
    func whole(_ dimension: Dimension = .all, _ value: String = "") -> Tally {
        tallies.reduce(into: Tally()) { sum, entry in
            guard entry.key.dimension == dimension, entry.key.value == value else { return }
            sum.merge(entry.value)
        }
    }
}
