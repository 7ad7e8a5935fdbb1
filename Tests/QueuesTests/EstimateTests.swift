import Telephony
import Testing

@testable import Queues

@Suite struct EstimateTests {
    private static func band(_ lower: Int, _ upper: Int?) -> WaitBand {
        WaitBand(lower: .seconds(lower * 60), upper: upper.map { .seconds($0 * 60) })
    }

    @Test(
        arguments: [
            (-5, 0, 1), (0, 0, 1), (60, 0, 1), (61, 1, 2), (120, 1, 2), (121, 2, 3), (180, 2, 3),
            (181, 3, 5), (300, 3, 5), (301, 5, 10), (600, 5, 10), (601, 10, nil),
            (1_000_000, 10, nil),
        ] as [(Double, Int, Int?)])
    func `a wait is told as a span`(seconds: Double, lower: Int, upper: Int?) {
        #expect(WaitBand(holding: seconds) == Self.band(lower, upper))
    }

    @Test func `place, agents and handle times make the wait`() {
        var hall = busy(agents: 2)
        for call in 1...4 { hall.enter("c\(call)") }
        // Three minutes a call, until calls have told, and two agents.
        #expect(
            (1...4).map { hall(.estimateWanted(CallID("c\($0)"))) } == [
                [.estimated(CallID("c1"), position: 1, Self.band(1, 2))],
                [.estimated(CallID("c2"), position: 2, Self.band(2, 3))],
                [.estimated(CallID("c3"), position: 3, Self.band(3, 5))],
                [.estimated(CallID("c4"), position: 4, Self.band(5, 10))],
            ])
    }

    @Test func `the mean follows what calls take`() {
        var time = HandleTime()
        #expect(time.mean == 180)
        time.add(.seconds(60))
        #expect(time.mean == 120)
        for _ in 1...200 { time.add(.seconds(300)) }
        #expect(abs(time.mean - 300) < 0.1)
    }

    @Test func `handle times are talk and wrap-up`() {
        var hall = busy(agents: 1)
        hall.wait(285)
        hall(.talkEnded(AgentID("a1"), CallID("busy1")))
        for call in 1...2 { hall.enter("c\(call)") }
        // The first is being offered by then, and (180 + 300) / 2 seconds are left for the second.
        hall.wait(15)
        #expect(hall.state.lines[0].handleTime.mean == 240)
        #expect(hall(.estimateWanted(CallID("c2"))).bands == [Self.band(3, 5)])
    }

    @Test func `who is being offered is told the shortest wait`() {
        var hall = Hall(agents: ["a"])
        hall.enter("c1")
        #expect(hall(.estimateWanted(CallID("c1"))).bands == [Self.band(0, 1)])
    }

    @Test func `without anybody there the place is told alone`() {
        var hall = Hall()
        hall.enter("c1")
        #expect(
            hall(.estimateWanted(CallID("c1"))) == [
                .estimated(CallID("c1"), position: 1, nil)
            ])
    }

    @Test func `what is told never grows, whoever comes before, and shrinks with the time`() {
        var hall = busy(agents: 4)
        for call in 1...4 { hall.enter("c\(call)") }
        #expect(hall(.estimateWanted(CallID("c4"))).bands == [Self.band(2, 3)])
        // Four come before: it would be six minutes.
        for call in 1...4 { hall.enter("older\(call)", since: .seconds(-10)) }
        #expect(hall(.estimateWanted(CallID("c4"))).bands == [Self.band(2, 3)])
        hall.wait(70)
        #expect(hall(.estimateWanted(CallID("c4"))).bands == [Self.band(1, 2)])
        hall.wait(300)
        #expect(hall(.estimateWanted(CallID("c4"))).bands == [Self.band(0, 1)])
    }

    @Test func `the place told never grows, though a transferred caller comes before`() {
        var hall = busy(agents: 1)
        hall.wait(10)
        hall.enter("c1")
        hall(.estimateWanted(CallID("c1")))
        hall.enter("older", since: .zero)
        #expect(hall.state.position(of: CallID("c1")) == 2)
        #expect(
            hall(.estimateWanted(CallID("c1"))) == [
                .estimated(CallID("c1"), position: 1, Self.band(2, 3))
            ])
    }

    @Test func `those of other queues count who go before for the same agents`() {
        var hall = Hall(
            .fixture(
                [.fixture("q"), .fixture("vip", priority: 5), .fixture("late", priority: -5)],
                agents: [("a1", .fixture())]))
        hall(.loggedIn(AgentID("a1"), ready: true))
        hall.enter("busy1")
        hall(.answered(AgentID("a1"), CallID("busy1")))
        hall.enter("later", "late")
        hall.enter("vip", "vip")
        hall.enter("c1")
        #expect(hall(.estimateWanted(CallID("c1"))).bands == [Self.band(5, 10)])
        #expect(hall(.estimateWanted(CallID("vip"))).bands == [Self.band(2, 3)])
        #expect(hall(.estimateWanted(CallID("later"))).bands == [Self.band(5, 10)])
    }

    @Test func `of the work for others only what falls to the caller's agents counts`() {
        var hall = Hall(
            .fixture(
                [.fixture("q"), .fixture("vip", level: "vip", priority: 5)],
                agents: [
                    ("a1", .fixture(levels: ["one", "vip"])), ("a2", .fixture(levels: ["vip"])),
                ]))
        for agent in ["a1", "a2"] {
            hall(.loggedIn(AgentID(agent), ready: true))
            hall.enter("busy \(agent)", "vip")
            hall(.answered(AgentID(agent), CallID("busy \(agent)")))
        }
        hall.enter("v1", "vip")
        hall.enter("c1")
        // One's own three minutes, and half of the three for the one of the other queue.
        #expect(hall(.estimateWanted(CallID("c1"))).bands == [Self.band(3, 5)])
    }

    @Test func `who talks or is not known is told nothing`() {
        var hall = busy(agents: 1)
        #expect(hall(.estimateWanted(CallID("busy1"))) == [])
        #expect(hall(.estimateWanted(CallID("nobody"))) == [])
    }

    /// Agents who all talk.
    private func busy(agents: Int) -> Hall {
        let names = (1...agents).map { "a\($0)" }
        var hall = Hall(agents: names)
        for number in 1...agents {
            hall.enter("busy\(number)")
            hall(.answered(AgentID("a\(number)"), CallID("busy\(number)")))
        }
        return hall
    }
}
