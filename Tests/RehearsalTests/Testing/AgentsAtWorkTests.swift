import Rehearsal
import Telephony
import Testing
import Transcripts

@Suite struct AgentsAtWorkTests {
    /// A caller in the queue; the lines are theirs.
    private static func waiting(_ agents: String) -> String {
        """
        \(agents)
        call from +33612345678 to accueil
        step menu
        hear "…"
        press 1
        step file
        enter level1

        """
    }

    @Test(arguments: [
        // An answer comes once the agent has heard who calls.
        (
            "agents anne",
            """
            agent anne rings
            20.000 agent anne answers
            """
        ),
        (
            "agents anne",
            """
            agent anne rings
            agent anne answers
            30.000 agent anne hangs up
            step fin
            hear "Au revoir."
            hang up by flow
            agent anne wraps up
            """
        ),
        // Who declines, is busy or can't be reached has the next one rung.
        (
            "agents anne paul",
            """
            agent anne rings
            agent anne declines
            agent paul rings
            agent paul misses busy
            agent anne rings
            agent anne answers
            hang up by caller
            """
        ),
        (
            "agents anne paul",
            """
            agent anne rings
            agent anne misses unreachable
            agent paul rings
            agent paul answers
            agent paul holds
            resume
            hold
            agent paul resumes
            agent paul hangs up
            ...
            """
        ),
        // Two calls that ring in vain, and the agent is away until they say otherwise.
        (
            "agents anne",
            """
            agent anne rings
            agent anne misses
            agent anne rings
            agent anne misses
            agent anne away "no-answer"
            120.000 agent anne ready
            agent anne rings
            agent anne answers
            ...
            """
        ),
        // Coming and going.
        (
            "agents",
            """
            agent anne logs in
            agent anne rings
            agent anne answers
            agent anne logs out
            agent anne hangs up
            ...
            """
        ),
        (
            "agents anne paul",
            """
            agent anne rings
            agent anne away "pause"
            agent anne misses withdrawn
            agent paul rings
            ...
            """
        ),
        // Handing the caller on: to a queue, to a colleague, after a word.
        (
            "agents anne zoe",
            """
            agent anne rings
            agent anne answers
            agent anne transfers level2
            enter level2 position 1
            agent zoe rings
            agent anne wraps up
            agent zoe answers
            ...
            """
        ),
        (
            "agents anne zoe",
            """
            agent anne rings
            agent anne answers
            agent anne transfers zoe
            enter level2
            agent zoe rings
            agent zoe declines
            ...
            """
        ),
        (
            "agents anne zoe",
            """
            agent anne rings
            agent anne answers
            transfer paul fails "paul is not there"
            hold
            agent anne calls zoe
            agent zoe answers
            agent anne transfers zoe attended
            resume
            enter level2
            agent zoe rings
            agent zoe answers
            agent zoe hangs up
            ...
            """
        ),
        // A colleague who has no time.
        (
            "agents anne zoe",
            """
            agent anne rings
            agent anne answers
            agent anne calls zoe
            agent zoe declines
            agent anne calls level2
            agent zoe answers
            agent zoe hangs up
            agent anne hangs up
            ...
            """
        ),
        // Nobody is at work, and the wait has its end.
        ("agents", "...\nleave level1 timeout\n..."),
    ])
    func `agents at work are rung, and do what lines say`(agents: String, lines: String) throws {
        let text = Self.waiting(agents) + lines + (lines.contains("hang") ? "" : "\n...")
        let result = try WorkingCentre.result(text)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    @Test(
        arguments: [
            // The queues ring others than the transcript says.
            (
                "agents anne paul", "agent paul rings", .other, 8, "agent anne rings",
                "the queues ring anne: write `agent anne rings`, or who is at work"
            ),
            ("agents anne", "agent anne rings\nagent anne wraps up", .noEffect, 9, nil, nil),
            (
                "agents anne", "agent anne rings\nagent anne answers\ntransfer zoe fails full",
                .other, 10, "transfer zoe fails \"zoe is not there\"", nil
            ),
            (
                "agents anne", "agent anne rings\nagent anne answers\nagent anne calls zoe",
                .noEffect, 10, nil, "nobody can be called there: absent"
            ),
            ("agents anne", "...\nagent anne away \"unreachable\"", .silence, 9, nil, nil),
        ] as [(String, String, Difference.Kind, Int, String?, String?)])
    func `where agents do otherwise, the line is told with a hint`(
        agents: String, lines: String, kind: Difference.Kind, line: Int, heard: String?,
        hint: String?
    ) throws {
        let result = try WorkingCentre.result(Self.waiting(agents) + lines)
        guard case .failed(let difference) = result.outcome else {
            Issue.record("\(result)\n\(result.lines)")
            return
        }
        #expect(difference.kind == kind)
        #expect(difference.expected?.position?.line == line)
        if let heard { #expect(difference.heard?.moment.description == heard) }
        if let hint { #expect(difference.hint == hint) }
    }

    @Test(
        arguments: [
            ("agents anne\nagents bob", "", 2, .unknownName("agent", "bob", near: nil)),
            ("agents ane", "", 1, .unknownName("agent", "ane", near: "anne")),
            ("agents anne", "agent paul rings", 8, .agentNotAtWork("paul")),
            ("agents anne", "agent pal rings", 8, .unknownName("agent", "pal", near: "paul")),
            ("agents anne", "agent anne answers", 8, .agentNotRung("anne")),
            (
                "agents anne", "agent anne rings\nagent anne misses\nagent anne declines", 10,
                .agentNotRung("anne")
            ),
            ("agents anne", "agent anne rings\nagent anne holds", 9, .agentNotTalking("anne")),
            ("agents anne", "agent anne hangs up", 8, .agentNotTalking("anne")),
            ("agents anne", "agent anne logs in", 8, .agentAtWorkTwice("anne")),
            (
                "agents anne", "agent anne logs out\nagent anne ready", 9, .agentNotAtWork("anne")
            ),
            (
                "agents anne", "...\nagent anne transfers levl2", 9,
                .unknownName("queue or agent", "levl2", near: "level2")
            ),
            ("agents anne", "called back by anne", 8, .agentNotRung("anne")),
        ] as [(String, String, Int, RehearsalError.Reason)])
    func `agents who contradict themselves are told before anybody calls`(
        agents: String, lines: String, line: Int, reason: RehearsalError.Reason
    ) throws {
        let error = try #require(throws: RehearsalError.self) {
            try WorkingCentre.result(Self.waiting(agents) + lines)
        }
        #expect(error.reason == reason)
        #expect(error.position?.line == line)
    }

    @Test func `all contradictions are told at once`() throws {
        let error = try #require(throws: RehearsalError.self) {
            try WorkingCentre.result(
                "agents ann\ncall to accueil\nstep men\nend stopped\nstep file")
        }
        #expect(
            error.description == """
                a.call:1:8: error: there is no agent ‘ann’; ‘anne’ is near
                a.call:3:1: error: the flow accueil has no step ‘men’; ‘menu’ is near
                a.call:5:1: error: the call of this caller is over
                """)
    }

    // MARK: Several callers

    private static let two = """
        agents anne
        call eva from +33612345678 to accueil at 2026-11-23 10:00:00
        call max from +33612345679 to accueil at 2026-11-23 10:00:02

        """

    @Test func `the second caller stands behind the first, and is served after them`() throws {
        let result = try WorkingCentre.result(
            Self.two + """
                eva: ...
                eva: press 1
                eva: step file
                eva: enter level1 position 1
                eva: agent anne rings
                max: ...
                max: press 1
                max: step file
                max: enter level1 position 2
                agent anne answers
                60.000 eva: hang up by caller
                max: ...
                70.000 agent anne wraps up
                70.000 max: agent anne rings
                max: agent anne answers
                90.000 agent anne hangs up
                max: ...
                expect answered = 2
                expect sl.connect(20s) = 50.0
                expect sl.connect(20s) queue level2 = n/a
                expect arrived flow accueil = 2
                expect step.entered step accueil/file = 2
                expect occupancy = 95.8
                """)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
        #expect(result.lines.contains { $0.description == "60.000 eva: hang up by caller" })
    }

    @Test func `acts of all are done in the order of the file`() throws {
        // Max could press at once, but waits for what Eva does.
        let result = try WorkingCentre.result(
            Self.two + """
                eva: ...
                8.000 eva: press 1
                eva: step file
                max: ...
                max: press 1
                eva: ...
                max: ...
                """)
        #expect(result.hasPassed, "\(result)")
        let pressed = result.lines.filter { if case .press = $0.moment { true } else { false } }
        #expect(pressed.map(\.caller) == ["eva", "max"])
        #expect(pressed.map(\.time) == [.seconds(8), .seconds(8)])
    }

    @Test func `who has no time calls once all before has been met`() throws {
        let result = try WorkingCentre.result(
            """
            call eva to accueil
            eva: step menu
            eva: hear "…"
            eva: press 1
            eva: step file
            eva: enter level1 position 1
            call max to accueil
            max: step menu
            max: hear "…"
            max: press 1
            max: step file
            max: enter level1 position 2
            10.000 eva: abandon level1
            eva: hang up by caller
            max: ...
            """)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    @Test func `who calls twice is one person`() throws {
        let records = try WorkingCentre.rehearse(
            """
            call eva from +33612345678 to accueil at 2026-11-23 10:00:00
            call again from +33612345678 to accueil at 2026-11-23 10:00:01
            call max to accueil at 2026-11-23 10:00:02
            eva: ...
            again: ...
            max: ...
            max: hear "…"
            max: ...
            """
        ).records
        let callers = records.compactMap { record -> CallerID? in
            if case .arrived(let arrival) = record.event { arrival.caller } else { nil }
        }
        #expect(callers.map(\.rawValue) == ["caller-1", "caller-1", "caller-3"])
    }

    @Test(arguments: ["waiting level1 2", "waiting level1 1\nwaiting level1 1"])
    func `others who wait fill the queue, and are in no figure`(_ others: String) throws {
        let result = try WorkingCentre.result(
            """
            \(others)
            call eva to accueil
            call max to accueil at 2026-11-23 10:00:01
            eva: ...
            eva: press 1
            eva: step file
            eva: enter level1 position 3
            max: ...
            max: press 1
            max: step file
            max: enter level1 position 4
            max: leave level1 full
            max: ...
            eva: abandon level1
            eva: hang up by caller
            expect visits = 2
            expect waiting = 0
            """)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    @Test func `the line of the caller who went another way is told`() throws {
        let result = try WorkingCentre.result(
            Self.two
                + "max: ...\nmax: step menu\nmax: step fin\neva: ...\n...".replacing(
                    "\n...", with: "\neva: ..."))
        guard case .failed(let difference) = result.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(difference.heard?.caller == "max")
        #expect(difference.expected?.position?.line == 6)
        #expect(difference.step?.name == "menu")
        #expect("\(difference)".contains("in step   menu, flows/accueil.yaml:6:3"))
    }

    // MARK: Callbacks

    private static let accepted = """
        agents
        call from +33612345678 to accueil
        ...
        press 2
        ...
        step accord
        ...
        press 1
        consent callback yes
        step rappel
        enter level1 position 1
        callback level1 accepted +33612345678
        ...
        hang up by flow

        """

    @Test(arguments: [
        """
        agent anne logs in
        attempt 1
        agent anne rings
        called back by anne
        200.000 agent anne hangs up
        step callbacks/next
        step fin/merci
        hear "Merci."
        hang up by flow
        expect callback-success = 100
        expect callback-attempts = 1
        """,
        """
        agent anne logs in
        attempt 1
        agent anne rings
        agent anne answers
        callback fails busy
        hang up by flow
        attempt 2
        agent anne rings
        callback fails no-answer for good
        hang up by flow
        expect callback-success = 0
        expect callback-no-answers = 1
        """,
        """
        agent anne logs in
        attempt 1
        agent anne rings
        callback fails agent-left
        hang up by flow
        attempt 2
        agent anne rings
        agent anne declines
        ...
        """,
    ])
    func `who accepted a callback is called back, the agent first`(lines: String) throws {
        let result = try WorkingCentre.result(Self.accepted + lines)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    /// How a first attempt comes out, whose end the lines tell.
    private static func attempt(_ end: String, ring: String = "25s") throws -> TestResult {
        try WorkingCentre.result(
            accepted + """
                agent anne logs in
                attempt 1
                agent anne rings
                agent anne answers
                \(end)
                ...
                """, in: WorkingCentre.program(ring: ring))
    }

    @Test func `who is called back is rung for as long as the centre file says`() throws {
        let failure = Moment.callbackFails(.noAnswer, isLast: false)
        func end(_ result: TestResult) throws -> Duration {
            try #require(result.lines.first { $0.moment == failure }?.time)
        }
        let usual = try Self.attempt("callback fails no-answer")
        let long = try Self.attempt("callback fails no-answer", ring: "50s")
        #expect(usual.hasPassed, "\(usual)")
        let rungOut = try end(usual)
        #expect(try end(long) - rungOut == .seconds(25))
        func at(_ seconds: Int64) -> String {
            "\(rungOut.components.seconds + seconds).000"
        }
        // The network may give up before.
        let before = try Self.attempt("\(at(-5)) callback fails no-answer")
        #expect(before.hasPassed, "\(before)")
        #expect(try Self.attempt("\(at(-5)) called back by anne").hasPassed)
        for late in ["callback fails no-answer", "called back by anne", "callback fails busy"] {
            let result = try Self.attempt("\(at(2)) \(late)")
            guard case .failed(let difference) = result.outcome else {
                Issue.record("\(result)")
                return
            }
            #expect(difference.kind == .untimely)
            #expect(difference.hint == "nobody is rung for longer than `ring` of `callbacks`")
        }
    }

    @Test func `who is no agent of the centre takes no call, believed or not`() throws {
        let error = #expect(throws: RehearsalError.self) {
            try WorkingCentre.result(
                "call to accueil\n...\nagent nobody answers\n...\nhang up by caller")
        }
        let text = error?.description ?? ""
        #expect(text.contains(":3:1: error: there is no agent ‘nobody’"), "\(text)")
    }

    @Test func `a transfer is refused by a queue, an agent or a destination that is there`() throws
    {
        let error = #expect(throws: RehearsalError.self) {
            try WorkingCentre.result(
                "call to accueil\n...\ntransfer level3 fails \"the queue is full\"\n...\n"
                    + "hang up by caller")
        }
        let text = error?.description ?? ""
        #expect(
            text == "a.call:3:1: error: there is no queue, agent or destination ‘level3’; ‘level1’ "
                + "is near", "\(text)")
    }

    // MARK: - Queues that need somebody

    /// A caller who waits in a queue that needs somebody, whom anne answers.
    private static let served = """
        agents anne
        call from +33612345678 to accueil at 2026-11-23 10:00:00
        ...
        4.000 press 1
        ...
        20.000 agent anne answers
        60.000 hang up by caller
        """

    @Test func `a call that waited where somebody must be logged in is kept and runs again so`()
        throws
    {
        // Anne is rung at the moment at which the caller is told to wait.
        let program = try WorkingCentre.program(
            replacing: "timeout: fin\n    full", by: "say: Un instant.\n    timeout: fin\n    full",
            needsAgents: true)
        let (result, all) = try WorkingCentre.rehearse(Self.served, in: program)
        #expect(result.hasPassed, "\(result)")
        let call = try #require(
            all.first { if case .arrived = $0.event { true } else { false } }?.call)
        let records = all.filter { $0.call == call }
        var replay = try Replay(records, program: program)
        while replay.resume() != nil { replay.learn(.seconds(1)) }
        #expect(!replay.changes.contains { $0.isDifference }, "\(replay.replayed.text)")
        var draft = try TranscriptDraft(records, path: "a.call", program: program)
        while draft.resume() != nil {}
        let text = try #require(draft.text, "\(draft.failure ?? "")")
        #expect(!text.contains("agents anne"))
        #expect(try WorkingCentre.result(text, in: program).hasPassed)
    }

    @Test func `where it is told that nobody was there, nobody is`() throws {
        let program = try WorkingCentre.program(needsAgents: true)
        for agents in ["", "agents zoe\n"] {
            let (result, all) = try WorkingCentre.rehearse(
                agents + """
                    call from +33612345678 to accueil at 2026-11-23 10:00:00
                    ...
                    4.000 press 1
                    ...
                    leave level1 empty
                    ...
                    hang up by flow
                    """, in: program)
            #expect(result.hasPassed, "\(result)")
            let call = try #require(
                all.first { if case .arrived = $0.event { true } else { false } }?.call)
            var replay = try Replay(all.filter { $0.call == call }, program: program)
            while replay.resume() != nil { replay.learn(.seconds(1)) }
            #expect(!replay.changes.contains { $0.isDifference }, "\(replay.replayed.text)")
        }
    }
}
