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
            let gone1 = kept.letGo(before: editions.oldest)
            #expect(gone1.isEmpty)
        }
        #expect(Array(kept.all) == ["c", "b", "a"])
        #expect(kept.newest == "c")
        let last = editions.enter()
        let firstEnds = editions.leave(first)
        #expect(!firstEnds, "another call has it too")
        let secondEnds = editions.leave(second)
        #expect(secondEnds)
        let gone2 = kept.letGo(before: editions.oldest)
        #expect(gone2 == ["a", "b"])
        #expect(Array(kept.all) == ["c"])
        let lastEnds = editions.leave(last)
        #expect(!lastEnds, "the newest stays")
        let gone3 = kept.letGo(before: editions.oldest)
        #expect(gone3.isEmpty)
    }

    @Test func `what an edition shares with the one before it goes with the last of them`() {
        var kept = Kept("a")
        kept.add("c", for: 2)
        let gone4 = kept.letGo(before: 1)
        #expect(gone4.isEmpty, "the edition 1 has what 0 has")
        let gone5 = kept.letGo(before: 2)
        #expect(gone5 == ["a"])
        let gone6 = kept.letGo(before: 9)
        #expect(gone6.isEmpty)
        #expect(kept.newest == "c")
    }

    @Test func `a thousand editions without calls leave one`() {
        var editions = Editions()
        var kept = Kept(0)
        for edition in 1...1_000 {
            kept.add(edition, for: editions.newest + 1)
            editions.begin()
            let gone7 = kept.letGo(before: editions.oldest)
            #expect(gone7 == [edition - 1])
        }
        #expect(Array(kept.all) == [1_000])
    }
}
