import SIP
import Telephony
import Testing

@testable import PhoneBridge

@Suite struct VisitTableTests {
    private let home = PeerID.trunk("home")
    private let renamed = PeerID.trunk("renamed")

    @Test func `an address is known as long as a leg is there, and for the last words`() {
        var table = VisitTable()
        table.begin(.loopback, as: home, now: .zero)
        table.begin(.loopback, as: home, now: .zero)
        table.end(.loopback, as: home, now: .seconds(10))
        #expect(table.hasLegs(at: .loopback))
        #expect(table.peer(at: .loopback, now: .seconds(1_000)) == home)
        table.end(.loopback, as: home, now: .seconds(1_000))
        #expect(!table.hasLegs(at: .loopback))
        #expect(table.peer(at: .loopback, now: .seconds(1_031)) == home)
        #expect(table.peer(at: .loopback, now: .seconds(1_032)) == nil)
        // One that comes back stays.
        table.begin(.loopback, as: home, now: .seconds(1_010))
        #expect(table.peer(at: .loopback, now: .seconds(2_000)) == home)
    }

    @Test func `an address may be known by several names at once`() {
        var table = VisitTable()
        table.begin(.loopback, as: home, now: .zero)
        table.begin(.loopback, as: renamed, now: .zero)
        table.end(.loopback, as: home, now: .zero)
        // An end too many is no matter.
        table.end(.loopback, as: home, now: .zero)
        #expect(table.contains(.loopback, as: home, now: .seconds(31)))
        #expect(!table.contains(.loopback, as: home, now: .seconds(32)))
        #expect(table.contains(.loopback, as: renamed, now: .seconds(32)))
        #expect(table.peer(at: .loopback, now: .seconds(32)) == renamed)
        #expect(!table.contains(.v4(1), as: renamed, now: .zero))
    }

    @Test func `addresses that are over are forgotten when there are many`() {
        var table = VisitTable()
        for number in 0..<10_000 as Range<UInt32> {
            let now = Duration.seconds(Int64(number))
            table.begin(.v4(number), as: home, now: now)
            if number > 0 { table.end(.v4(number), as: home, now: now) }
        }
        #expect(table.count <= 1_024)
        #expect(table.hasLegs(at: .v4(0)))
    }
}
