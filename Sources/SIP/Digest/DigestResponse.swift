/// The computation that both sides make and compare (RFC 7616 §3.4.1).
struct DigestResponse {
    let algorithm: DigestAlgorithm
    let username: String
    let realm: String
    let password: String
    let method: Method
    let uri: String
    let nonce: String
    /// What the client made up; empty where it need not.
    let cnonce: String
    /// How often the server's nonce has been used, for `qop=auth`; nil without (RFC 2069).
    let count: UInt32?

    /// The response, in lower-case hexadecimal digits.
    var value: String {
        var key = algorithm.hexadecimal(of: "\(username):\(realm):\(password)")
        if algorithm.hasSessionKey { key = algorithm.hexadecimal(of: "\(key):\(nonce):\(cnonce)") }
        let request = algorithm.hexadecimal(of: "\(method):\(uri)")
        guard let count else { return algorithm.hexadecimal(of: "\(key):\(nonce):\(request)") }
        return algorithm.hexadecimal(
            of: "\(key):\(nonce):\(DigestResponse.text(count)):\(cnonce):auth:\(request)")
    }

    /// Eight hexadecimal digits of a count.
    static func text(_ count: UInt32) -> String {
        let digits = String(count, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
