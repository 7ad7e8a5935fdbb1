import SIP
import Telephony
import Testing

@Suite struct ForkingTests {
    /// What a party sent, for being sent again as another branch.
    private final class Tape {
        var messages: [[UInt8]] = []

        func last(_ start: String) -> String? {
            messages.map { String(decoding: $0, as: UTF8.self) }.last { $0.hasPrefix(start) }
        }
    }

    /// The same response from another branch: its To has another tag.
    private func otherBranch(_ text: String?) -> [UInt8] {
        let text = (text ?? "").replacing(/(To: [^\r]*?;tag=)[a-z0-9]+/) { "\($0.1)other" }
        return Array(text.utf8)
    }

    private func recorded(
        _ react: @escaping (LegID, LegEvent) -> [UserAgent.Command]
    ) -> (Stage, Tape) {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        let tape = Tape()
        stage.parties[1].react = react
        stage.tamper = { index, bytes in
            if index == 1 { tape.messages.append(bytes) }
            return bytes
        }
        return (stage, tape)
    }

    @Test func `a second branch that answers gets its ACK and a BYE`() {
        var (stage, tape) = recorded { leg, event in
            if case .arrived = event { [.accept(leg, .sample(2))] } else { [] }
        }
        stage.call()
        stage.run()
        let second = otherBranch(tape.last("SIP/2.0 200"))
        stage.deliver(second, to: 0)
        stage.deliver(second, to: 0)
        // Each repetition of the 200 gets the ACK again, the BYE goes out once.
        #expect(stage.lines.count { $0.hasPrefix("0 ACK") } == 3)
        #expect(stage.lines.count { $0.hasPrefix("0 BYE") } == 1)
        #expect(stage.parties[0].notes == ["answered"])
        stage.run(for: .seconds(40))
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `early media of several branches is told, the one that answers wins`() {
        var (stage, tape) = recorded { leg, event in
            if case .arrived = event { [.ring(leg, .sample(2), reliably: true)] } else { [] }
        }
        stage.call()
        stage.run()
        stage.deliver(otherBranch(tape.last("SIP/2.0 183")), to: 0)
        #expect(
            stage.parties[0].notes == ["progress 183 with session", "progress 183 with session"])
        // The second branch has a dialog of its own, and so its own PRACK.
        #expect(stage.lines.count { $0.hasPrefix("0 PRACK") } == 2)
        stage.command(1, .accept(stage.parties[1].leg, nil))
        stage.run()
        #expect(stage.parties[0].notes.last == "answered")
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        stage.run()
        #expect(stage.parties[1].notes.last == "ended by peer")
    }
}
