import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Inputs that were worth keeping, and what is near to them: nothing may trap (`make fuzz` looks
/// further).
@Suite struct `Whatever bytes come` {
    @Test(arguments: FuzzTarget.allCases)
    func `nothing traps and no promise is broken`(target: FuzzTarget) throws {
        let inputs = try Self.corpus(of: target)
        #expect(!inputs.isEmpty)
        for input in inputs { target.run(input) }
        var chance = SeededGenerator(seed: 4_475)
        for _ in 0..<2_000 {
            target.run(Self.changed(inputs, using: &chance))
        }
    }

    private static func corpus(of target: FuzzTarget) throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Corpus/\(target.rawValue)")
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }.map { [UInt8](try Data(contentsOf: $0)) }
    }

    /// One of the inputs with a few bytes changed, left out, doubled, or taken from another.
    private static func changed(
        _ inputs: [[UInt8]], using chance: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = inputs.randomElement(using: &chance) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &chance) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            let end = min(bytes.count, place + Int.random(in: 1...16, using: &chance))
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
            default:
                let other = inputs.randomElement(using: &chance) ?? []
                let from = Int.random(in: 0...other.count, using: &chance)
                bytes.insert(contentsOf: other.dropFirst(from).prefix(24), at: place)
            }
        }
        return bytes
    }
}
