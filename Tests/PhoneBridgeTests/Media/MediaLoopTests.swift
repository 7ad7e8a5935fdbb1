import Media
import Telephony
import Testing

@testable import PhoneBridge

@Suite struct MediaLoopTests {
    @Test func `a stream whose keys were refused sends again once it has good ones`() throws {
        let settings = MediaEngine.Settings(
            ports: 20_000...60_000, threads: 1, detector: { DeafDetector() }, handle: { _ in })
        let loop = try MediaLoop(
            try Mailbox(), settings: settings, silence: SilenceTable(SoundEncoders([:])),
            lateness: LatenessMeter(), epoch: MonotonicClock.now)
        loop.bench.now = MonotonicClock.now
        let peer = try TestPeer()
        let port = MediaPort.ID(rawValue: 1)
        loop.open(port, on: try PortPool(settings.ports).lend(on: .loopback))
        let opened = loop.table[port]
        let stream = try #require(opened)
        var tick: Int64? { stream.pointee.dueTick }
        let terms = StreamTerms(peer.agreement())
        loop.start(stream, as: terms, security: nil)
        #expect(tick != nil)
        // As where the library refuses the keys of a new agreement.
        stream.pointee.terms = nil
        let limit = MonotonicClock.now + 5_000_000_000
        while tick != nil, MonotonicClock.now < limit {
            MonotonicClock.sleep(until: MonotonicClock.now + 1_000_000)
            loop.sendDue()
        }
        #expect(tick == nil)
        loop.start(stream, as: terms, security: nil)
        #expect(tick != nil)
        loop.destroy(stream)
    }
}
