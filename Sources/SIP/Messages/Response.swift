/// A response: the answer to a request, provisional (100...199) or final.
public struct Response: Equatable, Sendable {
    /// 100...699 (RFC 3261 §21).
    public var status: Int
    /// What the status means, in words for people.
    public var reason: String
    /// The headers in their order; Content-Length is none of them: the body tells.
    public var headers: HeaderFields
    /// The body as it came.
    public var body: [UInt8]

    /// Puts a response together; without a reason it gets the usual one of its status.
    public init(
        _ status: Int, reason: String? = nil, headers: HeaderFields = HeaderFields(),
        body: [UInt8] = []
    ) {
        self.status = status
        self.reason = reason ?? Response.usualReason(status)
        self.headers = headers
        self.body = body
    }

    /// Answers a request: Via, From, To, Call-ID and CSeq come from it (RFC 3261 §8.2.6.2), for
    /// 100 its Timestamp, for 101...299 its Record-Route (§12.1.1).
    ///
    /// Our tag is added where To has none yet and the status is not 100.
    public init(to request: Request, _ status: Int, reason: String? = nil, toTag: String? = nil) {
        self.init(status, reason: reason)
        headers.reserveCapacity(10)
        for field in request.headers {
            switch field.name {
            case .via, .from, .callID, .cSeq:
                headers.append(field)
            case .to:
                headers.append(status == 100 ? field : field.tagged(toTag))
            case .recordRoute where (101...299).contains(status):
                headers.append(field)
            case .timestamp where status == 100:
                headers.append(field)
            default:
                break
            }
        }
    }

    /// Whether another response follows.
    public var isProvisional: Bool { status < 200 }
    /// Whether the request was granted.
    public var isSuccess: Bool { (200...299).contains(status) }
}

extension HeaderFields.Field {
    /// The same address with a tag, where it is readable and has none.
    fileprivate func tagged(_ tag: String?) -> Self {
        guard let tag, let address = NameAddress(value), address.tag == nil else { return self }
        return Self(name: name, value: value + ";tag=" + tag)
    }
}
