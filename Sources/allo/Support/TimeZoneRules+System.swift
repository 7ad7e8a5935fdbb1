import Foundation
import Telephony

extension TimeZoneRules {
    /// The rules of a zone from this machine's time-zone database, for the years 2000 to 2100.
    ///
    /// Nil where the machine does not know the zone.
    init?(systemZone name: String) {
        guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else {
            return nil
        }
        let first = Date(timeIntervalSince1970: 946_684_800)
        let last = Date(timeIntervalSince1970: 4_133_980_800)
        var transitions: [Transition] = []
        var date = first
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < last,
            next > date
        {
            transitions.append(
                Transition(
                    instant: Int(next.timeIntervalSince1970.rounded()),
                    offset: zone.secondsFromGMT(for: next.addingTimeInterval(1))))
            date = next
        }
        self.init(
            name: name, firstOffset: zone.secondsFromGMT(for: first), transitions: transitions)
    }
}
