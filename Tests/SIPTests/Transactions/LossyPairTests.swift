import TestSupport
import Testing

@testable import SIP

@Suite struct LossyPairTests {
    /// No packet is later than T1: a copy that overtakes nobody but comes after 64 T1 is a new
    /// request to any server of RFC 3261.
    static let weathers: [LossyPair.Weather] = [
        .init(),
        .init(loss: 5, doubling: 5),
        .init(loss: 30, doubling: 10, delay: .milliseconds(450)),
        .init(loss: 80, doubling: 50, delay: .milliseconds(450)),
        .init(loss: 100),
        .init(delay: .milliseconds(1), transport: .tcp),
    ]

    @Test(arguments: weathers, 0..<10 as Range<UInt64>)
    func `every transaction ends once, whatever the network does`(
        weather: LossyPair.Weather, seed: UInt64
    ) {
        var pair = LossyPair(weather, seed: seed)
        var chance = SeededGenerator(seed: seed &* 7919)
        for index in 0..<60 {
            let isInvite = Bool.random(using: &chance)
            let status = [200, 202, 302, 404, 486, 503, 603].randomElement(using: &chance) ?? 200
            let final = (status, Duration.milliseconds(Int.random(in: 0..<3000, using: &chance)))
            let ring = (180, final.1 / 2)
            let isCancelled = isInvite && Int.random(in: 0..<4, using: &chance) == 0
            pair.begin(
                isInvite ? .invite : .options, "call-\(index)",
                answers: Bool.random(using: &chance) ? [ring, final] : [final],
                cancelAfter: isCancelled
                    ? .milliseconds(Int.random(in: 0..<2000, using: &chance)) : nil)
        }
        let isOver = pair.run()
        #expect(isOver, "something goes on for ever")
        #expect(pair.client.census == .empty)
        #expect(pair.server.census == .empty)
        for (name, story) in pair.stories { check(name, story, weather) }
    }

    private func check(_ name: String, _ story: LossyPair.Story, _ weather: LossyPair.Weather) {
        #expect(story.arrivals <= 1, "\(name) was delivered more than once")
        #expect(story.arrivals == (story.isHeard ? 1 : 0), "\(name)")
        let isAccepted = story.request.method == .invite && (story.finals.first ?? 0) < 300
        #expect(isAccepted || story.finals.count <= 1, "\(name): \(story.finals)")
        #expect(Set(story.finals).count <= 1, "\(name): \(story.finals)")
        // Exactly one end is told: a final response or a timeout.
        #expect((story.finals.isEmpty ? 0 : 1) + story.timeouts == 1, "\(name)")
        // In any but hopeless weather what gets through in time is what is told.
        if weather.loss <= 30, story.isAnswerHeard {
            #expect(!story.finals.isEmpty, "\(name): an answer got lost in the layer")
        }
    }
}
