@testable import SIP
import Telephony
import Testing

/// Every state of a leg with every request, command and end of patience.
@Suite struct StateTableTests {
    enum Place: String, CaseIterable, CustomTestStringConvertible {
        case arrived, ringingReliably, accepted, established, offering, offered, overAwaitingACK
        case overAwaitingBye

        var testDescription: String { rawValue }
    }

    /// Brings the callee (1) of a stage into a state.
    static func stage(_ place: Place) -> Stage {
        var stage = Stage(
            Party("192.0.2.1", others: .phones("desk")), Party("192.0.2.2", others: .phones("desk"))
        )
        stage.call()
        stage.run(for: .milliseconds(100))
        let leg = stage.parties[1].leg
        func mute(_ method: String) {
            stage.tamper = { _, bytes in
                String(decoding: bytes.prefix(method.utf8.count), as: UTF8.self) == method
                    ? nil : bytes
            }
        }
        switch place {
        case .arrived:
            break
        case .ringingReliably:
            mute("PRACK")
            stage.command(1, .ring(leg, .sample(2), reliably: true))
        case .accepted, .overAwaitingACK:
            mute("ACK")
            stage.command(1, .accept(leg, .sample(2)))
        case .established, .offering, .offered, .overAwaitingBye:
            stage.command(1, .accept(leg, .sample(2)))
        }
        stage.run(for: .milliseconds(100))
        switch place {
        case .offering:
            mute("INVITE")
            stage.command(1, .offer(leg, .sample(4)))
        case .offered:
            stage.command(0, .offer(stage.parties[0].leg, .sample(4)))
        case .overAwaitingACK:
            stage.command(1, .hangUp(leg, reason: nil))
        case .overAwaitingBye:
            mute("BYE")
            stage.command(1, .hangUp(leg, reason: nil))
        case .arrived, .ringingReliably, .accepted, .established:
            break
        }
        stage.run(for: .milliseconds(100))
        return stage
    }

    static let requests: [(Place, Method, Int)] = [
        (.arrived, .invite, 500), (.ringingReliably, .invite, 500), (.accepted, .invite, 491),
        (.established, .invite, 100), (.offering, .invite, 491), (.offered, .invite, 500),
        (.overAwaitingACK, .invite, 481), (.overAwaitingBye, .invite, 481),

        (.arrived, .update, 500), (.ringingReliably, .update, 100), (.accepted, .update, 100),
        (.established, .update, 100), (.offering, .update, 491), (.offered, .update, 500),
        (.overAwaitingACK, .update, 481), (.overAwaitingBye, .update, 481),

        (.arrived, .bye, 200), (.ringingReliably, .bye, 200), (.accepted, .bye, 200),
        (.established, .bye, 200), (.offering, .bye, 200), (.offered, .bye, 200),
        (.overAwaitingACK, .bye, 200), (.overAwaitingBye, .bye, 200),

        (.arrived, .prack, 481), (.ringingReliably, .prack, 481), (.accepted, .prack, 481),
        (.established, .prack, 481), (.offering, .prack, 481), (.offered, .prack, 481),
        (.overAwaitingACK, .prack, 481), (.overAwaitingBye, .prack, 481),

        (.arrived, .refer, 481), (.ringingReliably, .refer, 481), (.accepted, .refer, 481),
        (.established, .refer, 100), (.offering, .refer, 100), (.offered, .refer, 100),
        (.overAwaitingACK, .refer, 481), (.overAwaitingBye, .refer, 481),
    ]

    @Test(arguments: requests)
    func `a request in a state gets its answer`(place: Place, method: Method, status: Int) {
        var stage = StateTableTests.stage(place)
        let carriesOffer = method == .invite || method == .update
        let answer = stage.inject(
            method, into: 1, type: carriesOffer ? "application/sdp" : nil,
            body: carriesOffer ? SessionDescription.sample(9).bytes() : []
        ) {
            if method == .refer { $0.headers.append(.referTo, "<sip:bob@192.0.2.7>") }
            if method == .prack { $0.headers.append(.rAck, "1 1 INVITE") }
        }
        // Nothing but the provisional answers of INVITE comes at once where 100 is written.
        #expect((answer ?? 100) == status)
    }

    @Test(arguments: Place.allCases, [Method.info, .notify, .options])
    func `a request that changes no session is answered in every state`(
        place: Place, method: Method
    ) {
        var stage = StateTableTests.stage(place)
        let isOver = place == .overAwaitingACK || place == .overAwaitingBye
        let expected =
            switch method {
            case .info: isOver ? 481 : 200
            case .notify: 481
            default: 200
            }
        #expect(stage.inject(method, into: 1) == expected)
    }

    static let ends: [(Place, String, String)] = [
        (.arrived, "ended by us 480", "ended by peer 480"),
        (.ringingReliably, "ended by us 480", "ended by peer 480"),
        (.accepted, "ended by us", "ended by peer"),
        (.established, "ended by us", "ended by peer"),
        (.offering, "ended by us", "ended by peer"),
        (.offered, "ended by us", "ended by peer"),
    ]

    @Test(arguments: ends)
    func `hanging up ends a leg in every state`(place: Place, ours: String, theirs: String) {
        var stage = StateTableTests.stage(place)
        stage.tamper = { _, bytes in bytes }
        stage.command(1, .hangUp(stage.parties[1].leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
        #expect(stage.parties[1].notes.last == ours)
        #expect(stage.parties[0].notes.last == theirs)
        #expect(stage.parties.map(\.ends) == [1, 1])
    }

    @Test(arguments: Place.allCases)
    func `commands that make no sense in a state do nothing`(place: Place) {
        var stage = StateTableTests.stage(place)
        let leg = stage.parties[1].leg
        let sense: [UserAgent.Command] =
            switch place {
            case .arrived:
                [.answerOffer(leg, .sample(5)), .answerRefer(leg, accept: true)]
            case .ringingReliably:
                [.answerOffer(leg, nil), .reportRefer(leg, status: 200)]
            case .accepted, .established, .offering, .offered:
                [
                    .accept(leg, .sample(5)), .reject(leg, .init(486)),
                    .ring(leg, nil, reliably: true), .answerRefer(leg, accept: true),
                    .reportRefer(leg, status: 200),
                ]
            case .overAwaitingACK, .overAwaitingBye:
                [
                    .accept(leg, .sample(5)), .reject(leg, .init(486)), .offer(leg, .sample(5)),
                    .answerOffer(leg, .sample(5)), .ring(leg, nil, reliably: true),
                    .hangUp(leg, reason: nil), .answerRefer(leg, accept: true),
                    .reportRefer(leg, status: 200), .info(leg, contentType: "a/b", body: []),
                ]
            }
        let lines = stage.lines
        let notes = stage.parties[1].notes
        for command in sense { stage.command(1, command) }
        #expect(stage.lines == lines)
        #expect(stage.parties[1].notes == notes)
    }

    @Test(arguments: Place.allCases)
    func `a leg that is left alone keeps nothing that is not due`(place: Place) {
        var stage = StateTableTests.stage(place)
        // The peer falls silent for good.
        stage.tamper = { _, _ in nil }
        stage.run(for: .seconds(4_000))
        if place == .arrived {
            stage.command(1, .hangUp(stage.parties[1].leg, reason: nil))
        }
        stage.run(for: .seconds(100))
        #expect(stage.parties[1].state.census == .empty)
        #expect(stage.parties[1].ends == 1)
    }

    @Test func `an established leg is small`() {
        let stage = StateTableTests.stage(.established)
        #expect(MemoryLayout<Leg>.size < 1_200)
        _ = stage
    }
}
