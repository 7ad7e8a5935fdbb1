import Testing

@testable import SIP

@Suite struct KeyIndexTests {
    private let names = (0..<3).map { TransactionID(place: $0, generation: 0) }

    /// All keys have the same hash here.
    private func find(_ key: String, in index: KeyIndex<String>, _ keys: [String]) -> TransactionID?
    {
        index.find(key, hash: 7) { id in keys[Int(id.place)] == key }
    }

    @Test func `keys whose hashes meet are told apart, in whatever order they leave`() {
        let keys = ["a", "b", "c"]
        for leaving in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            var index = KeyIndex<String>()
            for (name, key) in zip(names, keys) { index.insert(name, key, hash: 7) }
            #expect(index.count == 3)
            var left = Set(0..<3)
            for place in leaving {
                index.remove(names[place], keys[place], hash: 7)
                left.remove(place)
                for (number, key) in keys.enumerated() {
                    #expect(
                        find(key, in: index, keys)
                            == (left.contains(number) ? names[number] : nil))
                }
            }
            #expect(index.count == 0)
        }
    }

    @Test func `a place that was left is taken again`() {
        var index = KeyIndex<String>()
        index.insert(names[0], "a", hash: 7)
        index.insert(names[1], "b", hash: 7)
        index.remove(names[0], "a", hash: 7)
        index.insert(names[2], "c", hash: 7)
        #expect(find("b", in: index, ["a", "b", "c"]) == names[1])
        #expect(find("c", in: index, ["a", "b", "c"]) == names[2])
        #expect(index.find("d", hash: 8) { _ in true } == nil)
    }
}
