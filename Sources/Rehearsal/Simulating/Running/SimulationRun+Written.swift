import CallCentre
import Flows
import Telephony

// Letters and e-mails: they come, and those who have them in hand or outside answer them.
extension SimulationRun {
    /// A letter that is to be answered.
    struct Letter: Sendable {
        /// The place of its stream.
        let stream: Int
        /// Its number in the stream, from 1.
        let number: Int
        /// How long an agent has yet to write, in milliseconds.
        var left: Int64
        /// Since when an agent writes; nil while nobody does.
        var since: Int64?
        /// How often somebody began to write: what was in mind before is not done any more.
        var turn = 0
        /// Whether an agent has it in hand, be it while a caller comes between.
        var isInHand = false
        /// What came, and the records so far: with these it has its place again after a crash.
        var receipt: WrittenEvent.Receipt?
        var received: Duration = .zero
        var records = 0

        /// Nobody writes any more.
        mutating func stop(at time: Int64) {
            guard let begin = since else { return }
            left = max(0, left - (time - begin))
            since = nil
        }
    }

    /// The letters of all streams.
    struct Written: Sendable {
        /// When those of each stream come.
        var arrivals: [ArrivalTimes]
        /// How many of each stream have come.
        var counts: [Int]
        /// Those that are to be answered.
        var letters: [CallID: Letter] = [:]

        init(
            _ plan: SimulationPlan, of centre: Centre, seed: UInt64, factors: [String: Double]
        ) {
            arrivals = plan.written.map {
                ArrivalTimes(
                    $0.arrivals, in: plan, of: centre, seed: seed, factor: factors[$0.name] ?? 1)
            }
            counts = plan.written.map { _ in 0 }
        }
    }

    mutating func planLetter(_ stream: Int) {
        guard let time = written.arrivals[stream].next() else { return }
        intend(.letter(stream: stream), at: time - origin)
    }

    mutating func receive(_ stream: Int) {
        planLetter(stream)
        guard ordeal?.isDown != true else { return }
        written.counts[stream] += 1
        let plan = plan.written[stream]
        let number = written.counts[stream]
        let contact = CallID(rawValue: "\(plan.name)-\(number)")
        var chance = Chance(
            seed: seed, .writing, UInt64(naming: plan.name), UInt64(truncatingIfNeeded: number))
        written.letters[contact] = Letter(
            stream: stream, number: number, left: plan.handleTime.draw(from: &chance) ?? 0)
        let now = origin + clock
        happen(
            .received(
                WrittenInput.Letter(
                    queue: plan.queue, caller: CallerID(rawValue: "writer-\(contact)"),
                    received: now, now: now)), toLetter: contact)
    }

    /// Takes in what is written down of a letter.
    mutating func follow(_ event: WrittenEvent, of record: JournalRecord) {
        let contact = record.call
        guard var letter = written.letters[contact] else { return }
        letter.records = record.number
        switch event {
        case .received(let receipt):
            letter.receipt = receipt
            letter.received = record.time - receipt.age
            if let provider = receipt.provider { sendOut(contact, letter, to: provider) }
        case .given, .resumed:
            letter.isInHand = true
            letter.since = clock
            letter.turn += 1
            intend(.finishLetter(contact, turn: letter.turn), after: letter.left)
        case .paused: letter.stop(at: clock)
        case .returned:
            letter.stop(at: clock)
            letter.isInHand = false
        case .answered, .dropped:
            written.letters[contact] = nil
            return
        }
        written.letters[contact] = letter
    }

    private mutating func sendOut(_ contact: CallID, _ letter: Letter, to provider: String) {
        var chance = Chance(
            seed: seed, .writing, UInt64(naming: provider),
            UInt64(naming: contact.rawValue))
        guard let people = plan.destinations[provider],
            let span = people.answersWritten?.draw(from: &chance)
        else { return }
        intend(.outsideAnswersLetter(contact, provider), after: span)
    }

    /// An agent has written for long enough.
    mutating func finish(_ contact: CallID, turn: Int) {
        guard let letter = written.letters[contact], letter.turn == turn, letter.since != nil else {
            return
        }
        happen(.answered(provider: nil), toLetter: contact)
    }

    mutating func outsideAnswers(_ contact: CallID, _ provider: String) {
        guard written.letters[contact] != nil else { return }
        guard ordeal?.isDown != true else {
            return intend(.outsideAnswersLetter(contact, provider), after: 60_000)
        }
        happen(.answered(provider: provider), toLetter: contact)
    }

    private mutating func happen(_ input: WrittenInput, toLetter contact: CallID) {
        stage.take(.written(contact, input), at: .milliseconds(clock))
    }

    private var openLetters: [CallID] {
        written.letters.keys.sorted { $0.rawValue < $1.rawValue }
    }

    // MARK: A crash

    /// The process has died: what was in hand waits again.
    mutating func dropLetters() {
        for contact in openLetters where written.letters[contact]?.isInHand == true {
            let number = (written.letters[contact]?.records ?? 0) + 1
            take(
                JournalRecord(
                    call: contact, number: number, time: .milliseconds(clock),
                    event: .written(.returned(.engineCrash))))
        }
    }

    /// Letters have their places again.
    mutating func keepLetters() {
        for queue in Set(plan.written.map(\.queue)).sorted() {
            let count = zip(plan.written, written.counts).reduce(0) {
                $0 + ($1.0.queue == queue ? $1.1 : 0)
            }
            happen(.counted(queue: queue, count: count), toLetter: CallID(rawValue: ""))
        }
        for contact in openLetters {
            guard let letter = written.letters[contact], let receipt = letter.receipt else {
                continue
            }
            happen(
                .kept(
                    KeptContact(
                        receipt: receipt, received: letter.received, records: letter.records)),
                toLetter: contact)
        }
    }
}
