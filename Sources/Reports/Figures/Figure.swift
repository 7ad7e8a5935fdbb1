/// A figure that a customer service is run by, under the key that reports name it with.
///
/// N visits ended, A answered, B abandoned, C callbacks accepted, F flow-outs; w wait; K callbacks in
/// which an agent talked. `A<=X` are those answered after X seconds or less, `B<=s` those abandoned
/// after s or less. Visits that go on are in no ratio, and a ratio of nothing has no value: it is
/// never 0 or 100.
public enum Figure: String, CaseIterable, Hashable, Sendable {
    // Service levels.

    /// Service level (Asterisk 1): A<=X / A.
    case serviceLevelAsterisk1 = "sl.asterisk1"
    /// Service level (Asterisk 2): (A<=X + B<=X) / (A + B).
    case serviceLevelAsterisk2 = "sl.asterisk2"
    /// Service level (Connect): (A<=X + B<=X + C<=X) / N.
    case serviceLevelConnect = "sl.connect"
    /// Service level (Genesys): A<=X / (A + B - B<=s).
    case serviceLevelGenesys = "sl.genesys"
    /// Service level (Genesys, flow-outs in): A<=X / (A + B - B<=s + F).
    case serviceLevelGenesysFlowOuts = "sl.genesys-flowouts"
    /// Service level (XCALLY): A<X / (A + B>X).
    case serviceLevelXCally = "sl.xcally"
    /// Quality of service: A<=X / N.
    case qualityOfService = "qs"

    // Answers and abandons.

    /// Answer rate: A / N.
    case answerRate = "answer-rate"
    /// Handled ratio: A / N.
    case handledRatio = "handled-ratio"
    /// Average speed of answer: sum of w(answered) / A.
    case averageSpeedOfAnswer = "asa"
    /// Abandonment rate: B / N.
    case abandonRate = "abandon-rate"
    /// Abandonment rate, net: (B - B<=s) / (N - B<=s).
    case abandonRateNet = "abandon-rate.net"
    /// Time to abandon: sum of w(abandoned) / B.
    case timeToAbandon = "time-to-abandon"

    // Handling.

    /// Talk time: sum of talk / (A + K).
    case talk
    /// Handle time (AHT): (talk + hold + wrap) / (A + K).
    case handleTime = "dmt"
    /// Wrap-up time: sum of wrap / (A + K).
    case wrapUp = "wrap"
    /// Hold time: sum of hold / those of A and K held at least once.
    case hold
    /// Handled per hour: talks begun / (logged in - away) hours.
    case handledPerHour = "handled-per-hour"
    /// Occupancy: (talk + hold + wrap) / (talk + hold + wrap + ready) of the agents' time.
    case occupancy
    /// Transfer rate: those of A and K with a transfer out / (A + K).
    case transferRate = "transfer-rate"
    /// Transfer rate, blind: those with a blind transfer to a queue or a colleague / (A + K).
    case transferRateBlind = "transfer-rate.blind"
    /// Transfer rate, attended: those with an attended transfer to a queue or a colleague / (A + K).
    case transferRateAttended = "transfer-rate.attended"
    /// Transfer rate, external: those with a transfer to somebody outside, blind or attended /
    /// (A + K). The three parts add up where nobody was transferred twice out of a visit.
    case transferRateExternal = "transfer-rate.external"
    /// Escalation rate: those of A and K transferred to a queue of a higher level / (A + K), both of
    /// the first level.
    ///
    /// The first level is the lowest rank that the journal knows, whichever part of it is asked for.
    /// Told by queue or level, each row is of its own visits instead. Higher is what the centre file ranks higher, whatever
    /// its name: a VIP line of rank 3 beside level 1 takes no part in the total, as its callers were
    /// never at level 1, and one that level 1 transfers to is above it; a VIP line of rank 1 is of
    /// the first level itself. Visits whose rank is unknown are on neither side of the division.
    case escalationRate = "escalation-rate"

    // The voice server.

    /// Abandonment in the menu: hung up before queue, transfer or self-service end / arrived.
    case menuAbandonRate = "ivr-abandon-rate"
    /// Containment: ended in self-service without a queue / arrived.
    case containment

    // What callers say.

    /// First-contact resolution: handled calls with no new call of the same caller and motive
    /// within 7 days / handled.
    case firstContactResolution = "fcr"
    /// First-contact resolution, by survey: yes / answers to "votre demande est-elle résolue ?".
    case firstContactResolutionSurvey = "fcr.survey"
    /// First-contact resolution, answers: answers, yes or no.
    case firstContactResolutionSurveyAnswers = "fcr.survey.answers"
    /// NPS: 100 x (share of 9-10 minus share of 0-6).
    case netPromoterScore = "nps"
    /// NPS, answers: answers from 0 to 10.
    case netPromoterScoreAnswers = "nps.answers"
    /// CSAT: 4 and 5 of 1-5 / answers.
    case satisfaction = "csat"
    /// CSAT, answers: answers from 1 to 5.
    case satisfactionAnswers = "csat.answers"

    // Callbacks and announced waits.

    /// Callbacks brought together: bridged / (bridged + given up).
    case callbackSuccess = "callback-success"
    /// Callback attempts: attempts.
    case callbackAttempts = "callback-attempts"
    /// Callback attempts not answered: attempts at which nobody answered.
    case callbackNoAnswers = "callback-no-answers"
    /// Error of announced waits: sum of abs(announced - real) / announced.
    case announcedWaitError = "ewt-error"
    /// Announced waits within 60 s: announced within 60 s of the real wait / announced.
    case announcedWaitWithinAMinute = "ewt-error.within-60"
    /// Bias of announced waits: sum of (announced - real) / announced.
    case announcedWaitBias = "ewt-error.bias"

    // Counts.

    /// Calls arrived: arrived.
    case arrived
    /// Queue visits: N.
    case visits
    /// Answered: A.
    case answered
    /// Abandoned: B.
    case abandoned
    /// Callbacks accepted: C.
    case callbacks
    /// Flow-outs: F.
    case flowOuts = "flow-outs"
    /// Waiting: visits that go on.
    case waiting
    /// Interrupted: visits that the end of Allo ended.
    case interrupted
    /// Rings not taken: rings at agents that were not taken and could have been.
    case missedOffers = "missed-offers"

    // Letters and e-mails.

    /// Written contacts received: written contacts that came.
    case writtenReceived = "written.received"
    /// Written contacts answered: those that were answered.
    case writtenAnswered = "written.answered"
    /// Written contacts answered when due: answered in time / (answered + overdue).
    case writtenWithinDue = "written.within-due"
    /// Written contacts that were due: answered + overdue.
    case writtenWithinDueContacts = "written.within-due.n"
    /// Time to the answer: sum of the time from coming to answer / answered.
    case writtenAnswerTime = "written.answer-time"
    /// Handle time of written contacts: sum of writing / answered by agents.
    case writtenHandleTime = "written.handle-time"
    /// Written contacts waiting: those that are still to be answered.
    case writtenWaiting = "written.waiting"
    /// Written contacts overdue: those still to be answered after their time.
    case writtenOverdue = "written.overdue"
    /// Written contacts without answer: those that needed none.
    case writtenDropped = "written.dropped"
    /// Occupancy with writing: (talk + hold + wrap + writing) / (talk + hold + wrap + ready), where
    /// who writes is ready.
    case occupancyWithWriting = "occupancy.with-writing"

    // Steps.

    /// Step entered: passages through the step.
    case stepEntered = "step.entered"
    /// Drop-off in the step: passages in which the caller hung up / passages.
    case stepDropOff = "step.drop-off"
    /// Time in the step: sum of time / passages.
    case stepTime = "step.time"
    /// No-input: times that nothing was pressed / passages.
    case stepNoInput = "step.no-input"
    /// No-match: times that something useless was pressed / passages.
    case stepNoMatch = "step.no-match"

    /// The key that reports, tests and commands name it with.
    public var key: String { rawValue }
}
