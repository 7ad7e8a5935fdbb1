import Testing

@testable import allo

@Suite struct EditionsTests {
    @Test func `what a running call came with stays until its end`() {
        var editions = Editions()
        var kept = Kept("a")
        let (first, second) = (editions.enter(), editions.enter())
        for (edition, element) in ["b", "c"].enumerated() {
            kept.add(element, for: edition + 1)
            editions.begin()
            #expect(kept.letGo(before: editions.oldest).isEmpty)
        }
        #expect(Array(kept.all) == ["c", "b", "a"])
        #expect(kept.newest == "c")
        let last = editions.enter()
        #expect(!editions.leave(first), "another call has it too")
        #expect(editions.leave(second))
        #expect(kept.letGo(before: editions.oldest) == ["a", "b"])
        #expect(Array(kept.all) == ["c"])
        #expect(!editions.leave(last), "the newest stays")
        #expect(kept.letGo(before: editions.oldest).isEmpty)
    }

    @Test func `what an edition shares with the one before it goes with the last of them`() {
        var kept = Kept("a")
        kept.add("c", for: 2)
        #expect(kept.letGo(before: 1).isEmpty, "the edition 1 has what 0 has")
        #expect(kept.letGo(before: 2) == ["a"])
        #expect(kept.letGo(before: 9).isEmpty)
        #expect(kept.newest == "c")
    }

    @Test func `a thousand editions without calls leave one`() {
        var editions = Editions()
        var kept = Kept(0)
        for edition in 1...1_000 {
            kept.add(edition, for: editions.newest + 1)
            editions.begin()
            #expect(kept.letGo(before: editions.oldest) == [edition - 1])
        }
        #expect(Array(kept.all) == [1_000])
    }
}
