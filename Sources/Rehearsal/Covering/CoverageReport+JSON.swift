import Telephony

extension CoverageReport {
    /// Reports as JSON: per folder and flow how much of each sort was gone through, and what never
    /// was.
    public static func json(_ reports: [CoverageReport]) -> String {
        JSONValue.object([
            .init("folders", .array(reports.map(\.json))),
            .init(
                "total",
                .object(
                    CoverageGoal.Kind.allCases.map { kind in
                        let share = reports.map { $0.share(of: kind) }
                            .reduce(CoverageShare()) { $0 + $1 }
                        return .init(kind.rawValue, share.json)
                    })),
        ]).text + "\n"
    }

    private var json: JSONValue {
        .object([
            .init("folder", .string(name)),
            .init("flows", .array(parts.map(\.json))),
        ])
    }
}

extension CoverageReport.Part {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("flow", .string(name)), .init("file", .string(file)),
            .init("never", .array(unmet.map(\.json))),
        ]
        for kind in CoverageGoal.Kind.allCases {
            members.append(.init(kind.rawValue, share(of: kind).json))
        }
        return .object(members)
    }
}

extension CoverageShare {
    fileprivate var json: JSONValue {
        .object([.init("covered", .integer(met)), .init("total", .integer(total))])
    }
}

extension CoverageGoal {
    fileprivate var json: JSONValue {
        .object([
            .init("kind", .string(kind.rawValue)), .init("name", .string(name)),
            .init("file", .string(position.file)), .init("line", .integer(position.line)),
            .init("column", .integer(position.column)),
        ])
    }
}
