/// A question that a flow asks an HTTP endpoint. `WebClient` fills in the asking.
public struct WebRequest: Equatable, Sendable {
    /// `GET` or `POST`.
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
    }

    /// The name of the endpoint in the centre file.
    public var endpoint: String
    /// The method.
    public var method: Method
    /// The whole URL, as the centre file lists it.
    public var url: String
    /// Values for the query of a GET and the JSON body of a POST, in the order of their names.
    /// A secret is only ever in the body of a POST.
    public var parameters: [Parameter]
    /// Headers of the centre file, such as a token.
    public var headers: [Parameter]
    /// How long an answer may take.
    public var timeout: Duration

    /// A name with its value.
    public struct Parameter: Equatable, Sendable {
        /// The name.
        public var name: String
        /// The value as text.
        public var value: String
        /// Whether no log may show the value.
        public var isSecret: Bool

        /// Names a value.
        public init(name: String, value: String, isSecret: Bool = false) {
            self.name = name
            self.value = value
            self.isSecret = isSecret
        }
    }

    /// Describes a question.
    public init(
        endpoint: String, method: Method, url: String, parameters: [Parameter],
        headers: [Parameter], timeout: Duration
    ) {
        self.endpoint = endpoint
        self.method = method
        self.url = url
        self.parameters = parameters
        self.headers = headers
        self.timeout = timeout
    }
}

extension WebRequest.Parameter: CustomStringConvertible, CustomReflectable {
    /// The name with its value, or with stars.
    public var description: String { isSecret ? "\(name)=***" : "\(name)=\(value)" }
    /// Shows no more than the description.
    public var customMirror: Mirror { Mirror(self, children: ["parameter": description]) }
}

/// What came back from outside: of the customer file or an endpoint.
public struct OutsideAnswer: Equatable, Sendable {
    /// How it ended.
    public var outcome: CallEvent.Outcome
    /// The values by name, in the order of the names, with dots inside records; empty unless found.
    public var values: [WebRequest.Parameter]

    /// Describes an answer.
    public init(outcome: CallEvent.Outcome, values: [WebRequest.Parameter] = []) {
        self.outcome = outcome
        self.values = values
    }

    /// No answer came, or one that can't be used.
    public static let failed = OutsideAnswer(outcome: .failed)
}

/// Asks HTTP endpoints. `WebClient` fills it in.
public protocol WebAsking: Sendable {
    /// The answer to a question; a failure is an answer too.
    func answer(to request: WebRequest) async -> OutsideAnswer
}
