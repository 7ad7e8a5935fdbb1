import Reports
import Telephony
import TestSupport

/// Makes calls by chance, as broken and as whole as chance has it.
struct RandomCalls {
    var random: SeededGenerator
    private var time = 0.0
    private var stream = Stream()

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static func calls(_ count: Int, seed: UInt64) -> [CallFacts] {
        var maker = RandomCalls(seed: seed)
        return (0..<count).map { maker.call("call-\($0)") }
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func choose<Value>(_ values: [Value]) -> Value {
        values[number(0...values.count - 1)]
    }

    /// Half of the spans are whole seconds, where thresholds are sharp.
    private mutating func pass() {
        let span = Double.random(in: 0...45, using: &random)
        time += Bool.random(using: &random) ? span.rounded() : span
    }

    mutating func call(_ name: String) -> CallFacts {
        _ = records(name)
        return stream.facts()
    }

    mutating func records(_ name: String) -> [JournalRecord] {
        time = Double(number(0...200_000))
        stream = Stream.incoming(name, caller: "caller-\(number(1...20))", at: time)
        stream.at(time, .answered, .stepEntered(flow: "accueil", step: "menu"))
        for _ in 0..<number(0...3) {
            pass()
            stream.at(
                time,
                choose([
                    .noInput(count: 1), .keys(KeyEntry(.digits([.two]))),
                    .selfServiceDone("solde"), .stepEntered(flow: "accueil", step: "suite"),
                    .identified(customer: .erased, segment: "vip"), .motive("retour"),
                ]))
        }
        for _ in 0..<number(0...2) { visit() }
        pass()
        if Bool.random(using: &random) {
            let question = choose(["nps", "csat", "resolved"])
            stream.at(
                time, .survey(question: question, answer: .common(String(number(0...11)))))
        }
        if number(0...9) > 0 { stream.at(time, .ended(choose(CallEvent.EndReason.allCases))) }
        return stream.records
    }

    private mutating func visit() {
        let queue = number(1...2)
        stream.at(
            time,
            .enqueued("queue-\(queue)", level: "level\(queue)", rank: choose([nil, queue, 7])))
        let agent = choose(["anne", "bruno", "prestataire"])
        stream.at(
            time,
            .announced(position: 1, wait: WaitBand(lower: .seconds(10), upper: .seconds(60))),
            .offered(agent: agent))
        pass()
        switch number(0...6) {
        case 0: stream.at(time, .abandoned(queue: "queue"))
        case 1: stream.at(time, .callbackAccepted(queue: "queue", number: .erased))
        case 2:
            let reason = choose(CallEvent.FlowOutReason.allCases)
            stream.at(time, .flowedOut(queue: "queue", reason: reason))
        case 3: stream.at(time, .ringNoAnswer(agent: agent, reason: .timeout))
        default: talk(with: agent)
        }
    }

    private mutating func talk(with agent: String) {
        stream.at(time, .connected(agent: agent))
        pass()
        if Bool.random(using: &random) { stream.at(time, .holdOn) }
        pass()
        if Bool.random(using: &random) {
            stream.at(time, .transferred(.blind, from: "queue", to: "queue-2"))
        }
        stream.at(time, .talkEnded(by: .agent))
    }
}
