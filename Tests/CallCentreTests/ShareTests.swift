import CallCentre
import Flows
import Telephony
import Testing

/// Levels whose calls agents and people outside share.
@Suite struct ShareTests {
    private static let text =
        VirtualCentre.text.replacing(
            "levels: {level1: 1, level2: 2}",
            with: "levels: {level1: {rank: 1, agents: 2, destinations: {lyon: 1}}, level2: 2}")
        + "\ndestinations: {lyon: {address: \"+33188000099\"}}"

    /// Who was rung for a call, in order.
    private func rung(_ centre: VirtualCentre, _ call: String) -> [String] {
        centre.events(call).compactMap { event in
            if case .offered(let agent) = event { agent } else { nil }
        }
    }

    @Test func `a third of the callers is for people outside, and for them alone`() throws {
        var centre = try VirtualCentre(centre: Self.text)
        centre.logIn("n1-a")
        var outside = 0
        for number in 0..<9 {
            centre.call("c\(number)", after: .seconds(60))
            let rung = rung(centre, "c\(number)")
            #expect(rung.count == 1)
            if rung == ["lyon"] { outside += 1 }
            centre.happen(.hungUp, to: "c\(number)", after: .seconds(5))
        }
        #expect(outside == 3)
    }

    @Test func `while no agent is there all of them are for people outside`() throws {
        var centre = try VirtualCentre(centre: Self.text)
        for number in 0..<4 {
            centre.call("c\(number)")
            #expect(rung(centre, "c\(number)") == ["lyon"])
        }
        centre.logIn("n1-a")
        #expect(rung(centre, "c0") == ["lyon"], "nobody takes them away from who is rung")
    }

    @Test func `who is not taken outside waits for agents next`() throws {
        var centre = try VirtualCentre(centre: Self.text)
        centre.call("c0")
        centre.logIn("n1-a")
        centre.happen(.transferFailed(reason: "busy"), to: "c0", after: .seconds(20))
        #expect(centre.rings.isEmpty, "not before the pause is over")
        centre.pass(.seconds(5))
        #expect(rung(centre, "c0") == ["lyon", "n1-a"])
        centre.happen(.reached, at: "n1-a", after: .seconds(2))
        centre.pass(.seconds(2))
        #expect(centre.joined[AgentID(rawValue: "n1-a")] == CallID(rawValue: "c0"))
    }

    @Test func `who waits for agents goes on waiting for them after a look at a menu`() throws {
        var centre = try VirtualCentre(centre: Self.text)
        centre.logIn("n1-a")
        centre.call("busy")
        centre.happen(.reached, at: "n1-a", after: .seconds(1))
        centre.pass(.seconds(3))
        var rungs: [String] = []
        for number in 0..<2 {
            centre.call("c\(number)", after: .seconds(1))
            rungs += rung(centre, "c\(number)")
        }
        #expect(rungs == ["lyon"], "the other one waits")
    }
}
