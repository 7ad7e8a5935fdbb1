import CallLog
import Telephony

typealias Sample = (event: CallEvent, json: String)

/// Events of a kind with the JSON that each must be; a new kind doesn't compile without its own.
func samples(of kind: EventKind) -> [Sample] {
    switch kind {
    case .arrived: arrivals
    case .answered: [(.answered, #"{"kind":"answered"}"#)]
    case .stepEntered:
        [
            (
                .stepEntered(flow: "accueil", step: "menu"),
                #"{"flow":"accueil","kind":"step-entered","step":"menu"}"#
            )
        ]
    case .promptStarted: prompts
    case .promptEnded:
        [
            (
                .promptEnded(prompt: "bienvenue", cut: true),
                #"{"cut":true,"kind":"prompt-ended","prompt":"bienvenue"}"#
            ),
            (.promptEnded(prompt: nil, cut: false), #"{"cut":false,"kind":"prompt-ended"}"#),
        ]
    case .keys: keys
    case .noInput: [(.noInput(count: 2), #"{"count":2,"kind":"no-input"}"#)]
    case .noMatch:
        [
            (
                .noMatch(KeyEntry(.digits([.nine])), count: 1),
                #"{"count":1,"digits":"9","kind":"no-match"}"#
            )
        ]
    case .identified:
        [
            (
                .identified(customer: .personal("Durand"), segment: "vip"),
                #"{"customer":{"personal":"Durand"},"kind":"identified","segment":"vip"}"#
            ),
            (
                .identified(customer: .erased, segment: nil),
                #"{"customer":{"erased":true},"kind":"identified"}"#
            ),
        ]
    case .motive: [(.motive("suivi"), #"{"kind":"motive","name":"suivi"}"#)]
    case .selfServiceDone:
        [(.selfServiceDone("solde"), #"{"kind":"self-service-done","name":"solde"}"#)]
    case .lookedUp: lookUps
    case .requested: requests
    case .compared:
        [
            (
                .compared(condition: "pin = code", outcome: false),
                #"{"condition":"pin = code","kind":"compared","outcome":false}"#
            )
        ]
    case .consent:
        [
            (
                .consent(kind: "recording", given: true),
                #"{"given":true,"kind":"consent","to":"recording"}"#
            )
        ]
    case .recordingStarted:
        [(.recordingStarted(name: "r1"), #"{"kind":"recording-started","name":"r1"}"#)]
    case .recordingEnded:
        [
            (
                .recordingEnded(name: "r1", length: .milliseconds(12_345)),
                #"{"kind":"recording-ended","length-ms":12345,"name":"r1"}"#
            )
        ]
    case .enqueued:
        [
            (
                .enqueued(queue: "niveau1", level: "level1", position: 2),
                #"{"kind":"enqueued","level":"level1","position":2,"queue":"niveau1"}"#
            ),
            (
                .enqueued(queue: "niveau1", level: "level1", position: 2, rank: 10),
                #"{"kind":"enqueued","level":"level1","position":2,"queue":"niveau1","rank":10}"#
            ),
        ]
    case .offered: [(.offered(agent: "desk-1"), #"{"agent":"desk-1","kind":"offered"}"#)]
    case .connected: [(.connected(agent: "desk-1"), #"{"agent":"desk-1","kind":"connected"}"#)]
    case .flowedOut:
        CallEvent.FlowOutReason.allCases.map {
            (
                .flowedOut(queue: "vip", reason: $0),
                #"{"kind":"flowed-out","queue":"vip","reason":"\#($0.rawValue)"}"#
            )
        }
    case .abandoned: [(.abandoned(queue: "vip"), #"{"kind":"abandoned","queue":"vip"}"#)]
    case .transferred:
        CallEvent.TransferKind.allCases.map {
            (
                .transferred($0, from: "a", to: "b"),
                #"{"from":"a","kind":"transferred","manner":"\#($0.rawValue)","to":"b"}"#
            )
        }
    case .transferFailed:
        [
            (
                .transferFailed(to: "b", reason: "occupé \"ici\""),
                #"{"kind":"transfer-failed","reason":"occupé \"ici\"","to":"b"}"#
            )
        ]
    case .talkEnded:
        CallEvent.Party.allCases.map {
            (.talkEnded(by: $0), #"{"by":"\#($0.rawValue)","kind":"talk-ended"}"#)
        }
    case .survey:
        [
            (
                .survey(question: "nps", answer: .common("9")),
                #"{"answer":"9","kind":"survey","question":"nps"}"#
            )
        ]
    case .flowFailed:
        [
            (
                .flowFailed(step: "solde", reason: "a division by zero"),
                #"{"kind":"flow-failed","reason":"a division by zero","step":"solde"}"#
            )
        ]
    case .ended:
        CallEvent.EndReason.allCases.map {
            (.ended($0), #"{"kind":"ended","reason":"\#($0.rawValue)"}"#)
        }
    case .ringNoAnswer, .holdOn, .holdOff, .announced: waits(of: kind)
    case .callbackAccepted, .callbackAttempted, .callbackConnected, .callbackFailed:
        callbacks(of: kind)
    case .agentLogin, .agentReady, .agentAway, .wrapEnded, .agentLogout, .agentDialled,
        .agentConsulted, .consultationEnded:
        shifts(of: kind)
    case .writtenReceived, .writtenGiven, .writtenPaused, .writtenResumed, .writtenReturned,
        .writtenAnswered, .writtenDropped:
        letters(of: kind)
    }
}

private let arrivals: [Sample] = [
    (
        .arrival(caller: CallerID(rawValue: "c1"), from: "+33612345678", flow: "accueil"),
        #"{"caller":"c1","flow":"accueil","from":{"personal":"+33612345678"},"kind":"arrived","#
            + #""language":"fr-FR","time":"2026-11-23 10:00:00","to":"3949","version":"abc123","#
            + #""zone":"Europe/Paris"}"#
    ),
    (
        .arrival(caller: CallerID(rawValue: "c1"), from: nil, flow: "accueil"),
        #"{"caller":"c1","flow":"accueil","kind":"arrived","language":"fr-FR","#
            + #""time":"2026-11-23 10:00:00","to":"3949","version":"abc123","#
            + #""zone":"Europe/Paris"}"#
    ),
]

private let prompts: [Sample] = [
    (
        .promptStarted(
            prompt: "bienvenue", text: .common("Bienvenue\n\u{1}"), language: .french),
        #"{"kind":"prompt-started","language":"fr-FR","prompt":"bienvenue","#
            + #""text":"Bienvenue\n\u0001"}"#
    ),
    (
        .promptStarted(prompt: nil, text: .reference(0), language: .english),
        #"{"kind":"prompt-started","language":"en-GB","text":{"reference":0}}"#
    ),
]

private let keys: [Sample] = [
    (
        .keys(KeyEntry(.digits([.one, .star, .hash]), pressedAt: [.milliseconds(5), .zero])),
        #"{"digits":"1*#","kind":"keys","pressed-at-ms":[5,0]}"#
    ),
    (
        .keys(KeyEntry(.digits([.one]), isPersonal: true)),
        #"{"digits":"1","kind":"keys","personal":true}"#
    ),
    (.keys(KeyEntry(.digits([]))), #"{"digits":"","kind":"keys"}"#),
    (.keys(KeyEntry(.secret(count: 8))), #"{"kind":"keys","secret":8}"#),
]

private let lookUps: [Sample] = CallEvent.Outcome.allCases.map {
    (
        .lookedUp(directory: "clients", $0, values: []),
        #"{"directory":"clients","kind":"looked-up","outcome":"\#($0.rawValue)","values":[]}"#
    )
}

private let requests: [Sample] = [
    (
        .requested(
            endpoint: "solde", .found,
            values: [
                CallEvent.Field(name: "b", value: .personal("12.50")),
                CallEvent.Field(name: "a", value: .common("x")),
            ]),
        #"{"endpoint":"solde","kind":"requested","outcome":"found","values":["#
            + #"{"name":"b","value":{"personal":"12.50"}},{"name":"a","value":"x"}]}"#
    )
]
