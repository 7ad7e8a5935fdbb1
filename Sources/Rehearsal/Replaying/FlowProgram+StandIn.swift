import Flows
import Telephony

extension FlowProgram {
    /// What French numbers that are kept for fiction begin with, by their first digit.
    private static let fiction: [Character: String] = [
        "1": "19900", "2": "26191", "3": "35301", "4": "46571", "5": "53649", "6": "63998",
        "7": "63998",
    ]

    /// A number that is made up and that no customer file knows, in place of one that is not told in
    /// full, as `+336…78`: of the same country and, in France, of the same sort.
    ///
    /// - Returns: the number; nil where all that were tried are somebody's.
    func standIn(for shown: String) -> PhoneNumber? {
        let beginning = shown.prefix { $0 != "…" }
        let country = beginning.hasPrefix("+33") ? "+33" : beginning.hasPrefix("0") ? "0" : nil
        let start: String
        if let country {
            let sort = beginning.dropFirst(country.count).first
            start = country + (sort.flatMap { Self.fiction[$0] } ?? "19900")
        } else {
            start = beginning.isEmpty ? "+3363998" : beginning + "0000"
        }
        let lookUps = flows.values.flatMap(\.steps).compactMap { step in
            if case .lookUp(let lookUp) = step.kind { lookUp } else { nil }
        }
        return (0..<100).lazy.compactMap { PhoneNumber("\(start)\(9_999 - $0)") }.first { number in
            lookUps.allSatisfy { lookUp in
                answer(
                    directory: lookUp.directory, column: lookUp.column, value: number.text
                ).outcome != .found
            }
        }
    }
}
