import SIP
import Testing

@Suite struct ContentTests {
    private func response(_ type: String, _ body: String) -> Response {
        Response(200, headers: HeaderFields([.contentType: type]), body: Array(body.utf8))
    }

    private let several = [
        "ignored", "--x 1", "Content-Type: application/isup;version=x", "", "binary\r\nv=1",
        "--x 1",
        "c : Application/SDP", "Content-Disposition: session", "", "v=0", "s=-", "--x 1--", "after",
    ].joined(separator: "\r\n")

    @Test func `a body of one kind is that kind's`() {
        let response = response("Application/SDP ; charset=x", "v=0\r\n")
        #expect(response.contentType == "application/sdp")
        #expect(response.content("application/sdp") == Array("v=0\r\n".utf8))
        #expect(response.content("application/isup") == nil)
    }

    @Test func `a part of a body of several is found`() {
        let response = response("multipart/mixed;boundary=\"x 1\"", several)
        #expect(response.content("application/sdp") == Array("v=0\r\ns=-".utf8))
        #expect(response.content("application/isup") == Array("binary\r\nv=1".utf8))
        #expect(response.content("text/plain") == nil)
    }

    @Test(arguments: [
        "multipart/mixed", "multipart/mixed;boundary=other", "application", "/sdp", "",
        "application/sdp;", "multipart/mixed;boundary=",
    ])
    func `a kind that can't be read has no content`(_ type: String) {
        #expect(response(type, several).content("application/sdp") == nil)
    }

    @Test(arguments: [
        "--x 1", "--x 1\r\n--x 1\r\n--x 1--", "--x 1\r\nContent-Type: application/sdp",
    ])
    func `parts that are cut off have no content`(_ body: String) {
        let response = response("multipart/mixed;boundary=\"x 1\"", body)
        #expect(response.content("application/sdp") == nil)
    }
}
