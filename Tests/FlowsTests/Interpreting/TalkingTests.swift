import Telephony
import Testing

@testable import Flows

@Suite struct TalkingTests {
    private func talking() throws -> CallFixture {
        var call = try CallFixture(FlowInterpreterTests.everything)
        call.hearOut()
        call.press("5")
        call.take(.agentAnswered(agent: "desk-1"))
        return call
    }

    @Test func `hold and retrieval are written down once each`() throws {
        var call = try talking()
        let before = call.events.count
        for input in [CallInput.retrieved, .held, .held, .retrieved, .retrieved] {
            call.take(input)
        }
        #expect(call.events.dropFirst(before) == [.holdOn, .holdOff])
    }

    @Test(arguments: [CallInput.hungUp, .agentHungUp, .stopped, .agentTransferred(queue: "level2")])
    func `a hold ends with the talk`(_ input: CallInput) throws {
        var call = try talking()
        call.take(.held)
        call.take(input)
        let off = try #require(call.events.firstIndex(of: .holdOff))
        let end = call.events.firstIndex { if case .talkEnded = $0 { true } else { false } }
        #expect(try off < #require(end))
    }

    @Test func `a colleague is asked first, in a queue`() throws {
        var call = try talking()
        let target = TransferTarget.agent(AgentID(rawValue: "desk-2"), queue: "level1")
        call.take(.agentTransferred(to: target, .attended))
        #expect(
            call.events.suffix(2) == [
                .transferred(.attended, from: "level1", to: "desk-2"), .talkEnded(by: .agent),
            ])
        #expect(
            call.asked.last
                == .enqueue(queue: "level1", preferred: AgentID(rawValue: "desk-2")))
        #expect(call.state.queue == "level1")
        #expect(call.acts.last.map { if case .playMusic = $0 { true } else { false } } == true)
    }

    @Test func `a colleague is found by name where no queue has it`() throws {
        var call = try talking()
        call.take(.agentTransferred(queue: "desk-2"))
        #expect(call.events.contains(.transferred(.blind, from: "level1", to: "desk-2")))
    }

    @Test(arguments: [
        (TransferTarget.queue("nowhere"), "nowhere", "there is no such queue"),
        (.agent(AgentID(rawValue: "nobody"), queue: "level1"), "nobody", "there is no such agent"),
        (.queue("night"), "night", "the queue is closed"),
    ])
    func `a transfer that leads nowhere leaves the two together`(
        _ target: TransferTarget, _ name: String, _ reason: String
    ) throws {
        var call = try talking()
        call.take(.agentTransferred(to: target))
        #expect(call.events.last == .transferFailed(to: name, reason: reason))
        call.take(.held)
        #expect(call.events.last == .holdOn)
    }

    @Test func `a queue that refuses a transferred caller leads out by the step's exits`() throws {
        var call = try talking()
        call.refusal = .full
        call.take(.agentTransferred(queue: "level2"))
        #expect(call.events.contains(.flowedOut(queue: "level2", reason: .full)))
        #expect(call.steps.last == "bye")
    }

    @Test func `a recording may answer a question, one that a hang-up ends too`() throws {
        let flow = """
            format: 1
            flow: comment
            start: comment
            steps:
              comment:
                record: comment
                answers: nps-comment
                say: This is recorded. Tell us why.
                notice: recording
                next: bye
              bye: {hang-up: Goodbye.}
            """
        for input in [CallInput.digit(.hash), .hungUp, .timerFired(.recording)] {
            var call = try CallFixture(flow)
            call.hearOut()
            call.take(input, after: 5_000)
            let end = call.events.firstIndex {
                if case .recordingEnded = $0 { true } else { false }
            }
            let next = try call.events[#require(end) + 1]
            #expect(
                next == .survey(question: "nps-comment", answer: .common("recording comment")))
        }
    }

    @Test func `a customer's name is kept for the agent's ear`() throws {
        var call = try CallFixture(
            """
            format: 1
            flow: known
            start: looking
            steps:
              looking:
                look-up: clients
                by: telephone
                key: caller
                identifies: name
                name: name
                found: bye
                missing: bye
              bye: {hang-up: Goodbye.}
            """)
        call.take(
            .answered(
                CallFixture.request,
                call.state.program.answer(
                    directory: "clients", column: "telephone", value: "+33612345678")))
        #expect(call.state.customerName == "Durand")
    }
}
