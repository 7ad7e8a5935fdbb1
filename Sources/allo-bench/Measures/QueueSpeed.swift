import Queues
import Telephony

/// How fast the queues decide: 10,000 callers wait, 1,000 agents talk, over ten queues of which each
/// agent serves two, with skills and priorities.
struct QueueSpeed {
    private static let callers = 10_000
    private static let agents = 1_000
    private static let queues = 10
    /// How many of each are timed.
    private static let count = 4_000

    let effort: Effort

    func figures() -> [Figure] {
        var arrivals: [Double] = []
        var hangUps: [Double] = []
        var answers: [Double] = []
        for _ in 0..<effort.runs {
            var centre = FullCentre()
            arrivals.append(centre.timeArrivals(Self.count))
            hangUps.append(centre.timeHangUps(Self.count))
            answers.append(centre.timeAnswers(Self.count))
        }
        let place = "10,000 waiting, 1,000 agents"
        return [
            Figure("queues, an arrival; \(place)", .microseconds, arrivals, goal: .below(50)),
            Figure("queues, a hang-up; \(place)", .microseconds, hangUps, goal: .below(50)),
            Figure(
                "queues, a talk's end, the next offer and its answer; \(place)", .microseconds,
                answers, goal: .below(50)),
        ]
    }

    /// A centre in which everybody is busy.
    private struct FullCentre {
        private let machine: Queues
        private var state = Queues.State()
        private var now = Duration.zero
        private var arrived = 0
        private var gone = 0
        private var talking: [(agent: AgentID, call: CallID)] = []

        init() {
            var plan = QueuePlan()
            for number in 0..<QueueSpeed.queues {
                plan.queues["q\(number)"] = QueueRules(
                    name: "q\(number)", level: "l\(number % 3)", priority: number % 2,
                    strategy: number.isMultiple(of: 3) ? .longestIdle : .bestSkilled,
                    skills: ["s\(number % 5)": 1])
            }
            for number in 0..<QueueSpeed.agents {
                let first = number % QueueSpeed.queues
                let second = (number + 1) % QueueSpeed.queues
                plan.agents[AgentID(rawValue: "a\(number)")] = AgentRules(
                    queues: ["q\(first)", "q\(second)"],
                    skills: ["s\(first % 5)": 1 + number % 3, "s\(second % 5)": 1],
                    wrapUp: .seconds(15))
            }
            machine = Queues(plan: plan)
            for number in 0..<QueueSpeed.agents {
                take(.loggedIn(AgentID(rawValue: "a\(number)"), ready: true))
            }
            for _ in 0..<QueueSpeed.callers + QueueSpeed.agents { arrive() }
        }

        /// Brings an event in; whoever is rung answers.
        private mutating func take(_ event: QueueEvent) {
            now += .milliseconds(1)
            for effect in machine.step(&state, on: event, now: now) {
                guard case .offer(let call, let agent, _) = effect else { continue }
                talking.append((agent, call))
                take(.answered(agent, call))
            }
        }

        private mutating func arrive() {
            arrived += 1
            take(
                .enqueued(
                    Waiting(
                        call: CallID(rawValue: "c\(arrived)"),
                        queue: "q\(arrived % QueueSpeed.queues)", since: now)))
        }

        /// In microseconds each.
        mutating func timeArrivals(_ count: Int) -> Double {
            time(count) { $0.arrive() }
        }

        mutating func timeHangUps(_ count: Int) -> Double {
            // The last who came, and so surely still waiting.
            gone = arrived
            return time(count) { centre in
                let call = CallID(rawValue: "c\(centre.gone)")
                centre.gone -= 1
                centre.take(.left(call))
            }
        }

        mutating func timeAnswers(_ count: Int) -> Double {
            time(count) { centre in
                guard !centre.talking.isEmpty else { return }
                let (agent, call) = centre.talking.removeFirst()
                centre.take(.talkEnded(agent, call))
                centre.take(.wrapUpEnded(agent))
            }
        }

        private mutating func time(_ count: Int, _ work: (inout FullCentre) -> Void) -> Double {
            let start = ContinuousClock.now
            for _ in 0..<count { work(&self) }
            return (.now - start) / .microseconds(1) / Double(count)
        }
    }
}
