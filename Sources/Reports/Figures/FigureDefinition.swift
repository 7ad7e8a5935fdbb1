/// What a figure is called, and how it is defined.
public struct FigureDefinition: Hashable, Sendable {
    /// What its value counts.
    public enum Unit: String, Hashable, Sendable {
        /// Hundredths, 0 to 100.
        case percent
        /// Seconds.
        case seconds
        /// Points from -100 to 100.
        case points
        /// So many in an hour.
        case perHour = "per-hour"
        /// So many.
        case count
    }

    /// What it is called in French.
    public let french: String
    /// What it is called in English.
    public let english: String
    /// What its value counts.
    public let unit: Unit
    /// The formula, in the letters of ``Figure``.
    public let formula: String
    /// Whose definition it is, or what to know about it; empty where it is the plain one.
    public let source: String
}

extension Figure {
    /// What the figure is called, and how it is defined.
    public var definition: FigureDefinition {
        switch self {
        case .serviceLevelAsterisk1:
            FigureDefinition(
                french: "niveau de service (Asterisk 1)", english: "service level (Asterisk 1)",
                unit: .percent,
                formula: "A<=X / A",
                source: "Asterisk, ServicelevelPerf")
        case .serviceLevelAsterisk2:
            FigureDefinition(
                french: "niveau de service (Asterisk 2)", english: "service level (Asterisk 2)",
                unit: .percent,
                formula: "(A<=X + B<=X) / (A + B)",
                source: "Asterisk, ServicelevelPerf2")
        case .serviceLevelConnect:
            FigureDefinition(
                french: "niveau de service (Connect)", english: "service level (Connect)",
                unit: .percent,
                formula: "(A<=X + B<=X + C<=X) / N",
                source: "Amazon Connect")
        case .serviceLevelGenesys:
            FigureDefinition(
                french: "niveau de service (Genesys)", english: "service level (Genesys)",
                unit: .percent,
                formula: "A<=X / (A + B - B<=s)",
                source: "Genesys, short abandons and flow-outs out")
        case .serviceLevelGenesysFlowOuts:
            FigureDefinition(
                french: "niveau de service (Genesys, débordements)",
                english: "service level (Genesys, flow-outs in)",
                unit: .percent,
                formula: "A<=X / (A + B - B<=s + F)",
                source: "Genesys, flow-outs in")
        case .serviceLevelXCally:
            FigureDefinition(
                french: "niveau de service (XCALLY)", english: "service level (XCALLY)",
                unit: .percent,
                formula: "A<X / (A + B>X)",
                source: "XCALLY, strictly less")
        case .qualityOfService:
            FigureDefinition(
                french: "qualité de service", english: "quality of service",
                unit: .percent,
                formula: "A<=X / N",
                source: "French usage")
        case .answerRate:
            FigureDefinition(
                french: "taux de décroché", english: "answer rate",
                unit: .percent,
                formula: "A / N",
                source: "")
        case .handledRatio:
            FigureDefinition(
                french: "ratio reçus / traités", english: "handled ratio",
                unit: .percent,
                formula: "A / N",
                source: "")
        case .averageSpeedOfAnswer:
            FigureDefinition(
                french: "délai avant décroché", english: "average speed of answer",
                unit: .seconds,
                formula: "sum of w(answered) / A",
                source: "")
        case .abandonRate:
            FigureDefinition(
                french: "taux d'abandon", english: "abandonment rate",
                unit: .percent,
                formula: "B / N",
                source: "gross")
        case .abandonRateNet:
            FigureDefinition(
                french: "taux d'abandon net", english: "abandonment rate, net",
                unit: .percent,
                formula: "(B - B<=s) / (N - B<=s)",
                source: "net of short abandons")
        case .timeToAbandon:
            FigureDefinition(
                french: "durée avant abandon", english: "time to abandon",
                unit: .seconds,
                formula: "sum of w(abandoned) / B",
                source: "")
        case .talk:
            FigureDefinition(
                french: "durée moyenne de conversation", english: "talk time",
                unit: .seconds,
                formula: "sum of talk / (A + K)",
                source: "")
        case .handleTime:
            FigureDefinition(
                french: "DMT", english: "handle time (AHT)",
                unit: .seconds,
                formula: "(talk + hold + wrap) / (A + K)",
                source: "pauses outside")
        case .wrapUp:
            FigureDefinition(
                french: "post-appel moyen", english: "wrap-up time",
                unit: .seconds,
                formula: "sum of wrap / (A + K)",
                source: "")
        case .hold:
            FigureDefinition(
                french: "mise en garde", english: "hold time",
                unit: .seconds,
                formula: "sum of hold / those of A and K held at least once",
                source: "")
        case .handledPerHour:
            FigureDefinition(
                french: "appels traités par heure", english: "handled per hour",
                unit: .perHour,
                formula: "talks begun / (logged in - away) hours",
                source: "")
        case .occupancy:
            FigureDefinition(
                french: "occupation", english: "occupancy",
                unit: .percent,
                formula: "(talk + hold + wrap) / (talk + hold + wrap + ready) of the agents' time",
                source: "")
        case .transferRate:
            FigureDefinition(
                french: "taux de transfert", english: "transfer rate",
                unit: .percent,
                formula: "those of A and K with a transfer out / (A + K)",
                source: "")
        case .transferRateBlind:
            FigureDefinition(
                french: "taux de transfert aveugle", english: "transfer rate, blind",
                unit: .percent,
                formula: "those with a blind transfer to a queue or a colleague / (A + K)",
                source: "")
        case .transferRateAttended:
            FigureDefinition(
                french: "taux de transfert accompagné", english: "transfer rate, attended",
                unit: .percent,
                formula: "those with an attended transfer to a queue or a colleague / (A + K)",
                source: "")
        case .transferRateExternal:
            FigureDefinition(
                french: "taux de transfert externe", english: "transfer rate, external",
                unit: .percent,
                formula: "those with a transfer to somebody outside / (A + K)",
                source: "blind or attended")
        case .escalationRate:
            FigureDefinition(
                french: "escalade", english: "escalation rate",
                unit: .percent,
                formula: "those of A and K transferred to a queue of a higher level / (A + K), "
                    + "both of the first level",
                source: "first: the lowest rank that the journal knows, VIP lines by theirs; "
                    + "told by queue or level, their own visits")
        case .menuAbandonRate:
            FigureDefinition(
                french: "abandon dans le SVI", english: "abandonment in the menu",
                unit: .percent,
                formula: "hung up before queue, transfer or self-service end / arrived",
                source: "")
        case .containment:
            FigureDefinition(
                french: "selfcare", english: "containment",
                unit: .percent,
                formula: "ended in self-service without a queue / arrived",
                source: "abandons in the menu are not contained")
        case .firstContactResolution:
            FigureDefinition(
                french: "résolution au 1er contact", english: "first-contact resolution",
                unit: .percent,
                formula:
                    "handled calls with no new call of the same caller and motive within 7 days / handled",
                source: "the last 7 days are provisional")
        case .firstContactResolutionSurvey:
            FigureDefinition(
                french: "résolution déclarée", english: "first-contact resolution, by survey",
                unit: .percent,
                formula: "yes / answers to \"votre demande est-elle résolue ?\"",
                source: "of how many: fcr.survey.answers")
        case .firstContactResolutionSurveyAnswers:
            FigureDefinition(
                french: "résolution déclarée, réponses",
                english: "first-contact resolution, answers",
                unit: .count,
                formula: "answers, yes or no",
                source: "the n of fcr.survey")
        case .netPromoterScore:
            FigureDefinition(
                french: "NPS", english: "NPS",
                unit: .points,
                formula: "100 x (share of 9-10 minus share of 0-6)",
                source: "Reichheld, 2003; of how many: nps.answers")
        case .netPromoterScoreAnswers:
            FigureDefinition(
                french: "NPS, réponses", english: "NPS, answers",
                unit: .count,
                formula: "answers from 0 to 10",
                source: "the n of nps")
        case .satisfaction:
            FigureDefinition(
                french: "CSAT", english: "CSAT",
                unit: .percent,
                formula: "4 and 5 of 1-5 / answers",
                source: "top two boxes; of how many: csat.answers")
        case .satisfactionAnswers:
            FigureDefinition(
                french: "CSAT, réponses", english: "CSAT, answers",
                unit: .count,
                formula: "answers from 1 to 5",
                source: "the n of csat")
        case .callbackSuccess:
            FigureDefinition(
                french: "rappels réussis", english: "callbacks brought together",
                unit: .percent,
                formula: "bridged / (bridged + given up)",
                source: "those still to be called back are in neither")
        case .callbackAttempts:
            FigureDefinition(
                french: "tentatives de rappel", english: "callback attempts",
                unit: .count,
                formula: "attempts",
                source: "")
        case .callbackNoAnswers:
            FigureDefinition(
                french: "rappels sans réponse", english: "callback attempts not answered",
                unit: .count,
                formula: "attempts at which nobody answered",
                source: "")
        case .announcedWaitError:
            FigureDefinition(
                french: "justesse de l'attente annoncée", english: "error of announced waits",
                unit: .seconds,
                formula: "sum of abs(announced - real) / announced",
                source: "the middle of the band against the wait that came, for answered visits")
        case .announcedWaitWithinAMinute:
            FigureDefinition(
                french: "attente annoncée à 60 s près", english: "announced waits within 60 s",
                unit: .percent,
                formula: "announced within 60 s of the real wait / announced",
                source: "")
        case .announcedWaitBias:
            FigureDefinition(
                french: "biais de l'attente annoncée", english: "bias of announced waits",
                unit: .seconds,
                formula: "sum of (announced - real) / announced",
                source: "positive where too long a wait was announced")
        case .arrived:
            FigureDefinition(
                french: "appels reçus", english: "calls arrived",
                unit: .count,
                formula: "arrived",
                source: "")
        case .visits:
            FigureDefinition(
                french: "passages en file", english: "queue visits",
                unit: .count,
                formula: "N",
                source: "")
        case .answered:
            FigureDefinition(
                french: "décrochés", english: "answered",
                unit: .count,
                formula: "A",
                source: "")
        case .abandoned:
            FigureDefinition(
                french: "abandons", english: "abandoned",
                unit: .count,
                formula: "B",
                source: "")
        case .callbacks:
            FigureDefinition(
                french: "rappels acceptés", english: "callbacks accepted",
                unit: .count,
                formula: "C",
                source: "")
        case .flowOuts:
            FigureDefinition(
                french: "débordements", english: "flow-outs",
                unit: .count,
                formula: "F",
                source: "")
        case .waiting:
            FigureDefinition(
                french: "en attente", english: "waiting",
                unit: .count,
                formula: "visits that go on",
                source: "in no ratio")
        case .interrupted:
            FigureDefinition(
                french: "interrompus", english: "interrupted",
                unit: .count,
                formula: "visits that the end of Allo ended",
                source: "in no ratio")
        case .missedOffers:
            FigureDefinition(
                french: "sonneries sans réponse", english: "rings not taken",
                unit: .count,
                formula: "rings at agents that were not taken and could have been",
                source: "")
        case .writtenReceived, .writtenAnswered, .writtenWithinDue, .writtenWithinDueContacts,
            .writtenAnswerTime, .writtenHandleTime, .writtenWaiting, .writtenOverdue,
            .writtenDropped, .occupancyWithWriting:
            writtenDefinition
        case .stepEntered:
            FigureDefinition(
                french: "passages dans l'étape", english: "step entered",
                unit: .count,
                formula: "passages through the step",
                source: "")
        case .stepDropOff:
            FigureDefinition(
                french: "abandon dans l'étape", english: "drop-off in the step",
                unit: .percent,
                formula: "passages in which the caller hung up / passages",
                source: "")
        case .stepTime:
            FigureDefinition(
                french: "durée dans l'étape", english: "time in the step",
                unit: .seconds,
                formula: "sum of time / passages",
                source: "")
        case .stepNoInput:
            FigureDefinition(
                french: "sans saisie", english: "no-input",
                unit: .percent,
                formula: "times that nothing was pressed / passages",
                source: "may exceed 100")
        case .stepNoMatch:
            FigureDefinition(
                french: "saisie non reconnue", english: "no-match",
                unit: .percent,
                formula: "times that something useless was pressed / passages",
                source: "may exceed 100")
        }
    }
}
