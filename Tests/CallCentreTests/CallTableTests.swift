import CallCentre
import Telephony
import Testing

@Suite struct CallTableTests {
    private let anne = CallID(rawValue: "anne")
    private let bob = CallID(rawValue: "bob")

    @Test func `What belongs to a call is found and changed by its name`() {
        var table = CallTable<[Int]>()
        table[anne] = [1]
        table[bob] = [2]
        table[anne]?.append(3)
        #expect(table[anne] == [1, 3])
        #expect(table[bob] == [2])
        #expect(table.count == 2)
    }

    @Test func `A call that is gone leaves its place to another, and nothing of itself`() {
        var table = CallTable<[Int]>()
        table[anne] = [1]
        table[anne] = nil
        table[bob] = [2]
        #expect(table[anne] == nil)
        #expect(table[bob] == [2])
        #expect(table.count == 1)
    }

    @Test func `Changing what belongs to a call that is not there changes nothing`() {
        var table = CallTable<[Int]>()
        table[anne]?.append(1)
        table[bob] = nil
        #expect(table[anne] == nil)
        #expect(table.count == 0)
    }

    @Test func `What belongs to a call is changed in its place, and may be taken away`() {
        var table = CallTable<[Int]>()
        table[anne] = [1]
        table[bob] = [2]
        table.access(anne) { $0?.append(3) }
        #expect(table.access(bob) { $0?.count } == 1)
        #expect(table[anne] == [1, 3] && table[bob] == [2])
        table.access(anne) { $0 = nil }
        #expect(table[anne] == nil && table.count == 1)
        // Nobody is given a place by this, whatever it is changed to.
        table.access(anne) { $0 = [9] }
        #expect(table[anne] == nil && table.count == 1)
        table[CallID(rawValue: "eve")] = [4]
        #expect(table.count == 2 && table[bob] == [2])
    }

    @Test func `A copy goes its own way`() {
        var table = CallTable<[Int]>()
        table[anne] = [1]
        var copy = table
        copy[anne]?.append(2)
        copy[bob] = [3]
        #expect(table[anne] == [1])
        #expect(table[bob] == nil)
        #expect(copy[anne] == [1, 2])
    }
}
