import Glibc
import Telephony
import Testing

@testable import PhoneBridge

@Suite struct PortPoolTests {
    /// A range of so many pairs that nobody else uses now.
    private func freeRange(pairs: Int) throws -> ClosedRange<UInt16> {
        let probe = try PortPool(20_000...60_000).lend(on: .loopback)
        let first = probe.endpoint.port
        return first...(first + UInt16(pairs * 2 - 1))
    }

    @Test func `RTP has an even port, and RTCP the next`() throws {
        let pair = try PortPool(20_001...60_000).lend(on: .loopback)
        #expect(pair.endpoint.port.isMultiple(of: 2))
        #expect(throws: SystemFailure("bind", code: EADDRINUSE)) {
            _ = try DatagramSocket(
                at: IPEndpoint(.loopback, port: pair.endpoint.port + 1))
        }
    }

    @Test func `a range that is used up is an error, until a pair is given back`() throws {
        let pool = PortPool(try freeRange(pairs: 1))
        var pair: SocketPair? = try pool.lend(on: .loopback)
        #expect(pool.lentCount == 1)
        let error = #expect(throws: PhoneBridgeError.self) { try pool.lend(on: .loopback) }
        #expect(error?.reason == .portsExhausted)
        withExtendedLifetime(pair) {}
        pair = nil
        #expect(pool.lentCount == 0)
        pair = try pool.lend(on: .loopback)
        #expect(pair != nil)
    }

    @Test func `ports that others hold are passed over`() throws {
        let range = try freeRange(pairs: 3)
        let other = try PortPool(range).lend(on: .loopback)
        let pool = PortPool(range)
        let pairs = [try pool.lend(on: .loopback), try pool.lend(on: .loopback)]
        #expect(Set(pairs.map(\.endpoint.port)).isDisjoint(with: [other.endpoint.port]))
        let error = #expect(throws: PhoneBridgeError.self) { try pool.lend(on: .loopback) }
        #expect(error?.reason == .portsExhausted)
        #expect(pool.lentCount == 2)
    }

    @Test(arguments: [UInt16(7_001)...7_001, 7_001...7_002, 65_535...65_535])
    func `a range without a pair has no port`(range: ClosedRange<UInt16>) {
        let error = #expect(throws: PhoneBridgeError.self) {
            try PortPool(range).lend(on: .loopback)
        }
        #expect(error?.reason == .portsExhausted)
    }

    @Test func `an address of another machine is an error of its own`() throws {
        let elsewhere = try #require(IPAddress("192.0.2.1"))
        let error = #expect(throws: PhoneBridgeError.self) {
            try PortPool(20_000...60_000).lend(on: elsewhere)
        }
        #expect(error?.reason == .media)
    }
}
