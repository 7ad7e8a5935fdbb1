public import Telephony

/// The public holidays of a place, computed for any year.
///
/// What a government proclaims once (a coronation, a moved bank holiday) is an exception of the
/// opening hours.
public enum HolidayCalendar: String, CaseIterable, Hashable, Sendable {
    /// Metropolitan France (Code du travail L3133-1): 11 days.
    case france
    /// France, Good Friday and 26 December (Code du travail L3134-13).
    case alsaceMoselle = "alsace-moselle"
    /// France, and 27 May (Code du travail L3422-2, as the following four).
    case guadeloupe
    /// France, and 10 June.
    case guyane
    /// France, and 22 May.
    case martinique
    /// France, and 20 December.
    case reunion
    /// France, and 27 April.
    case mayotte
    /// Belgium (royal decree of 18 April 1974): 10 days.
    case belgium
    /// What all cantons of Switzerland keep: New Year, Ascension, 1 August, Christmas.
    case switzerland
    /// The bank holidays of England and Wales, each with the weekday in lieu of a weekend's.
    case englandAndWales = "england-and-wales"

    /// The holiday on a day, or nil.
    public func holiday(on date: CivilDate) -> Holiday? {
        switch self {
        case .france:
            return Self.frenchHoliday(on: date)
        case .alsaceMoselle:
            switch (date.month, date.day) {
            case (12, 26): return .secondChristmasDay
            case _ where Easter.days(to: date) == -2: return .goodFriday
            default: return Self.frenchHoliday(on: date)
            }
        case .guadeloupe: return Self.overseasHoliday(on: date, month: 5, day: 27)
        case .guyane: return Self.overseasHoliday(on: date, month: 6, day: 10)
        case .martinique: return Self.overseasHoliday(on: date, month: 5, day: 22)
        case .reunion: return Self.overseasHoliday(on: date, month: 12, day: 20)
        case .mayotte: return Self.overseasHoliday(on: date, month: 4, day: 27)
        case .belgium: return Self.belgianHoliday(on: date)
        case .switzerland: return Self.swissHoliday(on: date)
        case .englandAndWales: return Self.englishHoliday(on: date)
        }
    }

    private static func frenchHoliday(on date: CivilDate) -> Holiday? {
        switch (date.month, date.day) {
        case (1, 1): .newYear
        case (5, 1): .labourDay
        case (5, 8): .victoryDay
        case (7, 14): .bastilleDay
        case (8, 15): .assumption
        case (11, 1): .allSaints
        case (11, 11): .armistice
        case (12, 25): .christmas
        default: movableHoliday(on: date)
        }
    }

    /// The three that follow Easter in France and Belgium.
    private static func movableHoliday(on date: CivilDate) -> Holiday? {
        switch Easter.days(to: date) {
        case 1: .easterMonday
        case 39: .ascension
        case 50: .whitMonday
        default: nil
        }
    }

    private static func overseasHoliday(on date: CivilDate, month: Int, day: Int) -> Holiday? {
        frenchHoliday(on: date)
            ?? (date.month == month && date.day == day ? .abolitionOfSlavery : nil)
    }

    private static func belgianHoliday(on date: CivilDate) -> Holiday? {
        switch (date.month, date.day) {
        case (1, 1): .newYear
        case (5, 1): .labourDay
        case (7, 21): .belgianNationalDay
        case (8, 15): .assumption
        case (11, 1): .allSaints
        case (11, 11): .armistice
        case (12, 25): .christmas
        default: movableHoliday(on: date)
        }
    }

    private static func swissHoliday(on date: CivilDate) -> Holiday? {
        switch (date.month, date.day) {
        case (1, 1): .newYear
        case (8, 1): .swissNationalDay
        case (12, 25): .christmas
        case _ where Easter.days(to: date) == 39: .ascension
        default: nil
        }
    }

    private static func englishHoliday(on date: CivilDate) -> Holiday? {
        let isMonday = date.weekday == .monday
        switch (date.month, date.day) {
        case (1, 1): return .newYear
        // 1 January was a Saturday or a Sunday.
        case (1, 2...3) where isMonday: return .newYear
        case (5, 1...7) where isMonday: return .earlyMayBankHoliday
        case (5, 25...31) where isMonday: return .springBankHoliday
        case (8, 25...31) where isMonday: return .summerBankHoliday
        case (12, 25): return .christmas
        case (12, 26): return .secondChristmasDay
        // Christmas was a Saturday or a Sunday.
        case (12, 27) where isMonday || date.weekday == .tuesday: return .christmas
        // Boxing Day was a Saturday or a Sunday.
        case (12, 28) where isMonday || date.weekday == .tuesday: return .secondChristmasDay
        default: break
        }
        switch Easter.days(to: date) {
        case -2: return .goodFriday
        case 1: return .easterMonday
        default: return nil
        }
    }
}
