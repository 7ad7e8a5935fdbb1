import Flows
import Telephony
import Testing
import Transcripts

@testable import Rehearsal

/// Transcripts are held to what is promised of every centre, too.
@Suite struct PromisesTests {
    private static let two = """
        agents anne
        \(WorkingCentre.twoCallers)
        23.700 eva: agent anne answers
        60.000 eva: agent anne hangs up
        eva: ...
        max: agent anne rings
        80.000 max: agent anne answers
        90.000 max: hang up by caller
        """

    private static func test(
        _ text: String, in program: FlowProgram? = nil
    ) throws -> TranscriptTest {
        try TranscriptTest(
            Transcript(parsing: text, file: "a.call"), name: "a.call",
            program: program ?? WorkingCentre.program())
    }

    private static func result(_ test: TranscriptTest) throws -> TestResult {
        var test = test
        while test.resume() != nil {}
        return try #require(test.result)
    }

    @Test func `a transcript of agents at work breaks none`() throws {
        let result = try Self.result(Self.test(Self.two))
        #expect(result.hasPassed, "\(result)")
    }

    @Test func `what breaks one fails its transcript, in one line`() throws {
        // Somebody has written down before that the agent talks with another.
        var test = try Self.test(Self.two)
        let other = CallID(rawValue: "other")
        let events: [CallEvent] = [
            .answered, .enqueued(queue: "level1", level: "level1", position: 1),
            .connected(agent: "anne"),
        ]
        for (index, event) in events.enumerated() {
            test.promises.take(
                JournalRecord(call: other, number: index + 1, time: .zero, event: event))
        }
        let result = try Self.result(test)
        guard case .failed(let difference) = result.outcome,
            case .promise(let violation) = difference.kind
        else {
            Issue.record("\(result)")
            return
        }
        #expect(violation.rule == .oneCall)
        let complaint = """
            a promise that Allo makes of every centre is broken: an agent has one call at most: \
            anne is rung for call-1 while talking in other
            """
        #expect("\(difference)".hasSuffix(": error: \(complaint)"), "\(difference)")
        #expect(!"\(difference)".contains("\n"))
        #expect(result.complaint == complaint)
        let mutant = MutantResult(
            position: nil, kind: "k", change: "c", fate: .broke(violation, in: "a.call"))
        #expect(
            "\(mutant)"
                == "caught    c; by the promise one-call in a.call: anne is rung for call-1 while "
                + "talking in other")
        let summary = [
            mutant, MutantResult(position: nil, kind: "k", change: "c", fate: .survived),
            MutantResult(position: nil, kind: "k", change: "c", fate: .caught(by: "b", at: nil)),
        ].summary
        #expect(
            summary == "3 faults: 0 refused by allo check; of the other 3, 2 caught (66 %): 1 by "
                + "transcripts, 1 by invariants; 1 survived")
    }

    @Test func `whom people outside are to take is not next for an agent`() throws {
        let shared = "{level1: {rank: 1, agents: 2, destinations: {lyon: 1}}, level2: 2}"
        let result = try Self.result(
            Self.test(
                """
                agents anne paul
                call eva from +33612345678 to accueil at 2026-11-23 10:00:00
                call max from +33612345679 to accueil at 2026-11-23 10:00:10
                call leo from +33612345680 to accueil at 2026-11-23 10:00:20
                eva: ...
                4.000 eva: press 1
                eva: ...
                eva: agent anne rings
                eva: ...
                max: ...
                14.000 max: press 1
                max: ...
                max: agent lyon rings
                max: ...
                leo: ...
                22.000 leo: press 1
                leo: ...
                leo: agent paul rings
                leo: ...
                26.000 eva: hang up by caller
                27.000 max: hang up by caller
                28.000 leo: hang up by caller
                """, in: WorkingCentre.program(levels: shared)))
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    @Test func `of agents who are believed nothing is promised`() throws {
        let result = try Self.result(
            Self.test(
                """
                \(WorkingCentre.twoCallers)
                23.700 eva: agent anne answers
                24.000 max: agent anne answers
                60.000 eva: hang up by caller
                90.000 max: hang up by caller
                """))
        #expect(result.hasPassed, "\(result)")
    }
}
