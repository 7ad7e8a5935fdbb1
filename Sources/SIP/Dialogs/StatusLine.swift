/// The status in a `message/sipfrag` body (RFC 3420): how a referred call goes.
enum StatusLine {
    /// The media type of such bodies.
    static let mediaType = "message/sipfrag"

    /// Reads the status of `SIP/2.0 200 OK`; nil for anything else.
    static func status(_ body: [UInt8]) -> Int? {
        let line = body.prefix { $0 != 13 && $0 != 10 }
        let prefix = Array("SIP/2.0 ".utf8)
        guard line.count >= 11, line.prefix(8).elementsEqual(prefix) else { return nil }
        var status = 0
        for byte in line.dropFirst(8).prefix(3) {
            guard (48...57).contains(byte) else { return nil }
            status = status * 10 + Int(byte - 48)
        }
        return (100...699).contains(status) ? status : nil
    }

    /// The body that tells a status.
    static func body(_ status: Int) -> [UInt8] {
        Array("SIP/2.0 \(status) \(Response.usualReason(status))\r\n".utf8)
    }
}
