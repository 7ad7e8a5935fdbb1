import Rehearsal
import Telephony
import Testing

@Suite struct SampleTests {
    @Test func `a sample keeps the order, and is the same for the same seed`() {
        let all = Array(0..<1_000)
        let sample = all.sample(100, seed: 7)
        #expect(sample.count == 100)
        #expect(sample == sample.sorted())
        #expect(sample == all.sample(100, seed: 7))
        #expect(sample != all.sample(100, seed: 8))
    }

    @Test(arguments: [(0, 0), (3, 3), (10, 3), (-1, 0)])
    func `as many are drawn as are wanted and there`(wanted: Int, drawn: Int) {
        #expect([1, 2, 3].sample(wanted, seed: 1).count == drawn)
    }

    @Test func `each element is drawn as often as any other`() {
        var counts = [Int](repeating: 0, count: 10)
        for seed in 0..<2_000 {
            for index in Array(0..<10).sample(3, seed: UInt64(seed)) { counts[index] += 1 }
        }
        #expect(counts.allSatisfy { abs($0 - 600) < 90 }, "\(counts)")
    }

    @Test func `the summary leaves what nobody could run out of the share`() {
        let fates: [MutantResult.Fate] = [
            .refused, .caught(by: "a.call", at: nil), .caught(by: "a.call", at: nil), .survived,
        ]
        let results = fates.map {
            MutantResult(position: nil, kind: "exit-redirected", change: "x", fate: $0)
        }
        #expect(
            results.summary
                == "4 faults: 1 refused by allo check; of the other 3, 2 caught (66 %): 2 by transcripts, "
                + "0 by invariants; 1 survived")
    }
}
