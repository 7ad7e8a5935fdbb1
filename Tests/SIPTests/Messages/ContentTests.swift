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

    private func session(_ boundary: String, _ lines: [String]) -> [UInt8]? {
        response("multipart/mixed;boundary=\(boundary)", lines.joined(separator: "\r\n"))
            .content("application/sdp")
    }

    @Test func `a boundary that begins with another is another`() {
        let lines = [
            "--ab", "Content-Type: application/sdp", "", "v=0", "--abc", "s=-", "--ab-", "--ab--",
        ]
        #expect(session("ab", lines) == Array("v=0\r\n--abc\r\ns=-\r\n--ab-".utf8))
    }

    @Test func `blanks may follow a boundary, and its characters may be odd`() {
        let boundary = "'()+_,-./:=? x"
        let lines = [
            "preamble", "--\(boundary) \t", "Content-Type: application/sdp", "", "v=0",
            "--\(boundary)--  ",
        ]
        #expect(session("\"\(boundary)\"", lines) == Array("v=0".utf8))
    }

    @Test func `nothing is read behind the last part`() {
        let lines = ["--b", "", "x", "--b--", "--b", "Content-Type: application/sdp", "", "v=0"]
        #expect(session("b", lines + ["--b--"]) == nil)
    }

    @Test func `a part without headers is not read as if its text were some`() {
        let lines = ["--b", "", "Content-Type: application/sdp", "", "v=0", "--b--"]
        #expect(session("b", lines) == nil)
    }

    @Test func `a folded header of a part is read`() {
        let lines = ["--b", "Content-Type:", "  application/sdp", "", "v=0", "--b--"]
        #expect(session("b", lines) == Array("v=0".utf8))
    }

    @Test func `of several parts the first that fits is taken`() {
        let part = ["--b", "Content-Type: application/sdp", ""]
        #expect(session("b", part + ["v=0"] + part + ["v=1", "--b--"]) == Array("v=0".utf8))
    }

    @Test func `a boundary longer than senders may make them is none`() {
        let boundary = String(repeating: "b", count: 71)
        let lines = ["--\(boundary)", "Content-Type: application/sdp", "", "v=0"]
        #expect(session(boundary, lines + ["--\(boundary)--"]) == nil)
    }

    @Test func `a body of nothing but boundaries has no content`() {
        let lines = Array(repeating: "--b", count: 16_000)
        #expect(session("b", lines) == nil)
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
