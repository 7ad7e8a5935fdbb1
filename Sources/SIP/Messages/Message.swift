/// A SIP message: what travels in one datagram or in one piece of a stream.
public enum Message: Equatable, Sendable {
    /// What one side wants.
    case request(Request)
    /// What the other side answers.
    case response(Response)
}

extension Message: HeaderBearing {
    /// The headers of the request or response.
    public var headers: HeaderFields {
        get {
            switch self {
            case .request(let request): request.headers
            case .response(let response): response.headers
            }
        }
        set {
            switch self {
            case .request(var request):
                request.headers = newValue
                self = .request(request)
            case .response(var response):
                response.headers = newValue
                self = .response(response)
            }
        }
    }

    /// The body of the request or response.
    public var body: [UInt8] {
        switch self {
        case .request(let request): request.body
        case .response(let response): response.body
        }
    }
}
