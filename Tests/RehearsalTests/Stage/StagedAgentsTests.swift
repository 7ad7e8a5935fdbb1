import CallCentre
import Flows
import Queues
import Rehearsal
import Telephony
import Testing

@Suite struct StagedAgentsTests {
    private static let centre = """
        format: 1
        centre: durand
        time-zone: Europe/Paris
        country-code: "33"
        levels: {level1: 1}
        queues:
          level1: {level: level1, music: attente, max-wait: 10m}
        agents:
          anne: {name: Anne, phone: sip:anne@127.0.0.1, trunk: local, levels: [level1]}
        callbacks: {trunk: local, from: "+33188000010", ring: 25s}
        music:
          attente: {piece: calme}
        numbers:
          "+33188000010": {flow: accueil, purpose: information}
        trunks:
          local: {from: [127.0.0.0/8], address: 127.0.0.1, allows: ["+336", "@127.0.0.1"]}
        telephone: {listen: ["udp:127.0.0.1:5060"]}
        """

    private static let accueil = """
        format: 1
        flow: accueil
        languages: [fr-FR]
        start: file
        steps:
          file:
            queue: level1
            escape: {2: accord}
            timeout: au-revoir
            next: au-revoir
          accord:
            menu:
              1: {say: être rappelé, next: rappel, consents: callback}
            exhausted: file
          rappel:
            callback: level1
            accepted: au-revoir
            refused: file
          au-revoir:
            hang-up: Au revoir.
        """

    private let anne = AgentID(rawValue: "anne")

    private func stage(now: Duration = .zero) throws -> Stage {
        let result = FlowChecker.check(
            centre: SourceText(path: "centre.yaml", text: Self.centre),
            flows: [SourceText(path: "accueil.yaml", text: Self.accueil)],
            resources: ResourceListing())
        let faults = result.diagnostics.map(\.message)
        return Stage(
            program: try #require(result.program, "\(faults)"), lengths: PromptLengths(.text),
            now: now)
    }

    private func call(_ number: Int) -> CallID { CallID(rawValue: "call-\(number)") }

    private func logIn(_ stage: inout Stage) {
        let login = AgentInput.Login(
            shift: CallID(rawValue: "shift-1"), unixMilliseconds: 1_795_424_400_000)
        stage.take(.agent(anne, .login(login)), at: stage.now)
    }

    /// Lets time pass until a telephone of an agent is rung.
    private func ring(_ stage: inout Stage) throws -> AgentAct.Ring {
        while true {
            for case .agent(_, .ring(let ring)) in stage.takeCues() { return ring }
            try go(&stage)
        }
    }

    /// Lets the next thing happen.
    private func go(_ stage: inout Stage) throws {
        let hasHappened = stage.advance()
        try #require(hasHappened, "nothing happens any more")
    }

    private func events(_ stage: inout Stage) -> [CallEvent] { stage.takeRecords().map(\.event) }

    @Test func `an agent at work is rung, hears who calls, and talks`() throws {
        var stage = try stage()
        logIn(&stage)
        stage.take(.arrived(Fixture.arrival()), for: call(1), at: .seconds(1))
        let ring = try ring(&stage)
        #expect(ring.leg == 1)
        stage.take(.agent(anne, .leg(ring.leg, .reached)), at: .seconds(4))
        // The whisper lasts as long as its text, and is no cue.
        #expect(!events(&stage).contains(.connected(agent: "anne")))
        #expect(stage.takeCues().isEmpty)
        stage.advance()
        #expect(events(&stage) == [.connected(agent: "anne")])
        #expect(stage.now > .seconds(4))
        #expect(stage.takeCues() == [.agent(anne, .join(leg: 1, call(1)))])
    }

    @Test func `the second caller is served after the first, once the agent has wrapped up`() throws
    {
        var stage = try stage()
        logIn(&stage)
        stage.take(.arrived(Fixture.arrival()), for: call(1), at: .seconds(1))
        stage.take(.arrived(Fixture.arrival(from: nil)), for: call(2), at: .seconds(2))
        var ring = try ring(&stage)
        stage.take(.agent(anne, .leg(ring.leg, .reached)), at: .seconds(3))
        stage.advance()
        stage.take(.agent(anne, .leg(ring.leg, .hungUp)), at: .seconds(60))
        #expect(
            !stage.takeCues().contains { if case .agent(_, .ring) = $0 { true } else { false } })
        ring = try self.ring(&stage)
        #expect(ring.leg == 2)
        #expect(stage.now == .seconds(75))
    }

    @Test func `who accepted a callback becomes a call once they answer`() throws {
        var stage = try stage()
        stage.take(.arrived(Fixture.arrival()), for: call(1), at: .zero)
        stage.take(.digit(.two), for: call(1), at: .seconds(5))
        stage.take(.digit(.one), for: call(1), at: .seconds(6))
        while stage.isOpen(call(1)) { try go(&stage) }
        #expect(stage.takeCues() == [.over(call(1))])
        logIn(&stage)
        let ring = try ring(&stage)
        stage.take(.agent(anne, .leg(ring.leg, .reached)), at: stage.now)
        stage.advance()
        guard case .callback(call(1), .ring(let asked)) = stage.takeCues().first else {
            Issue.record("nobody is called back")
            return
        }
        #expect(asked.from?.text == "+33188000010")
        stage.take(.callback(call(1), .reached), at: stage.now + .seconds(5))
        let attempt = CallID(rawValue: "call-1-callback-1")
        #expect(stage.takeCues().contains(.callback(call(1), .becomesCall(attempt))))
        #expect(stage.isOpen(attempt))
        stage.take(.agent(anne, .leg(ring.leg, .hungUp)), at: stage.now + .seconds(90))
        while stage.isOpen(attempt) { try go(&stage) }
        #expect(stage.takeRecords().last { $0.call == attempt }?.event == .ended(.agent))
    }

    @Test func `what is left of a call on the agenda does nothing to the next in its place`() throws
    {
        var stage = try stage()
        stage.take(.arrived(Fixture.arrival()), for: call(1), at: .zero)
        stage.take(.hungUp, for: call(1), at: .seconds(1))
        #expect(stage.takeCues() == [.over(call(1))])
        // The longest wait of the first ends at 600, that of the second at 660.
        stage.take(.arrived(Fixture.arrival()), for: call(2), at: .seconds(60))
        while let next = stage.nextTime, next < .seconds(650) { stage.advance() }
        #expect(!events(&stage).contains(.flowedOut(queue: "level1", reason: .timeout)))
        while stage.isOpen(call(2)) { try go(&stage) }
        #expect(events(&stage).contains(.flowedOut(queue: "level1", reason: .timeout)))
    }

    @Test func `a stage may begin at any time`() throws {
        var stage = try stage(now: .seconds(3_600))
        stage.schedule(.call(call(1), .arrived(Fixture.arrival()), hidden: nil), at: .zero)
        stage.advance()
        #expect(stage.takeRecords().first?.time == .seconds(3_600))
    }
}
