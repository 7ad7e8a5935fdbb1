public import Telephony

/// Something that went wrong for a caller or an agent, once or more often in one call.
public struct Difficulty: Hashable, Sendable {
    /// What went wrong.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Nothing was pressed in time, in a step.
        case noInput = "no-input"
        /// What was pressed was of no use, in a step.
        case noMatch = "no-match"
        /// The caller failed too often, in a step.
        case gaveUp = "too-many-failures"
        /// The caller hung up, in a step, before they got anything: a talk, a self-service, a promise to
        /// be called back.
        case hungUp = "hung-up"
        /// The customer file gave no answer.
        case lookUpFailed = "look-up-failed"
        /// An endpoint gave no answer.
        case requestFailed = "request-failed"
        /// The flow could not go on, in a step.
        case flowFailed = "flow-failed"
        /// A queue had no room.
        case full = "queue-full"
        /// A queue was closed.
        case closed = "queue-closed"
        /// Nobody was there for a queue.
        case empty = "queue-empty"
        /// The longest wait of a queue was over.
        case timedOut = "queue-timeout"
        /// The caller hung up while they waited in a queue.
        case abandoned
        /// An agent let the telephone ring, or refused.
        case missedRing = "missed-ring"
        /// A transfer came to nothing, or a destination did not answer.
        case transferFailed = "transfer-failed"
        /// An attempt to call back brought nobody together, of a queue.
        case callbackFailed = "callback-failed"
        /// A low answer to a question: 0 to 6 of 10, 1 or 2 of 5, not settled.
        case lowScore = "low-score"
        /// The caller said something after a question.
        case comment
        /// The caller had been served, and called again for the same motive within seven days.
        case calledAgain = "called-again"
        /// A letter or an e-mail was answered after it was due, or is overdue, of a queue.
        case writtenLate = "written-late"
    }

    /// What went wrong.
    public var kind: Kind
    /// Where: a step, a queue, an agent, an endpoint, a question, a motive.
    public var place: String
    /// The call, the attempt to call back, or the written contact.
    public var call: CallID
    /// When.
    public var time: WallTime
    /// How often in that call at that place.
    public var times: Int
    /// What else is known: a reason, an answer, the name of a recording; empty for nothing.
    public var detail: String

    /// Describes what went wrong.
    public init(
        _ kind: Kind, at place: String, in call: CallID, _ time: WallTime, times: Int = 1,
        detail: String = ""
    ) {
        self.kind = kind
        self.place = place
        self.call = call
        self.time = time
        self.times = times
        self.detail = detail
    }
}

extension Difficulty.Kind {
    /// What it is called in a language.
    public func name(in language: ReportLanguage) -> String {
        switch self {
        case .noInput: language.choose("rien n'est tapé", "nothing pressed")
        case .noMatch: language.choose("saisie non reconnue", "of no use what was pressed")
        case .gaveUp: language.choose("trop d'échecs", "too many failures")
        case .hungUp: language.choose("raccroché dans l'étape", "hung up in the step")
        case .lookUpFailed: language.choose("fichier client sans réponse", "look-up failed")
        case .requestFailed: language.choose("requête sans réponse", "request failed")
        case .flowFailed: language.choose("erreur du scénario", "flow error")
        case .full: language.choose("file pleine", "queue full")
        case .closed: language.choose("file fermée", "queue closed")
        case .empty: language.choose("file sans agent", "queue without agents")
        case .timedOut: language.choose("attente trop longue", "longest wait over")
        case .abandoned: language.choose("abandon en attente", "abandoned")
        case .missedRing: language.choose("sonnerie sans réponse", "ring not taken")
        case .transferFailed: language.choose("transfert manqué", "transfer failed")
        case .callbackFailed: language.choose("rappel manqué", "callback failed")
        case .lowScore: language.choose("mauvaise note", "low score")
        case .comment: language.choose("commentaire parlé", "spoken comment")
        case .calledAgain: language.choose("appel réitéré", "called again")
        case .writtenLate: language.choose("écrit en retard", "written contact late")
        }
    }
}
