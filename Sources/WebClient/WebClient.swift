import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import Telephony

/// Asks the HTTP endpoints that the centre file lists, and no others.
///
/// An answer is ``CallEvent/Outcome/found`` when its status is 2xx and its body one JSON object of
/// at most 64 KiB, ``CallEvent/Outcome/missing`` for 404 and 410, and
/// ``CallEvent/Outcome/failed`` for all else: another status, a redirect, no answer in time, or an
/// endpoint that isn't listed.
///
/// ```swift
/// let client = try WebClient(allowing: ["solde": "https://erp.example/solde"])
/// let answer = await client.answer(to: request)
/// try await client.shutdown()
/// ```
public final class WebClient: WebAsking {
    private static let largestBody = 64 * 1_024

    private let allowed: [String: EndpointURL]
    private let client: HTTPClient
    /// Waits so long, or less where its task is cancelled.
    private let wait: @Sendable (Duration) async -> Void
    /// Told why an endpoint failed, in one sentence.
    private let report: @Sendable (String) -> Void

    /// Makes a client; ``shutdown()`` must be called before it is let go.
    ///
    /// - Parameters:
    ///   - endpoints: the endpoints of the centre file by name, each with its whole URL.
    ///   - report: told why an endpoint failed, in one sentence without values of the call.
    /// - Throws: ``WebClientError`` for the first URL, by name, that can't be asked.
    public convenience init(
        allowing endpoints: [String: String],
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(WebClientError) {
        // Cancelled when the answer came first: nothing is lost.
        try self.init(
            allowing: endpoints, report: report, wait: { try? await Task.sleep(for: $0) })
    }

    init(
        allowing endpoints: [String: String],
        report: @escaping @Sendable (String) -> Void = { _ in },
        wait: @escaping @Sendable (Duration) async -> Void
    ) throws(WebClientError) {
        self.wait = wait
        self.report = report
        var allowed: [String: EndpointURL] = [:]
        for (name, url) in endpoints.sorted(by: { $0.key < $1.key }) {
            allowed[name] = try EndpointURL(url, endpoint: name)
        }
        self.allowed = allowed
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // A caller waits: what is refused now is not tried again.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// The answer to a question.
    ///
    /// The values of a GET go into the query, those of a POST into a JSON object of strings.
    public func answer(to request: WebRequest) async -> OutsideAnswer {
        guard let url = allowed[request.endpoint], url.text == request.url,
            request.timeout > .zero
        else { return failed(request, "it is not one of the listed ones") }
        return await withTaskGroup(of: OutsideAnswer.self) { group in
            group.addTask { await self.ask(url, request) }
            group.addTask {
                await self.wait(request.timeout)
                return self.failed(request, "no answer within \(request.timeout)")
            }
            let first = await group.next() ?? .failed
            group.cancelAll()
            return first
        }
    }

    /// Closes every connection; the client answers nothing more.
    public func shutdown() async throws { try await client.shutdown() }

    // MARK: - Asking

    private func ask(_ url: EndpointURL, _ request: WebRequest) async -> OutsideAnswer {
        do {
            let response = try await client.execute(
                Self.prepared(url, request), deadline: .distantFuture)
            switch response.status.code {
            case 200..<300:
                let body = try await response.body.collect(upTo: Self.largestBody)
                return try read(body, request)
            case 404, 410: return OutsideAnswer(outcome: .missing)
            default: return failed(request, "it answered \(response.status)")
            }
        } catch is CancellationError {
            return .failed
        } catch {
            return Task.isCancelled ? .failed : failed(request, "\(error)")
        }
    }

    private func failed(_ request: WebRequest, _ reason: String) -> OutsideAnswer {
        if !Task.isCancelled { report("the endpoint \(request.endpoint) failed: \(reason)") }
        return .failed
    }

    private static func prepared(_ url: EndpointURL, _ request: WebRequest) -> HTTPClientRequest {
        var prepared: HTTPClientRequest
        switch request.method {
        case .get:
            prepared = HTTPClientRequest(
                url: url.adding(request.parameters.map { ($0.name, $0.value) }))
            prepared.method = .GET
        case .post:
            prepared = HTTPClientRequest(url: url.text)
            prepared.method = .POST
            let members = request.parameters.map {
                JSONValue.Member($0.name, .string($0.value))
            }
            prepared.body = .bytes(JSONValue.object(members).utf8)
            prepared.headers.add(name: "Content-Type", value: "application/json")
        }
        prepared.headers.add(name: "Accept", value: "application/json")
        prepared.headers.add(name: "User-Agent", value: "Allo")
        for header in request.headers {
            prepared.headers.replaceOrAdd(name: header.name, value: header.value)
        }
        return prepared
    }

    private func read(_ body: ByteBuffer, _ request: WebRequest) throws(JSONError) -> OutsideAnswer
    {
        let json = try JSONValue(parsing: body.readableBytesView, maxDepth: 32)
        guard let values = FlatValues.of(json) else {
            return failed(request, "its answer is no object of values")
        }
        return OutsideAnswer(outcome: .found, values: values)
    }
}
