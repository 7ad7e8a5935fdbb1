import Telephony
import Testing

@testable import Flows

/// What the interpreter tells of where a call went.
@Suite struct `Passages` {
    private static let flow = """
        format: 1
        flow: essai
        languages: [fr-FR]
        start: accueil
        too-many-failures: fin
        steps:
          accueil:
            say: Bonjour.
            next: code
          code:
            collect: saisi
            say: Tapez votre code.
            length: 2
            valid: saisi != '00'
            escape: {"*": menu}
            no-match: [Deux chiffres.]
            exhausted: fin
            next: choix
          choix:
            choose:
              - {when: "saisi = '11'", next: menu}
              - {when: "saisi = '22'", next: fin}
            otherwise: fin
          menu:
            menu:
              1: {say: continuer, next: accueil}
              2: {say: finir, next: fin}
            exhausted: fin
          fin:
            hang-up: Au revoir.
        """

    private static func call(_ keys: String...) throws -> CallFixture {
        var call = try CallFixture(flow, centre: CallFixture.centre, isTraced: true)
        call.hearOut()
        for keys in keys {
            call.press(keys)
            call.hearOut()
        }
        return call
    }

    private static func ways(_ call: CallFixture) -> [Exit.Way] {
        call.passages.compactMap { if case .left(let way) = $0.point { way } else { nil } }
    }

    @Test func `tell each way out in order`() throws {
        #expect(try Self.ways(Self.call("11", "2")) == [.next, .next, .branch(0), .choice(1)])
        #expect(try Self.ways(Self.call("22")) == [.next, .next, .branch(1)])
        #expect(try Self.ways(Self.call("33")) == [.next, .next, .otherwise])
        #expect(try Self.ways(Self.call("*")) == [.next, .escape(0)])
        #expect(try Self.ways(Self.call("00", "00", "00")) == [.next, .exhausted])
    }

    @Test func `tell how each condition came out, and of none that was not asked`() throws {
        let decided = try Self.call("00", "11").passages.compactMap { passage in
            if case .decided(let place, let holds) = passage.point {
                "\(passage.step ?? -1).\(place) \(holds)"
            } else {
                nil
            }
        }
        #expect(decided == ["1.0 false", "1.0 true", "2.0 true"])
    }

    @Test func `tell what began to be heard, by its place`() throws {
        var call = try CallFixture(Self.flow, centre: CallFixture.centre, isTraced: true)
        call.press("1")
        let heard = call.passages.compactMap { passage in
            if case .heard(.text(let place), let language) = passage.point {
                "\(place.line) \(language.rawValue)"
            } else {
                nil
            }
        }
        // A key typed ahead keeps the caller from hearing the next prompt.
        #expect(heard == ["8 fr-FR"])
    }

    @Test func `tell of the last words too`() throws {
        let lines = try Self.call("22").passages.compactMap { passage in
            if case .heard(.text(let place), _) = passage.point { place.line } else { nil }
        }
        #expect(lines.last == 30)
    }

    @Test func `are told to nobody who does not ask`() throws {
        var call = try CallFixture(Self.flow, centre: CallFixture.centre)
        call.hearOut()
        #expect(call.passages.isEmpty)
    }

    @Test func `every way out that is written has its place, and no other is there`() throws {
        let call = try CallFixture(Self.flow, centre: CallFixture.centre)
        let flow = try #require(call.state.program.flows["essai"])
        let ways = flow.steps.map { step in
            step.exits.map { "\($0.way) \($0.position.line):\($0.position.column)" }
        }
        #expect(
            ways == [
                ["next 9:11"],
                ["escape(0) 15:19", "exhausted 17:16", "next 18:11"],
                ["branch(0) 21:38", "branch(1) 22:38", "otherwise 23:16"],
                ["choice(0) 26:33", "choice(1) 27:29", "exhausted 28:16"],
                [],
            ])
        #expect(flow.alarms.map(\.way) == [.tooManyFailures])
    }

    @Test func `a flow that stumbles in a rehearsal takes its way out`() throws {
        let flow = Self.flow.replacing("too-many-failures", with: "technical-problem")
        var call = try CallFixture(flow, centre: CallFixture.centre, isTraced: true)
        call.hearOut()
        call.take(.troubled)
        #expect(Self.ways(call).last == .technicalProblem)
        #expect(call.events.contains(.flowFailed(step: "code", reason: "rehearsed")))
        #expect(call.steps.last == "fin")
        // Nothing is asked any more that could be left.
        call.take(.troubled)
        #expect(Self.ways(call).count { $0 == .technicalProblem } == 1)
    }
}
