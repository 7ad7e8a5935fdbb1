import SIP
import Testing

@Suite struct HeaderFieldsTests {
    private let headers = HeaderFields([
        .via: "one", .to: "x", .via: "two", .supported: "timer, 100rel",
    ])

    @Test func `order is kept and names are found`() {
        #expect(headers.map(\.name) == [.via, .to, .via, .supported])
        #expect(headers.first(.via) == "one")
        #expect(headers.all(.via) == ["one", "two"])
        #expect(headers.contains(.to))
        #expect(!headers.contains(.from))
    }

    @Test func `a value set takes the place of the first and removes the others`() {
        var headers = headers
        headers.set(.via, "three")
        #expect(headers.map(\.value) == ["three", "x", "timer, 100rel"])
        headers[.to] = nil
        headers.prepend(.route, "r")
        headers.append(.subject, "s")
        #expect(headers.map(\.name) == [.route, .via, .supported, .subject])
    }

    @Test func `lists are cut at commas outside of quotes and brackets`() {
        let headers = HeaderFields([
            .contact: "\"a, b\" <sip:a@b.fr?x=1,2> , <sip:c@d.fr>,,", .contact: "x",
        ])
        #expect(
            headers.list(.contact) == ["\"a, b\" <sip:a@b.fr?x=1,2>", "<sip:c@d.fr>", "x"])
        #expect(self.headers.list(.supported, contains: "100REL"))
        #expect(!self.headers.list(.supported, contains: "100"))
    }

    @Test func `a value can't smuggle in a header`() {
        var headers = HeaderFields()
        headers.append(.subject, "a\r\nVia: b\0")
        #expect(headers[.subject] == "a  Via: b ")
    }

    @Test(arguments: [
        ("v", HeaderName.via), ("CALL-ID", .callID), ("i", .callID), ("x", .sessionExpires),
        ("content-LENGTH", .contentLength), ("k", .supported),
        ("P-Asserted-Identity", .assertedIdentity),
    ])
    func `names in any form are the same`(_ text: String, _ name: HeaderName) {
        #expect(HeaderName(text) == name)
        #expect(HeaderName(text)?.hashValue == name.hashValue)
    }

    @Test func `unknown names keep their letters and compare without case`() throws {
        let name = try #require(HeaderName("X-Allo"))
        #expect(name.text == "X-Allo")
        #expect(name == HeaderName("x-ALLO"))
        #expect(name.hashValue == HeaderName("x-ALLO")?.hashValue)
        #expect(name != HeaderName("X-Alla"))
    }

    @Test(arguments: ["", "a b", "a:", "é", "a\r\n"])
    func `what is no name is refused`(_ text: String) {
        #expect(HeaderName(text) == nil)
    }
}
