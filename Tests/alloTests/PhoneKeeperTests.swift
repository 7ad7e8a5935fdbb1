import SIP
import Telephony
import Testing

@testable import allo

/// The lines in which telephones are kept.
@Suite struct PhoneKeeperTests {
    private let phone = RegisteredPhone(
        user: "anne", contact: "sip:anne@127.0.0.1:5081",
        remote: IPEndpoint(.v4(0x7F00_0001), port: 5_081),
        local: 1, preference: 500, remaining: .seconds(55), callID: "a \"b\"", number: 3)

    @Test func `a line tells all of a telephone, whenever it is read`() throws {
        let line = phone.line(unixNow: .seconds(1_000))
        #expect(!line.contains("\n"))
        #expect(RegisteredPhone(line: line, unixNow: .seconds(1_000)) == phone)
        let later = try #require(RegisteredPhone(line: line, unixNow: .seconds(1_050)))
        #expect(later.remaining == .seconds(5))
    }

    @Test(
        arguments: [
            "", "{}", "[]", "not json", #"{"user":"anne"}"#,
            #"{"call-id":"c","contact":"sip:a@b","from":"nowhere","listener":0,"number":1,"preference":0,"until-ms":9000000,"user":"a"}"#,
            #"{"call-id":"c","contact":"sip:a@b","from":"127.0.0.1:5","listener":999,"number":1,"preference":0,"until-ms":9000000,"user":"a"}"#,
            #"{"call-id":"c","contact":"sip:a@b","from":"127.0.0.1:5","listener":0,"number":1,"preference":0,"until-ms":1,"user":"a"}"#,
        ])
    func `what is no telephone, or is over, is none`(line: String) {
        #expect(RegisteredPhone(line: line, unixNow: .seconds(1_000)) == nil)
    }

    @Test func `a telephone that is called over TCP is one when it is read again`() throws {
        var other = phone
        other.transport = .tcp
        let line = other.line(unixNow: .seconds(1_000))
        #expect(RegisteredPhone(line: line, unixNow: .seconds(1_000)) == other)
        // A server that knew no other way than UDP said nothing of it.
        let older = line.replacing(#","transport":"TCP""#, with: "")
        #expect(older != line)
        #expect(RegisteredPhone(line: older, unixNow: .seconds(1_000)) == phone)
        let odd = line.replacing("TCP", with: "SCTP")
        #expect(RegisteredPhone(line: odd, unixNow: .seconds(1_000)) == nil)
    }

    @Test func `a clock that was set back gives nobody a place for ever`() throws {
        let line = phone.line(unixNow: .seconds(1_000_000))
        let read = try #require(RegisteredPhone(line: line, unixNow: .seconds(1_000)))
        #expect(read.remaining == .seconds(3_600))
    }
}
