import Telephony

/// The language of a report's headings.
public enum ReportLanguage: String, Hashable, Sendable, CaseIterable {
    /// `fr`.
    case french = "fr"
    /// `en`.
    case english = "en"

    func choose(_ french: String, _ english: String) -> String {
        switch self {
        case .french: french
        case .english: english
        }
    }
}

extension Figure {
    /// What the figure is called in a language.
    public func name(in language: ReportLanguage) -> String {
        language.choose(definition.french, definition.english)
    }

    /// The name with the unit, as a heading has it.
    func heading(in language: ReportLanguage) -> String {
        let unit: String? =
            switch definition.unit {
            case .percent: "%"
            case .seconds: "s"
            case .perHour: language.choose("par heure", "per hour")
            case .points, .count: nil
            }
        return name(in: language) + (unit.map { " (\($0))" } ?? "")
    }
}

extension Dimension {
    func name(in language: ReportLanguage) -> String {
        switch self {
        case .all: language.choose("ensemble", "all")
        case .queue: language.choose("file", "queue")
        case .level: language.choose("niveau", "level")
        case .agent: "agent"
        case .provider: language.choose("prestataire", "provider")
        case .segment: language.choose("segment", "segment")
        case .motive: language.choose("motif", "motive")
        case .number: language.choose("numéro appelé", "number called")
        case .language: language.choose("langue", "language")
        case .flowVersion: language.choose("version du scénario", "flow version")
        case .step: language.choose("étape", "step")
        }
    }
}

extension ReportInterval {
    func name(in language: ReportLanguage) -> String {
        switch self {
        case .whole: language.choose("période", "period")
        case .quarterHour: language.choose("quart d'heure", "quarter-hour")
        case .hour, .hourOfDay: language.choose("heure", "hour")
        case .day: language.choose("jour", "day")
        case .week: language.choose("semaine", "week")
        case .weekday: language.choose("jour de la semaine", "weekday")
        }
    }
}

extension Weekday {
    func name(in language: ReportLanguage) -> String {
        switch self {
        case .monday: language.choose("lundi", rawValue)
        case .tuesday: language.choose("mardi", rawValue)
        case .wednesday: language.choose("mercredi", rawValue)
        case .thursday: language.choose("jeudi", rawValue)
        case .friday: language.choose("vendredi", rawValue)
        case .saturday: language.choose("samedi", rawValue)
        case .sunday: language.choose("dimanche", rawValue)
        }
    }
}
