/// A request: what one side wants of the other.
public struct Request: Equatable, Sendable {
    /// What is asked for.
    public var method: Method
    /// Of whom (the Request-URI).
    public var uri: URI
    /// The headers in their order; Content-Length is none of them: the body tells.
    public var headers: HeaderFields
    /// The body as it came; read by nobody before the request is admitted.
    public var body: [UInt8]

    /// Puts a request together.
    public init(
        _ method: Method, _ uri: URI, headers: HeaderFields = HeaderFields(), body: [UInt8] = []
    ) {
        self.method = method
        self.uri = uri
        self.headers = headers
        self.body = body
    }
}
