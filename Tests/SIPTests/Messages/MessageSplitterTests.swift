import SIP
import Testing

@Suite struct MessageSplitterTests {
    private let invite = MessageText().body("v=0", length: "3")
    private let bye = MessageText().first("BYE sip:a@b.fr SIP/2.0", cSeq: "2 BYE").body(
        "", length: "0")

    private func all(_ splitter: inout MessageSplitter) throws -> [StreamItem] {
        var items: [StreamItem] = []
        while let item = try splitter.next() { items.append(item) }
        return items
    }

    @Test(arguments: [1, 2, 3, 7, 64, 10_000])
    func `messages come out whole however the stream is cut`(_ size: Int) throws {
        let stream = invite.bytes + bye.bytes + invite.bytes
        var splitter = MessageSplitter()
        var items: [StreamItem] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            splitter.append(stream[start..<min(start + size, stream.count)])
            items += try all(&splitter)
        }
        let expected = try [invite, bye, invite].map {
            StreamItem.message(try MessageReader.read($0.bytes))
        }
        #expect(items == expected)
        #expect(splitter.pendingBytes == 0)
    }

    @Test func `two line ends are a ping and one is a pong`() throws {
        var splitter = MessageSplitter()
        splitter.append(MessageSplitter.ping + invite.bytes)
        #expect(try splitter.next() == .ping)
        #expect(try splitter.next() == .message(MessageReader.read(invite.bytes)))
        splitter.append(MessageSplitter.pong)
        #expect(try splitter.next() == .pong)
        #expect(try splitter.next() == nil)
        splitter.append(bye.bytes)
        #expect(try all(&splitter).count == 1)
    }

    @Test func `a ping in pieces is a ping`() throws {
        var splitter = MessageSplitter()
        var items: [StreamItem] = []
        for byte in MessageSplitter.ping {
            splitter.append([byte])
            items += try all(&splitter)
        }
        #expect(items == [.pong, .ping])
    }

    @Test func `a message without a length ends the stream`() throws {
        var splitter = MessageSplitter()
        splitter.append(MessageText().bytes)
        let error = #expect(throws: MessageError.self) { try splitter.next() }
        #expect(error?.reason == .missing(.contentLength))
        #expect(error?.answer?.status == 400)
        #expect(splitter.isBroken)
        splitter.append(bye.bytes)
        #expect(try splitter.next() == nil)
        #expect(splitter.pendingBytes == 0)
    }

    @Test(arguments: ["x", "-1", "3\r\nl: 4", "3\r\n 4", "99999999999"])
    func `a length that can't be read ends the stream`(_ length: String) throws {
        var splitter = MessageSplitter()
        splitter.append(MessageText().body("abc", length: length).bytes)
        let error = #expect(throws: MessageError.self) { try splitter.next() }
        #expect(error?.reason == .unreadable(.contentLength))
        #expect(splitter.isBroken)
    }

    @Test func `a body beyond the limit is refused before it comes`() throws {
        var splitter = MessageSplitter()
        splitter.append(MessageText().body("", length: "65536").bytes)
        let error = #expect(throws: MessageError.self) { try splitter.next() }
        #expect(error?.reason == .tooLarge)
        #expect(error?.answer?.status == 513)
        #expect(splitter.isBroken)
    }

    @Test func `a head without an end is given up at the limit`() throws {
        var splitter = MessageSplitter()
        var taken = 0
        let line = Array("X-More: 0123456789\r\n".utf8)
        splitter.append(Array("INVITE sip:a@b.fr SIP/2.0\r\n".utf8))
        let error = #expect(throws: MessageError.self) {
            while try splitter.next() == nil, taken < 100_000 {
                splitter.append(line)
                taken += line.count
            }
        }
        #expect(error?.reason == .tooLarge)
        #expect(taken < 66_000)
    }

    @Test func `a broken message does not end the stream`() throws {
        var splitter = MessageSplitter()
        splitter.append(invite.with("To", "To: \"x").bytes + bye.bytes)
        let error = #expect(throws: MessageError.self) { try splitter.next() }
        #expect(error?.reason == .unreadable(.to))
        #expect(!splitter.isBroken)
        #expect(try splitter.next() == .message(MessageReader.read(bye.bytes)))
    }
}
