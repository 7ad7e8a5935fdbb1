import TestSupport
import Testing

@testable import SIP

@Suite struct TransactionLayerFuzzTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `no row of messages traps the layer, grows it or is left in it`(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let input = (0..<1000).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
        #expect(TransactionLayerFuzz.run(input) == nil)
    }
}
