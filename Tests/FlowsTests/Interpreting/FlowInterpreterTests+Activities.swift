import Telephony

@testable import Flows

extension FlowInterpreterTests {
    /// A step of every sort that waits, and one that ends the call.
    static let everything = """
        format: 1
        flow: everything
        start: welcome
        steps:
          welcome: {say: Welcome., next: menu}
          menu:
            menu:
              1: code
              2: asking
              3: looking
              4: message
              5: waiting
              6: handing-on
              7: rating
              8: bye
              "01": waiting-long
              "02": calling-back
              "03": saying-who
            say: Press 1, 2, 3, 4, 5, 6, 7 or 8.
            exhausted: bye
          code:
            collect: code
            say: Your code.
            length: 4
            secret: yes
            exhausted: bye
            next: menu
          asking:
            request: balance
            with: {code: code}
            say: One moment.
            found: menu
            failed: menu
          looking: {look-up: clients, by: telephone, key: caller, found: menu, missing: menu}
          message: {record: note, say: This call is recorded. Speak., notice: recording, max: 30s, next: menu}
          waiting: {queue: level1, say: Please hold., escape: {star: menu}, next: menu, timeout: bye}
          waiting-long:
            queue: vip
            say: Please hold.
            escape: {1: handing-on, star: menu}
            offer: {after: 40s, next: menu}
            next: menu
            timeout: bye
          calling-back: {callback: vip, accepted: bye, refused: menu}
          saying-who: {agent: log-in, number: caller, pin: code, refused: menu, locked: bye, next: menu}
          handing-on: {transfer: outside, say: Handing on., failed: menu}
          rating:
            survey: satisfaction
            questions:
              - {question: nps, say: From 0 to 10?, answers: 0..10}
              - {question: csat, say: From 1 to 5?, answers: 1..5}
            exhausted: bye
            next: bye
          bye: {hang-up: Goodbye.}
        """

    /// How to bring a call into each activity.
    static let activities: [(name: String, script: @Sendable (inout CallFixture) -> Void)] = [
        ("speaking", { _ in }),
        ("listening, prompt heard", { $0.hearOut() }),
        ("listening, prompt playing", { $0.press("9") }),
        (
            "entering a secret",
            {
                $0.hearOut(); $0.press("1"); $0.hearOut(); $0.press("48")
            }
        ),
        (
            "asking and speaking",
            {
                $0.hearOut(); $0.press("2")
            }
        ),
        (
            "asking",
            {
                $0.hearOut(); $0.press("2"); $0.hearOut()
            }
        ),
        (
            "looking up",
            {
                $0.hearOut(); $0.press("3")
            }
        ),
        (
            "announcing a recording",
            {
                $0.hearOut(); $0.press("4")
            }
        ),
        (
            "recording",
            {
                $0.hearOut(); $0.press("4"); $0.hearOut()
            }
        ),
        (
            "queueing, announcement",
            {
                $0.hearOut(); $0.press("5")
            }
        ),
        (
            "queueing, music",
            {
                $0.hearOut(); $0.press("5"); $0.hearOut()
            }
        ),
        (
            "talking",
            {
                $0.hearOut(); $0.press("5"); $0.take(.agentAnswered(agent: "a"))
            }
        ),
        (
            "on hold",
            {
                $0.hearOut(); $0.press("5"); $0.take(.agentAnswered(agent: "a")); $0.take(.held)
            }
        ),
        (
            "joining a queue",
            {
                $0.answers = false; $0.hearOut(); $0.press("5"); $0.answers = true
            }
        ),
        (
            "aside, speaking",
            {
                $0.hearOut(); $0.press("5"); $0.press("*")
            }
        ),
        (
            "aside, transferring",
            {
                $0.hearOut(); $0.press("01"); $0.hearOut(); $0.press("1"); $0.hearOut()
            }
        ),
        (
            "wanting an estimate",
            {
                $0.hearOut(); $0.press("01"); $0.hearOut(); $0.take(.timerFired(.announcement))
            }
        ),
        (
            "announcing a position",
            {
                $0.hearOut(); $0.press("01"); $0.hearOut(); $0.take(.timerFired(.announcement))
                $0.take(.estimated(position: 3, nil))
            }
        ),
        (
            "asking for a callback",
            {
                $0.hearOut(); $0.press("02")
            }
        ),
        (
            "confirming a callback",
            {
                $0.hearOut(); $0.press("02"); $0.take(.callbackTaken(true))
            }
        ),
        (
            "changing an agent",
            {
                $0.hearOut(); $0.press("03")
            }
        ),
        (
            "announcing a transfer",
            {
                $0.hearOut(); $0.press("6")
            }
        ),
        (
            "transferring",
            {
                $0.hearOut(); $0.press("6"); $0.hearOut()
            }
        ),
        (
            "transferred",
            {
                $0.hearOut(); $0.press("6"); $0.hearOut(); $0.take(.transferAnswered)
            }
        ),
        (
            "asked a question",
            {
                $0.hearOut(); $0.press("7"); $0.hearOut()
            }
        ),
        (
            "leaving",
            {
                $0.hearOut(); $0.press("8")
            }
        ),
        ("over", { $0.take(.hungUp) }),
    ]

    static let inputs: [CallInput] =
        [
            .arrived(
                Arrival(
                    flow: "everything", caller: CallerID(rawValue: "d"), from: nil, to: "",
                    unixMilliseconds: 0)),
            .digit(.one), .digit(.star), .digit(.hash), .digit(.a),
            .promptEnded(PlaybackID(rawValue: 1)), .promptEnded(PlaybackID(rawValue: 99)),
            .answered(CallFixture.request, .failed),
            .answered(RequestID(rawValue: 99), .failed),
            .agentAnswered(agent: "b"), .agentTransferred(queue: "level2"),
            .agentTransferred(queue: "nowhere"),
            .agentTransferred(to: .agent(AgentID(rawValue: "desk-2"), queue: "level2"), .attended),
            .agentTransferred(to: .agent(AgentID(rawValue: "nobody"), queue: "level1")),
            .agentHungUp,
            .queueJoined, .queueRefused(.full), .queueRefused(.empty), .callbackTaken(true),
            .callbackTaken(false), .estimated(position: 2, nil),
            .estimated(position: nil, WaitBand(lower: .zero, upper: .seconds(60))),
            .agentDone(.done), .agentDone(.refused), .agentDone(.locked), .held, .retrieved,
            .transferAnswered,
            .transferFailed(reason: "busy"), .hungUp, .stopped,
        ] + CallTimer.allCases.map { .timerFired($0) }
}
