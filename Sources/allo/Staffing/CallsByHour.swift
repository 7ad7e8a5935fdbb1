import Reports

/// What callers ask of a day, hour by hour.
struct CallsByHour {
    /// An hour.
    struct Hour {
        /// As in `08:00`.
        let label: String
        /// What callers ask in it.
        let demand: Demand
    }

    let hours: [Hour]
    /// Where it comes from, in words.
    let text: String

    init(_ staff: Staff) async throws {
        throw Failure("not yet")
    }
}
