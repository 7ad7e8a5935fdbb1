import Telephony
import TestSupport
import Testing

@testable import Media

@Suite struct TelephoneEventTests {
    @Test func `a report is written as RFC 4733 draws it`() {
        var bytes = [UInt8](repeating: 0xFF, count: 4)
        let event = TelephoneEvent(code: 11, isEnd: true, volume: 10, duration: 0x0320)
        bytes.withUnsafeMutableBytes { event.write(into: $0) }
        #expect(bytes == [11, 0x8A, 0x03, 0x20])
        #expect(bytes.withUnsafeBytes { TelephoneEvent($0) } == event)
        #expect(event.digit == .hash)
    }

    @Test func `a payload too short is none, and what follows is left alone`() {
        for count in 0..<4 {
            #expect(
                [UInt8](repeating: 1, count: count).withUnsafeBytes { TelephoneEvent($0) } == nil)
        }
        let event = [UInt8]([1, 0x0A, 0, 160, 9, 9]).withUnsafeBytes { TelephoneEvent($0) }
        #expect(event == TelephoneEvent(code: 1, isEnd: false, duration: 160))
    }

    @Test func `the reserved bit means nothing`() {
        let event = [UInt8]([1, 0x4A, 0, 160]).withUnsafeBytes { TelephoneEvent($0) }
        #expect(event == TelephoneEvent(code: 1, isEnd: false, volume: 10, duration: 160))
    }

    @Test func `codes from 16 on are no keys`() {
        #expect(
            (0...255).filter { code in
                TelephoneEvent(code: UInt8(code), isEnd: false, duration: 0).digit != nil
            } == Array(0...15))
    }
}
