import SIP
import Telephony
import Testing

@testable import PhoneBridge

@Suite struct ConnectionTableTests {
    private let remote = IPEndpoint(.loopback, port: 5060)

    @Test func `the latest connection to an end is the one that is used`() {
        var table = ConnectionTable()
        let first = table.add(.tcp, to: remote, local: 0, channel: nil, now: .zero)
        let second = table.add(.tcp, to: remote, local: 0, channel: nil, now: .zero)
        #expect(table.connection(.tcp, to: remote)?.id == second.id)
        #expect(table.connection(.tls, to: remote) == nil)
        table.remove(first.id)
        #expect(table.connection(.tcp, to: remote)?.id == second.id)
        table.remove(second.id)
        #expect(table.connection(.tcp, to: remote) == nil)
    }

    @Test func `connections are counted by source`() {
        var table = ConnectionTable()
        let first = table.add(.tcp, to: remote, local: 0, channel: nil, now: .zero)
        _ = table.add(
            .tls, to: IPEndpoint(.loopback, port: 9), local: 0, channel: nil, now: .zero)
        #expect(table.count(with: .loopback) == 2)
        table.remove(first.id)
        table.remove(first.id)
        #expect(table.count(with: .loopback) == 1)
        #expect(table.count == 1)
    }

    @Test func `a connection that never comes about is overdue`() {
        var table = ConnectionTable()
        let limits = Configuration.Limits()
        _ = table.add(.tcp, to: remote, local: 0, channel: nil, now: .zero)
        #expect(table.overdue(now: limits.connecting, limits: limits) { _ in false }.isEmpty)
        #expect(
            table.overdue(now: limits.connecting + .seconds(1), limits: limits) { _ in false }.count
                == 1)
    }

    @Test func `a message that never ends is overdue, and silence is`() {
        var table = ConnectionTable()
        let limits = Configuration.Limits()
        let entry = table.add(.tcp, to: remote, local: 0, channel: nil, now: .zero)
        table[entry.id]?.isReady = true
        table[entry.id]?.incompleteSince = .seconds(1)
        table[entry.id]?.lastHeard = limits.messageTime
        #expect(table.overdue(now: limits.messageTime, limits: limits) { _ in false }.isEmpty)
        #expect(
            table.overdue(now: limits.messageTime + .seconds(2), limits: limits) { _ in false }
                .count == 1)
        table[entry.id]?.incompleteSince = nil
        #expect(
            table.overdue(now: limits.messageTime + .seconds(2), limits: limits) { _ in false }
                .isEmpty)
        #expect(
            table.overdue(
                now: limits.messageTime + limits.idleConnection + .seconds(1), limits: limits
            ) { _ in false }
            .count == 1)
    }

    @Test func `one that is needed may be silent, but not begin a message and leave it`() {
        var table = ConnectionTable()
        let limits = Configuration.Limits()
        let entry = table.add(.tcp, to: remote, local: 0, channel: nil, now: .zero)
        table[entry.id]?.isReady = true
        let late = limits.idleConnection + .seconds(3_600)
        #expect(table.overdue(now: late, limits: limits) { $0.id == entry.id }.isEmpty)
        #expect(table.overdue(now: late, limits: limits) { $0.id != entry.id }.count == 1)
        table[entry.id]?.incompleteSince = .seconds(1)
        #expect(table.overdue(now: late, limits: limits) { $0.id == entry.id }.count == 1)
    }
}
