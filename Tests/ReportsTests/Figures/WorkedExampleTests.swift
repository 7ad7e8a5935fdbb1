import Reports
import Telephony
import Testing

/// The example that the definitions of the figures come with: X = 20 s, s = 5 s.
@Suite struct WorkedExampleTests {
    static let calls: [CallFacts] = {
        var calls: [CallFacts] = []
        func visit(_ wait: Double, _ end: CallEvent...) {
            var stream = Stream.incoming("call-\(calls.count + 1)")
            stream.at(1, .enqueued("queue"))
            for event in end { stream.at(1 + wait, event) }
            stream.at(100, .ended(.caller))
            calls.append(stream.facts())
        }
        for wait in [3.0, 8, 15, 20, 25, 40] { visit(wait, .connected(agent: "anne")) }
        for wait in [2.0, 4, 10, 30] { visit(wait, .abandoned(queue: "queue")) }
        visit(18, .callbackAccepted(queue: "queue", number: .erased))
        visit(60, .flowedOut(queue: "queue", reason: .timeout))
        return calls
    }()

    @Test(arguments: [
        (Figure.serviceLevelAsterisk1, "66.67"), (.serviceLevelAsterisk2, "70.00"),
        (.serviceLevelConnect, "66.67"), (.serviceLevelGenesys, "50.00"),
        (.serviceLevelGenesysFlowOuts, "44.44"), (.serviceLevelXCally, "42.86"),
        (.qualityOfService, "33.33"), (.answerRate, "50.00"), (.averageSpeedOfAnswer, "18.50"),
        (.abandonRate, "33.33"), (.abandonRateNet, "20.00"), (.timeToAbandon, "11.50"),
    ])
    func `each column of the worked example, to the digit`(figure: Figure, text: String) {
        let tally = TallyBook(Self.calls).whole(.queue, "queue")
        #expect(tally.visits == 12)
        #expect(figure.text(of: figure.value(of: tally)) == text)
    }
}
