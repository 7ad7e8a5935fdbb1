import Flows
import Telephony

/// A caller of a simulation: who they are, and where they stand in what they do.
struct SimulatedCaller: Sendable {
    /// What a caller waits for who has something in mind.
    enum Intention: Equatable, Sendable {
        /// Nothing is decided.
        case open
        /// All that is said is to be heard first.
        case attentive
        /// Something was decided, and is under way.
        case settled
        /// It was done, and may have been in vain.
        case done
    }

    let habits: Habits
    /// Who calls, whatever else happens in the simulation.
    let identity: Identity
    var keys: Chance
    var patience: Chance
    /// How long they talk, and where the talk leads.
    var talk: Chance

    var step: Habits.AtStep?
    /// Which question of a survey is asked, from 0.
    var question = 0
    var intention = Intention.open
    /// What was in mind before the last change is not done any more.
    var mind = 0
    /// The same for what waiting callers have in mind.
    var wait = 0
    var isWaiting = false
    /// The queue of the last visit.
    var queue = ""
    /// The keys that lead out of the queue, pressed once an announcement has been heard.
    var escape: [Digit]?
    /// Who talks with them.
    var partner: Partner?
    /// The destination that is rung for them or talks with them.
    var outside: String?
    /// Whether somebody there is taken up by them.
    var occupiesOutside = false
    /// What is under way outside is of this ring.
    var outsideRing = 0

    /// Who talks with a caller.
    enum Partner: Equatable, Sendable {
        /// An agent, by their place among all.
        case agent(Int)
        /// The people at a destination.
        case outside(String)
    }

    /// Who calls.
    struct Identity: Sendable {
        /// The stream, by its place.
        var stream: Int
        /// Which caller of it, from 1.
        var number: UInt64
        /// The person.
        var caller: CallerID
        /// Their number; nil where it is withheld.
        var phone: PhoneNumber?
        /// The line of the customer file that they are, by its place.
        var customer: Int?
        /// Which call of theirs it is, from 0.
        var attempt = 0
        /// Which of their calls it was in which they began with what they call for: they press the
        /// same again.
        var matter = 0
        /// The profile, by its place.
        var profile: Int
    }

    /// Whether somebody talked with them in this call.
    var hasTalked = false

    init(_ identity: Identity, _ habits: Habits, seed: UInt64) {
        self.identity = identity
        self.habits = habits
        // Each further call of a person has streams of its own.
        let stream = UInt64(identity.stream) &* 64 &+ UInt64(identity.attempt)
        let matter = UInt64(identity.stream) &* 64 &+ UInt64(identity.matter)
        keys = Chance(seed: seed, .keys, matter, identity.number)
        patience = Chance(seed: seed, .patience, stream, identity.number)
        talk = Chance(seed: seed, .talk, stream, identity.number)
    }

    // MARK: What they do

    /// A new step: what was in mind for the last one is forgotten.
    ///
    /// - Returns: what is done while all that is said is heard; nil where that is nothing.
    mutating func enter(_ step: String, of flow: String) -> SimulationPlan.Press? {
        self.step = habits.atStep(step, of: flow)
        question = 0
        change()
        guard case .hearing(let lots) = self.step else { return nil }
        return lots.draw(from: &keys)
    }

    /// What was in mind is forgotten.
    mutating func change() {
        mind += 1
        intention = .open
    }

    var listens: Bool {
        if case .listening = step { true } else { false }
    }

    /// Whether a prompt that begins may be one during which a key is pressed.
    var mayBargeIn: Bool { listens && intention == .open && habits.profile.bargeIn > 0 }

    /// Whether a key that was asked for is yet to be decided on.
    var isUndecided: Bool { listens && (intention == .open || intention == .attentive) }

    /// Whether a key was pressed that nothing has heard.
    var hasPressedInVain: Bool { listens && intention == .done }

    /// Whether a key that leads out of the queue is pressed once an announcement was heard.
    var meansToEscape: Bool { isWaiting && escape != nil }

    /// Decides what to do at a step that listens.
    mutating func decide() -> SimulationPlan.Press? {
        guard case .listening(let listening) = step, !listening.questions.isEmpty else {
            return nil
        }
        let place = min(question, listening.questions.count - 1)
        return listening.questions[place].draw(from: &keys) ?? .nothing
    }

    /// The keys that something means here; nil where nothing is pressed.
    mutating func digits(for press: SimulationPlan.Press, in program: FlowProgram) -> [Digit]? {
        guard case .listening(let listening) = step else { return nil }
        switch press {
        case .keys(let digits): return listening.finished(digits)
        case .wrong: return listening.uselessKey.map { [$0] }
        case .random:
            let length = listening.length ?? 1...1
            let count = length.lowerBound + keys.below(length.upperBound - length.lowerBound + 1)
            return listening.finished(
                (0..<count).compactMap { _ in Digit(rawValue: UInt8(keys.below(10))) })
        case .column(let directory, let column):
            return listening.finished(
                value(of: column, in: directory, of: program).compactMap(Digit.init))
        case .nothing, .hangUp, .stay: return nil
        }
    }

    /// What a column holds of the caller's own line, or of one drawn by chance.
    private mutating func value(
        of column: String, in directory: String, of program: FlowProgram
    ) -> String {
        if habits.profile.customers?.directory == directory, let line = identity.customer,
            let place = habits.columns.firstIndex(of: column)
        {
            return habits.customers[line][place]
        }
        guard let file = program.centre.directories[directory]?.customers,
            let place = file.columns.firstIndex(of: column),
            let line = file.line(keys.below(file.count))
        else { return "" }
        return line[place]
    }
}

extension Habits.Listening {
    /// Keys with the one that ends them, where more could follow.
    fileprivate func finished(_ digits: [Digit]) -> [Digit] {
        guard let length, let termKey, digits.count < length.upperBound,
            digits.count >= length.lowerBound
        else { return digits }
        return digits + [termKey]
    }
}
