import Telephony
import Testing

@testable import Flows

@Suite struct ServiceTests {
    private static let flow = CodeExplanation.File.steps(
        "debut:\n  queue: level1\n  escape: {2: fin}\n  timeout: fin\nfin:\n  hang-up: Au revoir.")

    private static let centre = """
        levels:
          level1: 1
          level2: {rank: 2, destinations: {lyon: 60, lille: 40}}
          vip: {rank: 3, destination: lyon}
        music: {attente: {piece: calme}}
        calendars: {jour: {open: {monday-friday: "09:00-18:00"}}}
        queues:
          level1:
            level: level1
            music: attente
            max-wait: 8m
            max-length: 30
            priority: 5
            strategy: best-skilled
            ring: 25s
            skills: {anglais: 1}
            hours: jour
            needs-agents: logged-in
            whisper: "Niveau 1, {wait} d'attente. {customer}"
            announcements:
              first: 12s
              every: 40s
              wait: no
              comfort: Pour être rappelé, tapez 2.
            number: "4100"
          plain: {level: level1, music: attente}
        trunks: {ovh: {from: [198.51.100.1], address: sip.exemple.fr, allows: ["+33"]}}
        destinations:
          lyon: {address: "+33472000001"}
          lille: {address: "+33320000001"}
        phones:
          from: [192.168.10.0/24]
          users: {anne: {password-environment: ALLO_ANNE}}
        agents:
          desk-1:
            name: Anne Martin
            number: "4001"
            pin-environment: PIN_ANNE
            phone: anne
            levels: [level1]
            skills: {anglais: 3}
            wrap-up: 30s
            missed-calls: 4
            language: en-GB
          desk-2: {phone: "0188000042", trunk: ovh, queues: [plain]}
        callbacks: {trunk: ovh, attempts: 5, pause: 10m, ring: 20s, from: "0188000010", not-after: 4h,
                    next: exemple, timeout: exemple}
        recordings: {folder: sons, format: wav, retention: 90d}
        starvation-bound: 5m
        """

    private func centre(_ text: String = centre) throws -> Centre {
        let fixture = CheckFixture([.centre(text), Self.flow])
        return try #require(fixture.result.program, "\(fixture.printed)").centre
    }

    @Test func `agents have a share of the calls, and of the letters`() throws {
        let text = Self.centre
            .replacing(
                "destinations: {lyon: 60, lille: 40}}",
                with: "destinations: {lyon: 60, lille: 40}, agents: 100}"
            )
            .replacing(
                #"number: "4100""#,
                with:
                    #"number: "4100"\n    written: {due: 12h, destinations: {lyon: 2}, agents: 1}"#
                    .replacing("\\n", with: "\n"))
        let centre = try centre(text)
        #expect(centre.levels["level2"]?.agentsWeight == 100)
        #expect(centre.levels["level2"]?.destinations.map(\.weight) == [60, 40])
        #expect(
            centre.queues["level1"]?.written
                == Centre.Written(
                    due: .seconds(43_200), destinations: [Centre.Share("lyon", weight: 2)],
                    agentsWeight: 1))
        #expect(centre.queues["plain"]?.written == Centre.Written())
    }

    @Test func `a share of agents alone is told, as is one of nobody known`() {
        let fixture = CheckFixture([
            .centre(
                """
                levels: {level1: {rank: 1, agents: 2}}
                music: {attente: {piece: calme}}
                queues:
                  level1: {level: level1, music: attente, written: {destinations: {lyon: 1}}}
                """), Self.flow,
        ])
        #expect(fixture.codes == ["F236 3:28", "F206 6:68"])
    }

    @Test func `agents are what is written, or usual`() throws {
        let centre = try centre()
        #expect(
            centre.agents[AgentID(rawValue: "desk-1")]
                == Centre.Agent(
                    id: AgentID(rawValue: "desk-1"), spokenName: "Anne Martin", number: "4001",
                    pin: .environment("PIN_ANNE"), phone: "anne", levels: ["level1"],
                    skills: ["anglais": 3], wrapUp: .seconds(30), missedCalls: 4, order: 0,
                    language: .english))
        #expect(
            centre.agents[AgentID(rawValue: "desk-2")]
                == Centre.Agent(
                    id: AgentID(rawValue: "desk-2"), phone: "0188000042", trunk: "ovh",
                    queues: ["plain"], order: 1))
    }

    @Test func `queues are what is written, or usual`() throws {
        let queue = try #require(try centre().queues["level1"])
        #expect(queue.limit == .seconds(480))
        #expect(queue.maxLength == 30)
        #expect(queue.priority == 5)
        #expect(queue.strategy == .bestSkilled)
        #expect(queue.ring == .seconds(25))
        #expect(queue.skills == ["anglais": 1])
        #expect(queue.calendar == "jour")
        #expect(queue.agentsNeeded == .loggedIn)
        #expect(queue.number == "4100")
        #expect(queue.announcements.first == .seconds(12))
        #expect(queue.announcements.every == .seconds(40))
        #expect(queue.announcements.tellsPosition)
        #expect(!queue.announcements.tellsWait)
        #expect(queue.announcements.comfort.count == 1)
        let plain = try #require(try centre().queues["plain"])
        #expect(plain.announcements.isSilent)
        #expect(plain.strategy == .longestIdle)
        #expect(plain.agentsNeeded == .never)
        #expect(plain.priority == 0)
        #expect(plain.maxLength == nil)
        #expect(plain.ring == Centre.Queue.usualRing)
    }

    @Test func `the rest of the service is what is written, or usual`() throws {
        let centre = try centre()
        #expect(
            centre.levels["level2"]?.destinations
                == [Centre.Share("lyon", weight: 60), Centre.Share("lille", weight: 40)])
        #expect(centre.levels["vip"]?.destinations == [Centre.Share("lyon")])
        #expect(
            centre.callbacks
                == Centre.Callbacks(
                    trunk: "ovh", attempts: 5, pause: .seconds(600), ring: .seconds(20),
                    from: PhoneNumber("+33188000010"), notAfter: .seconds(14_400),
                    next: "exemple", timeout: "exemple"))
        #expect(
            centre.recordings
                == Centre.Recordings(
                    folder: "sons", format: .wav, retention: .seconds(90 * 86_400)))
        #expect(centre.starvationBound == .seconds(300))
        let plain = Centre(name: "x", zone: .utc)
        #expect(plain.callbacks == nil)
        #expect(plain.recordings.retention == .seconds(180 * 86_400))
        #expect(plain.starvationBound == .seconds(600))
    }

    @Test(arguments: ["next", "timeout"])
    func `a flow for those who are called back has to be there`(word: String) {
        let text = Self.centre.replacing("\(word): exemple", with: "\(word): exempel")
        let fixture = CheckFixture([.centre(text), Self.flow])
        #expect(fixture.result.diagnostics.map(\.code) == [.unknownFlow])
        #expect(fixture.result.diagnostics.first?.suggestion == "exemple")
    }

    @Test func `who is called back is told of a recording in their own flow`() {
        let message = CodeExplanation.File.steps(
            "message:\n  record: message\n  say: Parlez.\n  next: return", flow: "message")
        let flow = CodeExplanation.File.steps(
            "debut:\n  queue: level1\n  escape: {2: avis}\n  timeout: avis\n"
                + "avis:\n  say: Vous serez enregistré.\n  notice: recording\n  next: mot\n"
                + "mot:\n  call: message\n  next: fin\n"
                + "fin:\n  hang-up: Au revoir.")
        #expect(CheckFixture([.centre(Self.centre), flow, message]).printed == "")
        let text = Self.centre.replacing("next: exemple", with: "next: message")
        let codes = CheckFixture([.centre(text), flow, message]).result.diagnostics.map(\.code)
        #expect(codes == [.recordingWithoutNotice])
    }

    @Test func `an agent's telephone registers here, or is behind a trunk`() throws {
        let centre = try centre()
        #expect(try centre.phone(of: AgentID(rawValue: "desk-1")) == .user("anne"))
        #expect(
            try centre.phone(of: AgentID(rawValue: "desk-2"))
                == .outside(
                    Centre.Route(
                        trunk: "ovh", address: "+33188000042", patience: .seconds(30))))
        #expect(throws: Centre.NoRoute.unknownAgent(AgentID(rawValue: "desk-9"))) {
            try centre.phone(of: AgentID(rawValue: "desk-9"))
        }
    }

    @Test func `what an agent dials is a colleague, a queue or nothing`() throws {
        let centre = try centre()
        #expect(centre.extensionCalled("4001") == .agent(AgentID(rawValue: "desk-1")))
        #expect(centre.extensionCalled("4100") == .queue("level1"))
        #expect(centre.extensionCalled("4999") == nil)
    }

    @Test func `a whisper has the values of the visit, each in its slot`() throws {
        let whisper = try #require(try centre().queues["level1"]?.whisper?.texts[.french])
        var context = EvaluationContext()
        let values: [Value] = [.text("level1"), .duration(.seconds(120)), .text("Madame Lefèvre")]
        #expect(
            try whisper.render(values, in: .frenchOfFrance, &context)
                == "Niveau 1, deux minutes d'attente. Madame Lefèvre")
    }

    @Test(arguments: [("no", false), ("yes", true), ("Niveau 1.", true)])
    func `agents of a queue hear nothing before their callers where it says so`(
        written: String, whispers: Bool
    ) throws {
        let text = Self.centre.replacing(
            "whisper: \"Niveau 1, {wait} d'attente. {customer}\"", with: "whisper: \(written)")
        #expect(text != Self.centre)
        let queue = try #require(try centre(text).queues["level1"])
        #expect(queue.whispers == whispers)
        #expect((queue.whisper == nil) == (written != "Niveau 1."))
    }

    @Test func `PIN files are among what the shell reads`() {
        let text = Self.centre.replacing("pin-environment: PIN_ANNE", with: "pin-file: pins/anne")
        let file = CodeExplanation.File.centre(text)
        let source = SourceText(path: file.path, text: file.text)
        #expect(CentreReferences(of: source).files == ["pins/anne"])
    }

    @Test(arguments: [
        ("strategy: best-skilled", "strategy: best-skiled", DiagnosticCode.wrongValue),
        ("priority: 5", "priority: 1001", .outOfRange),
        ("max-length: 30", "max-length: 0", .outOfRange),
        ("needs-agents: logged-in", "needs-agents: always", .wrongValue),
        ("hours: jour", "hours: nuit", .unknownCalendar),
        ("every: 40s", "every: 1s", .outOfRange),
        ("{wait} d'attente", "{attente} d'attente", .unknownVariable),
        ("tapez 2", "tapez 3", .keyNotBound),
        ("comfort: Pour", "comfort: \"{caller}\" # Pour", .unknownVariable),
        (
            "comfort: Pour", "comfort: {en-GB: To be called back press 2.} # Pour",
            .textMissingInLanguage
        ),
        ("number: \"4100\"", "number: \"4001\"", .numberTwice),
        ("number: \"4100\"", "number: \"+33\"", .badNumber),
        ("levels: [level1]", "levels: [leve1]", .unknownLevel),
        ("queues: [plain]", "queues: [plein]", .unknownQueue),
        ("trunk: ovh, queues", "trunk: ohv, queues", .unknownTrunk),
        ("phone: \"0188000042\"", "phone: \"demain\"", .unknownPhone),
        ("phone: \"0188000042\", trunk: ovh", "phone: anne", .phoneTwice),
        ("{lyon: 60, lille: 40}", "{lyon: 60, lile: 40}", .unknownDestination),
        ("{lyon: 60, lille: 40}", "{lyon: 0, lille: 0}", .badShares),
        ("{trunk: ovh, attempts", "{trunk: ohv, attempts", .unknownTrunk),
        ("attempts: 5", "attempts: 0", .outOfRange),
        ("from: \"0188000010\"", "from: \"0712345678\"", .mobileCallerNumber),
        ("from: \"0188000010\"", "from: \"+33 6 12 34 56 78\"", .mobileCallerNumber),
        ("from: \"0188000010\"", "from: nous", .badNumber),
        ("retention: 90d", "retention: 400d", .outOfRange),
        ("retention: 90d", "retention: 200d", .longRetention),
        ("pin-environment: PIN_ANNE", "pin: \"123\"", .badPIN),
        ("pin-environment: PIN_ANNE", "pin: \"12a4\"", .badPIN),
        ("pin-environment: PIN_ANNE", "pin: \"1234\"", .plainPassword),
        ("pin-environment: PIN_ANNE", "", .badPIN),
    ])
    func `what is wrong in a centre is told`(
        _ right: String, _ wrong: String, _ code: DiagnosticCode
    ) {
        let text = Self.centre.replacing(right, with: wrong, maxReplacements: 1)
        #expect(text != Self.centre)
        let fixture = CheckFixture([.centre(text), Self.flow])
        #expect(fixture.result.diagnostics.map(\.code).contains(code), "\(fixture.printed)")
    }

    @Test(arguments: ["pin: \"482193\"", "pin: 48219x", "pin: \"12345678901\""])
    func `no diagnostic shows a PIN`(_ pin: String) {
        let text = Self.centre.replacing("pin-environment: PIN_ANNE", with: pin)
        let fixture = CheckFixture([.centre(text), Self.flow])
        #expect(!fixture.result.diagnostics.isEmpty)
        #expect(!fixture.printed.contains("4821"))
        #expect(!fixture.printed.contains("1234567"))
        #expect(!fixture.result.diagnostics.map(\.message).joined().contains("4821"))
    }

    @Test func `a queue that refuses and leads to itself is a loop without input`() {
        let centre = """
            levels: {level1: 1}
            music: {attente: {piece: calme}}
            queues:
              level1: {level: level1, music: attente, max-length: 3}
            """
        func codes(_ exits: String) -> [DiagnosticCode] {
            let steps =
                "debut:\n  queue: level1\n  next: fin\n\(exits)\nfin:\n  hang-up: Au revoir."
            return CheckFixture([.centre(centre), .steps(steps)]).result.diagnostics.map(\.code)
        }
        #expect(codes("  timeout: debut") == [.loopWithoutInput])
        #expect(codes("  timeout: fin\n  full: debut") == [.loopWithoutInput])
        #expect(codes("  timeout: debut\n  full: fin") == [])
    }
}
