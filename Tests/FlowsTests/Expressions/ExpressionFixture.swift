import Flows
import Telephony

/// The variables that expressions in tests read.
enum Fixture {
    static let variables: [(name: String, value: Value)] = [
        ("tries", .number(2)),
        ("numero-commande", .text("0042")),
        ("name", .text("Anna")),
        ("empty-text", .text("")),
        ("unset", .nothing),
        ("on", .truth(true)),
        ("day", .date(CivilDate(daysSince1970: 20_648))),
        ("noon", .time(secondOfDay: 43_200)),
        ("wait", .duration(.seconds(90))),
        (
            "client",
            .record([
                "segment": .text("vip"), "active": .text("true"),
                "address": .record(["town": .text("Lyon")]),
            ])
        ),
        ("pin", .secret(Secret("0042"))),
        ("lost-pin", .secret(Secret(hiddenCount: 4))),
    ]

    static func slot(_ name: String) -> Int? { variables.firstIndex { $0.name == name } }

    static var slots: [Value] { variables.map(\.value) }

    static func compile(_ text: String) throws -> CompiledExpression? {
        try Expression.parse(text).resolved(slot)
    }

    static func evaluate(_ text: String) throws -> Value? {
        var context = EvaluationContext()
        return try compile(text)?.value(slots, &context)
    }
}
