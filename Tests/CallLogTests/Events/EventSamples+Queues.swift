import CallLog
import Telephony

/// Events of waiting and talking with the JSON that each must be.
func waits(of kind: EventKind) -> [Sample] {
    switch kind {
    case .ringNoAnswer:
        CallEvent.NoAnswerReason.allCases.map {
            (
                .ringNoAnswer(agent: "desk-1", reason: $0),
                #"{"agent":"desk-1","kind":"ring-no-answer","reason":"\#($0.rawValue)"}"#
            )
        }
    case .holdOn: [(.holdOn, #"{"kind":"hold-on"}"#)]
    case .holdOff: [(.holdOff, #"{"kind":"hold-off"}"#)]
    case .announced:
        [
            (
                .announced(
                    position: 2, wait: WaitBand(lower: .seconds(60), upper: .seconds(120))),
                #"{"kind":"announced","least-ms":60000,"most-ms":120000,"position":2}"#
            ),
            (
                .announced(position: nil, wait: WaitBand(lower: .seconds(600), upper: nil)),
                #"{"kind":"announced","least-ms":600000}"#
            ),
            (.announced(position: 1, wait: nil), #"{"kind":"announced","position":1}"#),
        ]
    default: []
    }
}

/// Events of callbacks with the JSON that each must be.
func callbacks(of kind: EventKind) -> [Sample] {
    switch kind {
    case .callbackAccepted:
        [
            (
                .callbackAccepted(queue: "niveau1", number: .personal("+33612345678")),
                #"{"kind":"callback-accepted","number":{"personal":"+33612345678"},"#
                    + #""queue":"niveau1"}"#
            ),
            (
                .callbackAccepted(queue: "niveau1", number: .erased, recordsTalks: true),
                #"{"kind":"callback-accepted","number":{"erased":true},"#
                    + #""queue":"niveau1","records-talks":true}"#
            ),
        ]
    case .callbackAttempted:
        [
            (
                .callbackAttempted(
                    CallEvent.CallbackAttempt(
                        callback: CallID(rawValue: "call-1"), attempt: 2, queue: "niveau1",
                        level: "level1", caller: CallerID(rawValue: "c1"), number: .erased,
                        time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris")),
                #"{"attempt":2,"callback":"call-1","caller":"c1","kind":"callback-attempted","#
                    + #""level":"level1","number":{"erased":true},"queue":"niveau1","#
                    + #""time":"2026-11-23 10:00:00","zone":"Europe/Paris"}"#
            )
        ]
    case .callbackConnected:
        [
            (
                .callbackConnected(agent: "desk-1"),
                #"{"agent":"desk-1","kind":"callback-connected"}"#
            )
        ]
    case .callbackFailed:
        CallEvent.CallbackFailure.allCases.map {
            (
                .callbackFailed(reason: $0, isLast: $0 == .expired),
                #"{"kind":"callback-failed","last":\#($0 == .expired),"#
                    + #""reason":"\#($0.rawValue)"}"#
            )
        }
    default: []
    }
}

/// Events of agents' shifts with the JSON that each must be.
func shifts(of kind: EventKind) -> [Sample] {
    switch kind {
    case .agentLogin:
        [
            (
                .agent(
                    .login(
                        AgentEvent.Login(
                            agent: "desk-1", phone: "anne",
                            time: CivilTime(secondsSince1970: 1_795_428_000),
                            zone: "Europe/Paris"))),
                #"{"agent":"desk-1","kind":"agent-login","phone":"anne","#
                    + #""time":"2026-11-23 10:00:00","zone":"Europe/Paris"}"#
            )
        ]
    case .agentReady: [(.agent(.ready), #"{"kind":"agent-ready"}"#)]
    case .agentAway:
        [(.agent(.away(reason: "pause")), #"{"kind":"agent-away","reason":"pause"}"#)]
    case .wrapEnded:
        [
            (
                .agent(.wrapEnded(call: CallID(rawValue: "call-1"), visit: 7)),
                #"{"call":"call-1","kind":"wrap-ended","visit":7}"#
            )
        ]
    case .agentDialled:
        [
            (
                .agent(.dialled(to: "level2", consultation: CallID(rawValue: "call-2"))),
                #"{"consultation":"call-2","kind":"agent-dialled","to":"level2"}"#
            )
        ]
    case .agentConsulted:
        [
            (
                .agent(.consulted(with: "desk-3", consultation: CallID(rawValue: "call-2"))),
                #"{"consultation":"call-2","kind":"agent-consulted","with":"desk-3"}"#
            )
        ]
    case .consultationEnded:
        AgentEvent.ConsultationEnd.allCases.map {
            (
                .agent(.consultationEnded($0, consultation: CallID(rawValue: "call-2"))),
                #"{"consultation":"call-2","kind":"consultation-ended","reason":"\#($0.rawValue)"}"#
            )
        }
    case .agentLogout:
        AgentEvent.LogoutReason.allCases.map {
            (.agent(.logout($0)), #"{"kind":"agent-logout","reason":"\#($0.rawValue)"}"#)
        }
    default: []
    }
}

/// Events of letters and e-mails with the JSON that each must be.
func letters(of kind: EventKind) -> [Sample] {
    switch kind {
    case .writtenReceived:
        [
            (
                .written(
                    .received(
                        .letter(
                            segment: "vip", provider: "lyon", age: .seconds(60),
                            source: "4f2a"))),
                #"{"age-ms":60000,"caller":"caller-1","due-ms":86400000,"#
                    + #""from":{"personal":"anne@exemple.fr"},"kind":"written-received","#
                    + #""level":"level1","provider":"lyon","queue":"niveau1","rank":1,"#
                    + #""segment":"vip","source":"4f2a","#
                    + #""subject":{"personal":"Ma commande 4711"},"#
                    + #""time":"2026-11-23 10:00:00","zone":"Europe/Paris"}"#
            )
        ]
    case .writtenGiven:
        [
            (
                .written(.given(agent: "desk-1")),
                #"{"agent":"desk-1","kind":"written-given"}"#
            )
        ]
    case .writtenPaused: [(.written(.paused), #"{"kind":"written-paused"}"#)]
    case .writtenResumed: [(.written(.resumed), #"{"kind":"written-resumed"}"#)]
    case .writtenReturned:
        WrittenEvent.ReturnReason.allCases.map {
            (.written(.returned($0)), #"{"kind":"written-returned","reason":"\#($0.rawValue)"}"#)
        }
    case .writtenAnswered:
        [
            (
                .written(.answered(by: .agent("desk-1"))),
                #"{"agent":"desk-1","kind":"written-answered"}"#
            ),
            (
                .written(.answered(by: .provider("lyon"))),
                #"{"kind":"written-answered","provider":"lyon"}"#
            ),
            (.written(.answered(by: nil)), #"{"kind":"written-answered"}"#),
        ]
    case .writtenDropped: [(.written(.dropped), #"{"kind":"written-dropped"}"#)]
    default: []
    }
}
