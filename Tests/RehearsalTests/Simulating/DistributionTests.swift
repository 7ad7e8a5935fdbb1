import Flows
import Telephony
import Testing

@testable import Rehearsal

@Suite struct DistributionTests {
    private static let written = [
        "constant 3m", "exponential 3m", "lognormal mean 3m sd 2m", "gamma mean 3m sd 1m",
        "gamma mean 2m sd 4m", "uniform 1m..5m",
    ]

    @Test(arguments: written)
    func `what is drawn has the mean and the deviation that are told`(_ text: String) throws {
        let distribution = try #require(Distribution(text))
        var chance = Chance(seed: 7, .talk)
        let drawn = try (0..<40_000).map { _ in
            Double(try #require(distribution.draw(from: &chance)))
        }
        let mean = drawn.reduce(0, +) / Double(drawn.count)
        let variance = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(drawn.count)
        let told = try #require(distribution.mean).milliseconds
        let deviation = try #require(distribution.deviation).milliseconds
        // Four standard errors of the mean.
        #expect(abs(mean - told) <= 4 * deviation / 200 + 1)
        #expect(abs(variance.squareRoot() - deviation) <= 0.08 * deviation + 1)
    }

    @Test(arguments: [
        ("exponential 1s", 0.5, 693.1), ("exponential 1s", 0.9, 2_302.6),
        ("uniform 1s..5s", 0.25, 2_000), ("lognormal mean 10s sd 10s", 0.5, 7_071.1),
    ])
    func `so large a share of what is drawn lies below the quantile`(
        _ text: String, _ share: Double, _ quantile: Double
    ) throws {
        let distribution = try #require(Distribution(text))
        var chance = Chance(seed: 11, .talk)
        let count = (0..<20_000).count { _ in
            Double(distribution.draw(from: &chance) ?? 0) < quantile
        }
        #expect(abs(Double(count) / 20_000 - share) < 0.015)
    }

    @Test func `the normal quantile is that of the tables`() {
        #expect(abs(Normal.quantile(0.975) - 1.959_963_984_540) < 1e-10)
        #expect(abs(Normal.quantile(0.5)) < 1e-12)
        #expect(abs(Normal.quantile(0.001) + 3.090_232_306_168) < 1e-9)
    }

    @Test func `one seed gives one row, and each purpose another`() {
        var first = Chance(seed: 3, .keys, 1, 2)
        var same = Chance(seed: 3, .keys, 1, 2)
        var others = [
            Chance(seed: 4, .keys, 1, 2), Chance(seed: 3, .talk, 1, 2),
            Chance(seed: 3, .keys, 2, 2), Chance(seed: 3, .keys, 1, 3),
        ]
        let number = first.next()
        #expect(number == same.next())
        for place in others.indices { #expect(others[place].next() != number) }
    }

    @Test func `lots are drawn by their weights`() {
        let lots = Lots([.init("a", weight: 3), .init("b", weight: 1), .init("c", weight: 0)])
        var chance = Chance(seed: 5, .keys)
        let drawn = (0..<8_000).compactMap { _ in lots.draw(from: &chance) }
        #expect(abs(Double(drawn.count { $0 == "a" }) / 8_000 - 0.75) < 0.02)
        #expect(!drawn.contains("c"))
        let parts = Lots([.init("up", weight: 0.25)])
        let some = (0..<8_000).count { _ in parts.drawPart(from: &chance) != nil }
        #expect(abs(Double(some) / 8_000 - 0.25) < 0.02)
    }

    @Test(arguments: written + ["never", "3m", "exponential 1m30s"])
    func `a distribution is written as it is read`(_ text: String) throws {
        let distribution = try #require(Distribution(text))
        #expect(Distribution(distribution.description) == distribution)
    }

    @Test(arguments: [
        "", "exponential", "lognormal mean 3m", "gamma mean 0s sd 1s", "uniform 5m..1m",
    ])
    func `what is no distribution is none`(_ text: String) {
        #expect(Distribution(text) == nil)
    }
}
