import NIOHTTP1
import Telephony
import Testing

@testable import WebClient

@Suite struct WebClientTests {
    /// Asks a server that replies so, and returns the answer with what the server was asked.
    private func ask(
        _ reply: TestServer.Reply, method: WebRequest.Method = .get, path: String = "/solde",
        parameters: [WebRequest.Parameter] = [], headers: [WebRequest.Parameter] = []
    ) async throws -> (answer: OutsideAnswer, question: TestServer.Question?) {
        let server = try await TestServer.start(replying: reply)
        let url = server.url + path
        let client = try WebClient(allowing: ["solde": url])
        let answer = await client.answer(
            to: WebRequest(
                endpoint: "solde", method: method, url: url, parameters: parameters,
                headers: headers, timeout: .seconds(20)))
        try await client.shutdown()
        try await server.stop()
        var questions = server.questions.makeAsyncIterator()
        let question = await questions.next()
        return (answer, question)
    }

    @Test func `the values of an object come back flat, as they were written`() async throws {
        let json = #"""
            {"z":12.50,"name":"Durand","vip":true,"gone":null,"lots":[1e3,{"no":false}],
             "address":{"town":"Besançon"},"empty":{},"zero":-0}
            """#
        let (answer, _) = try await ask(.answer(json))
        #expect(
            answer
                == OutsideAnswer(
                    outcome: .found,
                    values: [
                        .init(name: "address.town", value: "Besançon"),
                        .init(name: "lots.0", value: "1e3"),
                        .init(name: "lots.1.no", value: "false"),
                        .init(name: "name", value: "Durand"),
                        .init(name: "vip", value: "true"),
                        .init(name: "z", value: "12.50"),
                        .init(name: "zero", value: "-0"),
                    ]))
    }

    @Test(arguments: [
        (HTTPResponseStatus.ok, CallEvent.Outcome.found), (.created, .found),
        (.notFound, .missing), (.gone, .missing), (.badRequest, .failed),
        (.unauthorized, .failed), (.internalServerError, .failed), (.notModified, .failed),
    ]) func `the status decides`(status: HTTPResponseStatus, outcome: CallEvent.Outcome)
        async throws
    {
        let (answer, _) = try await ask(.answer(status: status, status == .notModified ? "" : "{}"))
        #expect(answer == OutsideAnswer(outcome: outcome))
    }

    @Test(arguments: [
        "", "<html>", "[1]", "12", #"{"a":1"#, #"{"a":1,"a":2}"#, #"{"a":{"b":1},"a.b":2}"#,
        #"{"a":"# + String(repeating: "[", count: 32) + String(repeating: "]", count: 32) + "}",
        "{" + (0..<1_001).map { #""v\#($0)":1"# }.joined(separator: ",") + "}",
        #"{"a":""# + String(repeating: "x", count: 65_536) + #""}"#,
    ]) func `an answer that can't be used is a failure`(body: String) async throws {
        let (answer, _) = try await ask(.answer(body))
        #expect(answer == .failed)
    }

    @Test(arguments: [
        #"{"a":"# + String(repeating: "[", count: 31) + String(repeating: "]", count: 31) + "}",
        "{" + (0..<1_000).map { #""v\#($0)":1"# }.joined(separator: ",") + "}",
        #"{"a":""# + String(repeating: "x", count: 65_528) + #""}"#,
    ]) func `an answer at the bounds is used`(body: String) async throws {
        let (answer, _) = try await ask(.answer(body))
        #expect(answer.outcome == .found)
    }

    @Test func `a body that never ends is cut off`() async throws {
        let (answer, _) = try await ask(.endless)
        #expect(answer == .failed)
    }

    @Test(arguments: [false, true])
    func `a server that is too slow is a failure`(answersHalf: Bool) async throws {
        let server = try await TestServer.start(replying: answersHalf ? .half : .nothing)
        let url = server.url
        // The time is up as soon as the server has been asked.
        let client = try WebClient(allowing: ["solde": url]) { timeout in
            #expect(timeout == .seconds(4))
            for await _ in server.questions { break }
        }
        #expect(await client.answer(to: .fixture(url: url, timeout: .seconds(4))) == .failed)
        try await client.shutdown()
        try await server.stop()
    }

    @Test func `a redirect is not followed`() async throws {
        let other = try await TestServer.start(replying: .answer("{}"))
        let (answer, _) = try await ask(
            .answer(status: .found, headers: [("Location", other.url)], "{}"))
        #expect(answer == .failed)
        try await other.stop()
        var questions = other.questions.makeAsyncIterator()
        #expect(await questions.next() == nil)
    }

    @Test func `a refused connection fails at once`() async throws {
        let server = try await TestServer.start(replying: .nothing)
        let url = server.url
        try await server.stop()
        let client = try WebClient(allowing: ["solde": url])
        let answer = await client.answer(to: .fixture(url: url, timeout: .seconds(600)))
        #expect(answer == .failed)
        try await client.shutdown()
    }

    @Test func `a GET carries its values in the query, percent-encoded`() async throws {
        let (_, question) = try await ask(
            .answer("{}"), path: "/solde?v=1",
            parameters: [
                .init(name: "a b", value: "é&=?/#+%"), .init(name: "n", value: "0612-._~"),
            ],
            headers: [.init(name: "Authorization", value: "Bearer x")])
        #expect(question?.method == .GET)
        #expect(
            question?.uri == "/solde?v=1&a%20b=%C3%A9%26%3D%3F%2F%23%2B%25&n=0612-._~")
        #expect(question?.body == "")
        #expect(question?.headers["Authorization"] == ["Bearer x"])
        #expect(question?.headers["Accept"] == ["application/json"])
    }

    @Test func `a POST carries its values in a JSON body, and nothing in the URL`() async throws {
        let (_, question) = try await ask(
            .answer("{}"), method: .post,
            parameters: [.init(name: "pin", value: "1234\""), .init(name: "a", value: "é")])
        #expect(question?.method == .POST)
        #expect(question?.uri == "/solde")
        #expect(question?.body == #"{"a":"é","pin":"1234\""}"#)
        #expect(question?.headers["Content-Type"] == ["application/json"])
    }

    @Test(arguments: [
        WebRequest.fixture(url: "http://127.0.0.1:1/other"),
        .fixture(endpoint: "unlisted", url: "http://127.0.0.1:1/"),
        .fixture(url: "http://127.0.0.1:1/", timeout: .zero),
    ]) func `what isn't listed isn't asked`(request: WebRequest) async throws {
        let client = try WebClient(allowing: ["solde": "http://127.0.0.1:1/"])
        #expect(await client.answer(to: request) == .failed)
        try await client.shutdown()
    }

    @Test func `a header that would smuggle another is a failure`() async throws {
        let client = try WebClient(allowing: ["solde": "http://127.0.0.1:1/"])
        var request = WebRequest.fixture(url: "http://127.0.0.1:1/")
        request.headers = [.init(name: "Token", value: "x\r\nHost: evil")]
        #expect(await client.answer(to: request) == .failed)
        try await client.shutdown()
    }

    @Test func `after its shutdown a client answers nothing more`() async throws {
        let client = try WebClient(allowing: ["solde": "http://127.0.0.1:1/"])
        try await client.shutdown()
        #expect(await client.answer(to: .fixture(url: "http://127.0.0.1:1/")) == .failed)
    }

    @Test(arguments: [
        ("ftp://a/b", WebClientError.Reason.scheme), ("a/b", .scheme), ("http://", .noHost),
        ("http:///path", .noHost), ("http://:80/", .noHost), ("http://a:0/", .port),
        ("http://a:70000/", .port), ("http://[::1]x/", .port), ("http://a:/", .port),
        ("http://u:p@a/", .userInfo), ("http://a/#b", .fragment), ("http://a/b c", .character),
        ("http://a/é", .character), ("http://a/\r\nHost: b", .character),
    ]) func `a URL that can't be asked is refused by name`(
        url: String, reason: WebClientError.Reason
    ) {
        #expect(throws: WebClientError(reason: reason, endpoint: "solde")) {
            try EndpointURL(url, endpoint: "solde")
        }
    }

    @Test(arguments: [
        "http://a", "https://a.example:8443/b?c=d%20e", "http://[::1]:80/", "HTTP://127.0.0.1",
    ]) func `a plain URL is allowed`(url: String) throws {
        #expect(try EndpointURL(url, endpoint: "solde").text == url)
    }

    @Test(arguments: [
        ("http://a", "http://a?n=v"), ("http://a?", "http://a?n=v"),
        ("http://a?b", "http://a?b&n=v"), ("http://a?b=c&", "http://a?b=c&n=v"),
    ]) func `values come after the query that is there`(url: String, whole: String) throws {
        #expect(try EndpointURL(url, endpoint: "e").adding([("n", "v")]) == whole)
    }
}

extension WebRequest {
    static func fixture(
        endpoint: String = "solde", url: String, timeout: Duration = .seconds(20)
    ) -> WebRequest {
        WebRequest(
            endpoint: endpoint, method: .get, url: url, parameters: [], headers: [],
            timeout: timeout)
    }
}
