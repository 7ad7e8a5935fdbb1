/// A public holiday.
public enum Holiday: String, CaseIterable, Hashable, Sendable {
    case newYear = "new-year"
    case goodFriday = "good-friday"
    case easterMonday = "easter-monday"
    case labourDay = "labour-day"
    case victoryDay = "victory-day"
    case ascension
    case whitMonday = "whit-monday"
    case bastilleDay = "bastille-day"
    case belgianNationalDay = "belgian-national-day"
    case swissNationalDay = "swiss-national-day"
    case assumption
    case allSaints = "all-saints"
    case armistice
    case christmas
    case secondChristmasDay = "second-christmas-day"
    case abolitionOfSlavery = "abolition-of-slavery"
    case earlyMayBankHoliday = "early-may-bank-holiday"
    case springBankHoliday = "spring-bank-holiday"
    case summerBankHoliday = "summer-bank-holiday"

    /// The name as it is said in a sentence: `lundi de Pâques`, `Easter Monday`.
    public func name(in language: SpokenLanguage) -> String {
        language.isFrench ? frenchName : englishName
    }

    private var frenchName: String {
        switch self {
        case .newYear: "jour de l’an"
        case .goodFriday: "Vendredi saint"
        case .easterMonday: "lundi de Pâques"
        case .labourDay: "fête du Travail"
        case .victoryDay: "victoire de 1945"
        case .ascension: "Ascension"
        case .whitMonday: "lundi de Pentecôte"
        case .bastilleDay, .belgianNationalDay, .swissNationalDay: "fête nationale"
        case .assumption: "Assomption"
        case .allSaints: "Toussaint"
        case .armistice: "armistice de 1918"
        case .christmas: "Noël"
        case .secondChristmasDay: "lendemain de Noël"
        case .abolitionOfSlavery: "abolition de l’esclavage"
        case .earlyMayBankHoliday: "premier lundi de mai"
        case .springBankHoliday: "dernier lundi de mai"
        case .summerBankHoliday: "dernier lundi d’août"
        }
    }

    private var englishName: String {
        switch self {
        case .newYear: "New Year’s Day"
        case .goodFriday: "Good Friday"
        case .easterMonday: "Easter Monday"
        case .labourDay: "Labour Day"
        case .victoryDay: "Victory Day"
        case .ascension: "Ascension Day"
        case .whitMonday: "Whit Monday"
        case .bastilleDay: "Bastille Day"
        case .belgianNationalDay: "Belgian National Day"
        case .swissNationalDay: "Swiss National Day"
        case .assumption: "Assumption Day"
        case .allSaints: "All Saints’ Day"
        case .armistice: "Armistice Day"
        case .christmas: "Christmas Day"
        case .secondChristmasDay: "Boxing Day"
        case .abolitionOfSlavery: "Abolition of Slavery Day"
        case .earlyMayBankHoliday: "early May bank holiday"
        case .springBankHoliday: "spring bank holiday"
        case .summerBankHoliday: "summer bank holiday"
        }
    }
}
