import TestSupport

/// What happens to bytes on the way from an enemy.
enum Mutation {
    /// Changes, doubles, cuts out and turns round a few places.
    static func mutated(
        _ bytes: [UInt8], using generator: inout SeededGenerator
    ) -> [UInt8] {
        let special = Array("\r\n\t \"\\<>;,:=@%[]/\0\u{7F}é0-9+*?&".utf8) + [0x80, 0xFF]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...20, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(special.randomElement(using: &generator) ?? 0, at: place)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes.replaceSubrange(place..<end, with: bytes[place..<end].reversed())
            case 4: bytes.insert(contentsOf: Array("99999999999999999999".utf8), at: place)
            default:
                let byte = UInt8.random(in: .min ... .max, using: &generator)
                if place < end { bytes[place] = byte }
            }
        }
        return bytes
    }
}
