extension Figure {
    /// Names that stand for others.
    private static let otherNames: [String: [Figure]] = [
        "sl": serviceLevels.filter { $0 != .qualityOfService },
        "aht": [.handleTime],
    ]

    /// The figures that a name stands for: one by its key or another name, all service levels by
    /// `sl`; none where nothing is called so.
    package static func named(_ name: String) -> [Figure] {
        otherNames[name] ?? Figure(rawValue: name).map { [$0] } ?? []
    }

    /// All names that figures are asked for with.
    package static var names: [String] { allCases.map(\.key) + otherNames.keys.sorted() }
}
