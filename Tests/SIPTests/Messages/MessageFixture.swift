import SIP

/// A request as it comes in one datagram, to be bent as a test needs it.
struct MessageText {
    var firstLine = "INVITE sip:accueil@192.0.2.1 SIP/2.0"
    var headers = [
        "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK-1;rport",
        "Max-Forwards: 70",
        "From: \"Anne\" <sip:anne@192.0.2.7>;tag=a1",
        "To: <sip:accueil@192.0.2.1>",
        "Call-ID: 7f3a@192.0.2.7",
        "CSeq: 1 INVITE",
        "Contact: <sip:anne@192.0.2.7:5060>",
    ]
    var body = ""
    var contentLength: String? = nil
    var lineEnd = "\r\n"

    /// The same without the header that begins so, or with another in its place.
    func with(_ start: String, _ replacement: String?...) -> MessageText {
        var text = self
        guard let index = text.headers.firstIndex(where: { $0.hasPrefix(start) }) else {
            text.headers += replacement.compactMap(\.self)
            return text
        }
        text.headers.replaceSubrange(index...index, with: replacement.compactMap(\.self))
        return text
    }

    /// The same with more headers at the end.
    func and(_ more: String...) -> MessageText {
        var text = self
        text.headers += more
        return text
    }

    /// The same with another first line, and the method in CSeq to fit it.
    func first(_ line: String, cSeq: String? = nil) -> MessageText {
        var text = self
        text.firstLine = line
        return cSeq.map { text.with("CSeq", "CSeq: " + $0) } ?? text
    }

    /// The same with a body and what Content-Length says of it.
    func body(_ body: String, length: String?) -> MessageText {
        var text = self
        text.body = body
        text.contentLength = length
        return text
    }

    var string: String {
        let length = contentLength.map { ["Content-Length: " + $0] } ?? []
        return ([firstLine] + headers + length + ["", ""]).joined(separator: lineEnd) + body
    }

    var bytes: [UInt8] { Array(string.utf8) }
}

/// The request in a text; nil where it is a response or broken.
func readRequest(_ text: MessageText) -> Request? {
    guard case .request(let request) = try? MessageReader.read(text.bytes) else { return nil }
    return request
}
