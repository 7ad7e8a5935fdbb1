import Telephony
import Testing

@testable import Media

@Suite struct SourceLockTests {
    private let peer = IPEndpoint(.loopback, port: 4_000)
    private let otherPort = IPEndpoint(.loopback, port: 4_002)
    private let elsewhere = IPEndpoint(.v4(0xC000_0201), port: 4_000)

    /// Judges packets with these sequence numbers, 20 ms apart.
    private func judge(
        _ lock: inout SourceLock, _ sequences: some Sequence<UInt16>, from endpoint: IPEndpoint,
        source: UInt32 = 1, at start: Duration = .zero
    ) -> [SourceLock.Verdict] {
        var now = start
        return sequences.map { sequence in
            now += .milliseconds(20)
            return lock.judge(
                RTPHeader(payloadType: 8, sequence: sequence, timestamp: 0, source: source),
                from: endpoint, now: now)
        }
    }

    @Test func `the negotiated address is heard at once and locked with its fourth packet`() {
        var lock = SourceLock(negotiated: peer)
        #expect(judge(&lock, 1...3, from: peer) == [.peer, .peer, .peer])
        #expect(lock.locked == nil)
        #expect(judge(&lock, 4...4, from: peer) == [.peer])
        #expect(lock.locked == peer)
    }

    @Test func `numbers that wrap around are in sequence`() {
        var lock = SourceLock(negotiated: peer)
        _ = judge(&lock, [65_534, 65_535, 0, 1], from: peer)
        #expect(lock.locked == peer)
    }

    @Test func `a gap begins the count again`() {
        var lock = SourceLock(negotiated: peer)
        _ = judge(&lock, [1, 2, 3, 5, 6, 7], from: peer)
        #expect(lock.locked == nil)
        _ = judge(&lock, [8], from: peer)
        #expect(lock.locked == peer)
    }

    @Test func `another port of the host is on probation until it is locked`() {
        var lock = SourceLock(negotiated: peer)
        #expect(
            judge(&lock, 1...5, from: otherPort)
                == [.onProbation, .onProbation, .onProbation, .peer, .peer])
    }

    @Test func `packets of another stream do not go on with a row`() {
        var lock = SourceLock(negotiated: peer)
        _ = judge(&lock, 1...3, from: otherPort, source: 1)
        #expect(judge(&lock, 4...4, from: otherPort, source: 2) == [.onProbation])
    }

    @Test func `strangers are refused before the lock and after it`() {
        var lock = SourceLock(negotiated: peer)
        #expect(Set(judge(&lock, 1...6, from: elsewhere)) == [.stranger])
        _ = judge(&lock, 1...4, from: peer)
        #expect(Set(judge(&lock, 5...10, from: otherPort)) == [.stranger])
        #expect(lock.locked == peer)
    }

    @Test func `anybody may be locked where the policy says so`() {
        var lock = SourceLock(negotiated: peer, policy: .anyHost)
        #expect(judge(&lock, 1...4, from: elsewhere).last == .peer)
        #expect(lock.locked == elsewhere)
    }

    @Test func `a locked address that is not the negotiated one gives way to it`() {
        var lock = SourceLock(negotiated: peer)
        _ = judge(&lock, 1...4, from: otherPort)
        #expect(
            judge(&lock, 1...4, from: peer)
                == [.onProbation, .onProbation, .onProbation, .peer])
        #expect(judge(&lock, 5...5, from: otherPort) == [.stranger])
    }

    @Test func `after a silence another may take its place`() {
        var lock = SourceLock(negotiated: peer)
        _ = judge(&lock, 1...4, from: peer)
        #expect(judge(&lock, 1...4, from: otherPort, at: .seconds(1)).last == .stranger)
        #expect(judge(&lock, 5...8, from: otherPort, at: .seconds(3)).last == .peer)
        #expect(lock.locked == otherPort)
    }

    @Test func `another negotiated address opens the lock, the same one does not`() {
        var lock = SourceLock(negotiated: peer)
        _ = judge(&lock, 1...4, from: peer)
        lock.renegotiate(peer)
        #expect(lock.locked == peer)
        lock.renegotiate(elsewhere)
        #expect(lock.locked == nil)
        #expect(judge(&lock, 1...1, from: elsewhere) == [.peer])
        #expect(judge(&lock, 5...5, from: peer) == [.stranger])
    }
}
