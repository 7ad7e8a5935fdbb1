import CallCentre
import Flows
import Queues
import Telephony
import Testing

/// Where callbacks, transfers, consultations and the end of a shift meet.
@Suite struct MeetingTests {
    private var test: VirtualCentre

    init() throws { test = try VirtualCentre() }

    /// The order in which an agent's telephones are let go, answered to and rung.
    private func order(of agent: AgentID, in acts: [CentreEffect]) -> [String] {
        acts.compactMap { act in
            switch act {
            case .agent(agent, .hangUp(let leg)): "hang up \(leg)"
            case .agent(agent, .answerTransfer(let leg, _)): "answer \(leg)"
            case .agent(agent, .ring(let ring)): "ring \(ring.leg)"
            default: nil
            }
        }
    }

    @Test(arguments: [true, false])
    mutating func `a telephone is let go before it rings anew`(isTransferred: Bool) throws {
        let text = VirtualCentre.text.replacing(
            "n1-a: {phone: a,", with: "n1-a: {phone: a, wrap-up: 0s,")
        test = try VirtualCentre(centre: text)
        test.logIn("n1-a")
        test.call("a")
        test.call("b")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        test.pass(.seconds(2))
        _ = test.takeActs()
        if isTransferred {
            test.happen(.transferAsked(to: "82"), at: "n1-a", after: .seconds(5))
            #expect(order(of: "n1-a", in: test.takeActs()) == ["answer 1", "hang up 1", "ring 2"])
        } else {
            test.happen(.hungUp, to: "a", after: .seconds(5))
            #expect(order(of: "n1-a", in: test.takeActs()) == ["hang up 1", "ring 2"])
        }
    }

    @Test mutating func `no ring of a later shift has the number of an earlier one`() {
        test.logIn("n1-a")
        test.call("a")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        test.pass(.seconds(2))
        test.happen(.hungUp, to: "a")
        test.happen(.logout(.agent), to: "n1-a")
        test.pass(.seconds(60))
        test.logIn("n1-a")
        test.call("b")
        #expect(test.rings["n1-a"]?.leg == 2)
    }

    @Test mutating func `attempts of a callback that is accepted again have other names`() throws {
        let flow = VirtualCentre.flow.replacing("accepted: bye", with: "accepted: wait")
        test = try VirtualCentre(flow: flow)
        test.logIn("n1-a", away: "pause")
        test.call("a", from: "+33612345678")
        for _ in 0..<2 {
            // Back in the queue, the callback is given up.
            test.happen(.digit(.two), to: "a", after: .seconds(10))
        }
        test.happen(.digit(.two), to: "a", after: .seconds(10))
        test.pass(.seconds(10))
        let names = test.records.map(\.call).filter { $0.rawValue.hasPrefix("a-callback-") }
        #expect(Set(names).count == 3)
        let numbers = test.records.map { "\($0.call.rawValue) \($0.number)" }
        #expect(Set(numbers).count == numbers.count)
    }

    @Test(arguments: [false, true])
    mutating func `an attempt that has rung nobody ends with the work`(isAnswered: Bool) {
        test.call("a", from: "+33612345678")
        test.happen(.digit(.two), to: "a", after: .seconds(10))
        test.pass(.seconds(5))
        test.happen(.hungUp, to: "a")
        test.logIn("n1-a")
        if isAnswered { test.happen(.reached, at: "n1-a") }
        #expect(test.rings["n1-a"] != nil)
        test.take(.draining)
        #expect(test.rings.isEmpty)
        #expect(test.events("a-callback-1").last == .ended(.flow))
        test.happen(.logout(.stopped), to: "n1-a")
        test.pass(.seconds(60))
        #expect(test.shift("n1-a").last == .logout(.stopped))
        #expect(test.callbacks.isEmpty)
    }

    @Test mutating func `the place of an agent who waits for a colleague is room for the caller`()
        throws
    {
        let text = VirtualCentre.text.replacing(
            "max-wait: 10m, number: \"82\"", with: "max-wait: 10m, max-length: 1, number: \"82\"")
        test = try VirtualCentre(centre: text)
        test.logIn("n1-a")
        test.call("a")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        test.pass(.seconds(2))
        test.dial("82", from: "a", as: "x")
        test.happen(.transferAsked(to: "82", inPlaceOf: "x"), at: "n1-a", after: .seconds(9))
        #expect(
            test.events("a").contains(
                .enqueued(
                    queue: "level2", level: "level2", position: 1, rank: 2)))
        #expect(test.dialled.isEmpty)
    }
}
