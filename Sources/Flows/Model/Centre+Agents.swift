public import Telephony

extension Centre {
    /// Somebody who takes calls of the queues at a telephone.
    public struct Agent: Hashable, Sendable {
        /// The name in the centre file, as `desk-1`: what the journal says.
        public var id: AgentID
        /// The name as people say it; nil where nobody wrote one.
        public var spokenName: String?
        /// What the agent types to say who they are, and colleagues to reach them; nil for nothing.
        public var number: String?
        /// Where the PIN is that proves it; nil where the agent can't log in by telephone.
        public var pin: Password?
        /// What rings for the agent: a user of ``Centre/phones``, a number or a `sip:` address.
        public var phone: String
        /// The trunk that leads there, where it is no user of the phones; nil for the only one that
        /// leads out.
        public var trunk: String?
        /// The levels whose queues the agent serves.
        public var levels: [String]
        /// Queues that the agent serves whatever their level.
        public var queues: [String]
        /// What the agent can do, each with how well; from 1.
        public var skills: [String: Int]
        /// How long the agent has after a talk for what it left to do.
        public var wrapUp: Duration
        /// After so many calls in a row that the agent let ring, they are away.
        public var missedCalls: Int
        /// The place in the order of the file, from 0.
        public var order: Int
        /// The language in which Allo speaks to the agent.
        public var language: LanguageTag

        /// What an agent has who says nothing else (DESIGN.md §11).
        public static let usualWrapUp = Duration.seconds(15), usualMissedCalls = 2

        /// Describes an agent; for the checker and for tests.
        public init(
            id: AgentID, spokenName: String? = nil, number: String? = nil, pin: Password? = nil,
            phone: String, trunk: String? = nil, levels: [String] = [], queues: [String] = [],
            skills: [String: Int] = [:], wrapUp: Duration = usualWrapUp,
            missedCalls: Int = usualMissedCalls, order: Int = 0, language: LanguageTag = .french
        ) {
            self.id = id
            self.spokenName = spokenName
            self.number = number
            self.pin = pin
            self.phone = phone
            self.trunk = trunk
            self.levels = levels
            self.queues = queues
            self.skills = skills
            self.wrapUp = wrapUp
            self.missedCalls = missedCalls
            self.order = order
            self.language = language
        }
    }

    /// Where an agent's telephone is.
    public enum AgentPhone: Hashable, Sendable {
        /// One that registers here, by the name of its user.
        case user(String)
        /// One behind a trunk.
        case outside(Route)
    }

    /// Whom or what a number typed on an agent's telephone stands for.
    public enum Extension: Hashable, Sendable {
        /// A queue, by its name.
        case queue(String)
        /// A colleague.
        case agent(AgentID)
    }

    /// Where an agent is rung: a telephone that registers here, or one behind a trunk whose list
    /// allows it.
    public func phone(of agent: AgentID) throws(NoRoute) -> AgentPhone {
        guard let agent = agents[agent] else { throw .unknownAgent(agent) }
        if phones?.users[agent.phone] != nil { return .user(agent.phone) }
        return .outside(
            try route(to: agent.phone, through: agent.trunk, for: Destination.usualPatience))
    }

    /// The queue in which a caller of another queue waits for a colleague: the same where the
    /// colleague serves it, else of those that they serve the one of the nearest level.
    ///
    /// - Returns: the same queue too where the colleague serves none.
    public func queue(of colleague: AgentID, from queue: String) -> String {
        guard let colleague = agents[colleague], let current = queues[queue],
            !colleague.serves(current)
        else { return queue }
        let rank = levels[current.level]?.rank ?? 0
        func distance(of queue: Queue) -> Int { abs((levels[queue.level]?.rank ?? 0) - rank) }
        return queues.values.filter(colleague.serves).min {
            (distance(of: $0), $0.name) < (distance(of: $1), $1.name)
        }?.name ?? queue
    }

    /// The agent or the queue that a number typed by an agent stands for.
    public func extensionCalled(_ number: String) -> Extension? {
        if let agent = agents.values.first(where: { $0.number == number }) {
            return .agent(agent.id)
        }
        return queues.values.first { $0.number == number }.map { .queue($0.name) }
    }
}
