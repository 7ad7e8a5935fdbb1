import Telephony

extension TransactionLayer {
    /// Answers a request without a transaction, so that it costs no memory: overload, or what the
    /// ``Gate`` refuses. The ACK that follows is absorbed.
    ///
    /// - Parameters:
    ///   - request: what is not taken.
    ///   - status: 400...699.
    ///   - headers: what the response has beside what comes from the request.
    ///   - hop: where the request came from.
    /// - Returns: what is to be sent; nothing for an ACK.
    public func refuse(
        _ request: Request, status: Int, headers: KeyValuePairs<HeaderName, String> = [:],
        from hop: Hop
    ) -> [TransactionEffect] {
        guard request.method != .ack, let via = request.topVia else { return [] }
        var response = Response(
            to: request.noting(hop, in: via), status, toTag: statelessTag(request))
        for (name, value) in headers { response.headers.append(name, value) }
        return [.send(response.bytes(), TransactionLayer.replyHop(via, from: hop))]
    }

    /// A To tag that a request and its ACK lead to without anything being kept (RFC 3261 §8.2.7).
    func statelessTag(_ request: Request) -> String {
        // FNV-1a: the tag only has to be ours, not to withstand anybody.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ settings.tagSecret
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for byte in (request.callID ?? "").utf8 { mix(byte) }
        var number = request.cSeq?.number ?? 0
        for _ in 0..<4 {
            mix(UInt8(truncatingIfNeeded: number))
            number >>= 8
        }
        return String(hash, radix: 36)
    }
}

extension TransactionLayer.Settings {
    /// `Retry-After` in whole seconds, at least one.
    var retryAfterText: String { String(max(1, retryAfter.components.seconds)) }
}
