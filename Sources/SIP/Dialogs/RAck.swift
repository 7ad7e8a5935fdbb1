/// Which reliable provisional response a PRACK acknowledges (RFC 3262 §7.2).
struct RAck: Equatable, CustomStringConvertible {
    var response: UInt32
    var request: CSeq

    init(response: UInt32, request: CSeq) {
        self.response = response
        self.request = request
    }

    /// Reads `776656 1 INVITE`.
    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, let response = UInt32(parts[0]),
            let request = CSeq(String(parts[1]))
        else { return nil }
        self.init(response: response, request: request)
    }

    var description: String { "\(response) \(request)" }
}
