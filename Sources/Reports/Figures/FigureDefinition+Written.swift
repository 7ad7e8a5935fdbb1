extension Figure {
    /// What a figure of letters and e-mails is called, and how it is defined; of those written
    /// received for all others.
    var writtenDefinition: FigureDefinition {
        switch self {
        case .writtenAnswered:
            FigureDefinition(
                french: "écrits traités", english: "written contacts answered",
                unit: .count, formula: "written contacts answered", source: "")
        case .writtenWithinDue:
            FigureDefinition(
                french: "écrits traités dans le délai",
                english: "written contacts answered when due",
                unit: .percent, formula: "answered in time / (answered + overdue)",
                source: "the time that the queue's `written` says")
        case .writtenWithinDueContacts:
            FigureDefinition(
                french: "écrits échus ou traités", english: "written contacts that were due",
                unit: .count, formula: "answered + overdue", source: "the n of the share")
        case .writtenAnswerTime:
            FigureDefinition(
                french: "délai de réponse aux écrits", english: "time to the answer",
                unit: .seconds, formula: "sum of time from coming to answer / answered", source: "")
        case .writtenHandleTime:
            FigureDefinition(
                french: "durée moyenne de traitement d'un écrit",
                english: "handle time of written contacts",
                unit: .seconds, formula: "sum of writing / answered by agents",
                source: "calls between are not in it")
        case .writtenWaiting:
            FigureDefinition(
                french: "écrits en attente", english: "written contacts waiting",
                unit: .count, formula: "written contacts that are to be answered",
                source: "now; in no ratio")
        case .writtenOverdue:
            FigureDefinition(
                french: "écrits en retard", english: "written contacts overdue",
                unit: .count, formula: "those of them whose time is over", source: "now")
        case .writtenDropped:
            FigureDefinition(
                french: "écrits sans suite", english: "written contacts without answer",
                unit: .count, formula: "written contacts that needed none", source: "in no ratio")
        case .occupancyWithWriting:
            FigureDefinition(
                french: "occupation, écrits compris", english: "occupancy with writing",
                unit: .percent,
                formula: "(talk + hold + wrap + writing) / (talk + hold + wrap + ready)",
                source: "who writes is ready: calls go first")
        default:
            FigureDefinition(
                french: "écrits reçus", english: "written contacts received",
                unit: .count, formula: "written contacts that came", source: "")
        }
    }
}
