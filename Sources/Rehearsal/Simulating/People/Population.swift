import Flows
import Telephony

/// All who may call: each caller of a stream is the same person whatever happens to others.
///
/// A line of a customer file stands for all customers of its kind: files of rehearsals have few lines,
/// and who has the line of another is nobody who calls again.
struct Population: Sendable {
    private let program: FlowProgram
    private let streams: [SimulationPlan.Stream]
    private let seed: UInt64
    let habits: [Habits]
    private let mixes: [Lots<Int>]
    private var counts: [UInt64]
    private var salts: [UInt64]

    init(_ plan: SimulationPlan, in program: FlowProgram, seed: UInt64) {
        self.program = program
        self.seed = seed
        streams = plan.streams
        // Who is told nothing of has the usual habits.
        let names = plan.profiles.keys.sorted()
        habits = (names.map { plan.profiles[$0] ?? .init() } + [.init()]).map {
            Habits($0, in: program)
        }
        mixes = plan.streams.map { stream in
            let shares = stream.callers.compactMap { share in
                names.firstIndex(of: share.value).map {
                    SimulationPlan.Share($0, weight: share.weight)
                }
            }
            return Lots(shares.isEmpty ? [.init(names.count, weight: 1)] : shares)
        }
        counts = Array(repeating: 0, count: streams.count)
        salts = streams.map { UInt64(naming: $0.name) }
    }

    /// The next caller of a stream.
    mutating func next(in stream: Int) -> SimulatedCaller {
        counts[stream] += 1
        let number = counts[stream]
        var chance = Chance(seed: seed, .identity, salts[stream], number)
        let profile = mixes[stream].draw(from: &chance) ?? 0
        let habits = habits[profile]
        var identity = SimulatedCaller.Identity(
            stream: stream, number: number,
            caller: CallerID(rawValue: "\(streams[stream].name)-\(number)"), profile: profile)
        let isCustomer = chance.happens(habits.profile.customers?.share ?? 0)
        let isWithheld = chance.happens(habits.profile.withheld)
        let place = chance.unit()
        if isCustomer, !habits.customers.isEmpty {
            let line = min(
                habits.customers.count - 1, Int(place * Double(habits.customers.count)))
            identity.customer = line
            if let column = habits.numberColumn {
                identity.phone = PhoneNumber(habits.customers[line][column])
            }
        } else if !isWithheld {
            let digits = String((number &+ UInt64(stream) &* 10_000_000) % 100_000_000)
            identity.phone = PhoneNumber(
                "+337" + String(repeating: "0", count: 8 - digits.count) + digits)
        }
        return caller(identity)
    }

    /// A person who calls, or calls again.
    func caller(_ identity: SimulatedCaller.Identity) -> SimulatedCaller {
        SimulatedCaller(identity, habits[identity.profile], seed: seed ^ salts[identity.stream])
    }
}
