import SIP
import Testing

@Suite struct MessageReaderTests {
    @Test(arguments: OddMessage.valid + OddMessage.broken + OddMessage.silent)
    func `a message is read, answered or passed over`(_ message: OddMessage) {
        let outcome: OddMessage.Outcome
        do {
            _ = try MessageReader.read(message.bytes)
            outcome = .read
        } catch {
            if let answer = error.answer {
                outcome = .answered(answer.status, error.reason)
                #expect((try? MessageReader.read(answer.bytes())) == .response(answer))
            } else {
                outcome = .silence(error.reason)
            }
        }
        #expect(outcome == message.outcome)
    }

    @Test(arguments: OddMessage.valid)
    func `what is read and written is read again as the same`(_ message: OddMessage) throws {
        let once = try MessageReader.read(message.bytes)
        #expect(try MessageReader.read(once.bytes()) == once)
    }

    @Test func `an error says the line`() {
        let text = MessageText().with("Call-ID", "Call-ID: a b")
        let error = #expect(throws: MessageError.self) { try MessageReader.read(text.bytes) }
        #expect(error?.line == 6)
        #expect(error?.description == "line 6: Call-ID can't be read")
    }

    @Test func `the first of several mistakes counts`() {
        let text = MessageText().with("Max-Forwards", "Max-Forwards: x").with("CSeq", "CSeq: x")
        let error = #expect(throws: MessageError.self) { try MessageReader.read(text.bytes) }
        #expect(error?.reason == .unreadable(.maxForwards))
    }

    @Test func `an answer says what was wrong and whose request it was`() throws {
        let text = MessageText().and("From: <sip:second@b.fr>")
        let error = #expect(throws: MessageError.self) { try MessageReader.read(text.bytes) }
        let answer = try #require(error?.answer)
        #expect(answer.reason == "Bad Request - From comes twice")
        #expect(answer.headers.all(.from) == ["\"Anne\" <sip:anne@192.0.2.7>;tag=a1"])
        #expect(answer.topVia?.branch == "z9hG4bK-1")
        #expect(answer.callID == "7f3a@192.0.2.7")
        #expect(answer.cSeq == CSeq(1, .invite))
    }

    @Test func `a request's parts are told apart`() throws {
        let request = try #require(readRequest(MessageText().body("v=0\r\nrest", length: "3")))
        #expect(request.method == .invite)
        #expect(request.uri.sip?.user == "accueil")
        #expect(request.body == Array("v=0".utf8))
        #expect(request.topVia?.port == 5060)
        #expect(request.topVia?.asksForPort == true)
        #expect(request.from?.displayName == "Anne")
        #expect(request.from?.tag == "a1")
        #expect(request.to?.tag == nil)
        #expect(request.maxForwards == 70)
        #expect(request.contacts?.first?.uri == URI("sip:anne@192.0.2.7:5060"))
    }

    @Test func `a folded value is one line`() throws {
        let request = try #require(
            readRequest(MessageText().and("Subject: one\r\n   two\r\n\tthree")))
        #expect(request.headers[.subject] == "one two three")
    }

    @Test func `a name in ISO 8859-1 is read as such`() throws {
        var bytes = MessageText().bytes
        let name = try #require(bytes.firstRange(of: Array("Anne".utf8)))
        bytes.replaceSubrange(name, with: [0x52, 0x65, 0x6E, 0xE9])
        #expect(try MessageReader.read(bytes).from?.displayName == "René")
    }

    @Test func `limits are the caller's`() {
        let limits = MessageLimits(message: 200, headers: 256, header: 8_192)
        let error = #expect(throws: MessageError.self) {
            try MessageReader.read(MessageText().bytes, limits: limits)
        }
        #expect(error?.reason == .tooLarge)
    }

    @Test func `a message lent by others is read as well`() throws {
        let bytes = MessageText().bytes
        let message = try bytes.withUnsafeBytes { try MessageReader.read($0) }
        #expect(message == (try MessageReader.read(bytes)))
    }
}
