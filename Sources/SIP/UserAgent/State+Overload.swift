/// Refusing requests before they cost anything, as the gate wants it.
extension UserAgent.State {
    /// Whether a request only repeats one that is being worked on, or was.
    public func recognizes(_ request: Request) -> Bool { desk.transactions.recognizes(request) }

    /// Answers a request without keeping anything of it.
    ///
    /// - Parameters:
    ///   - request: what is refused.
    ///   - status: 400...699.
    ///   - headers: what the response has beside what comes from the request.
    ///   - hop: where it came from.
    /// - Returns: what is to be sent.
    public func refusal(
        of request: Request, status: Int, headers: KeyValuePairs<HeaderName, String> = [:],
        from hop: Hop
    ) -> [UserAgent.Effect] {
        desk.transactions.refuse(request, status: status, headers: headers, from: hop)
            .compactMap { effect in
                if case .send(let bytes, let hop) = effect { .send(bytes, hop) } else { nil }
            }
    }
}
