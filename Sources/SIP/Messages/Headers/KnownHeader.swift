/// The headers that Allo knows by name; they compare as integers.
enum KnownHeader: String, CaseIterable, Sendable {
    case accept = "Accept"
    case acceptEncoding = "Accept-Encoding"
    case acceptLanguage = "Accept-Language"
    case alertInfo = "Alert-Info"
    case allow = "Allow"
    case allowEvents = "Allow-Events"
    case authenticationInfo = "Authentication-Info"
    case authorization = "Authorization"
    case callID = "Call-ID"
    case callInfo = "Call-Info"
    case contact = "Contact"
    case contentDisposition = "Content-Disposition"
    case contentEncoding = "Content-Encoding"
    case contentLanguage = "Content-Language"
    case contentLength = "Content-Length"
    case contentType = "Content-Type"
    case cSeq = "CSeq"
    case date = "Date"
    case diversion = "Diversion"
    case errorInfo = "Error-Info"
    case event = "Event"
    case expires = "Expires"
    case from = "From"
    case historyInfo = "History-Info"
    case inReplyTo = "In-Reply-To"
    case maxForwards = "Max-Forwards"
    case mimeVersion = "MIME-Version"
    case minExpires = "Min-Expires"
    case minSE = "Min-SE"
    case organization = "Organization"
    case assertedIdentity = "P-Asserted-Identity"
    case preferredIdentity = "P-Preferred-Identity"
    case path = "Path"
    case priority = "Priority"
    case privacy = "Privacy"
    case proxyAuthenticate = "Proxy-Authenticate"
    case proxyAuthorization = "Proxy-Authorization"
    case proxyRequire = "Proxy-Require"
    case rAck = "RAck"
    case reason = "Reason"
    case recordRoute = "Record-Route"
    case referSub = "Refer-Sub"
    case referTo = "Refer-To"
    case referredBy = "Referred-By"
    case remotePartyID = "Remote-Party-ID"
    case replaces = "Replaces"
    case replyTo = "Reply-To"
    case require = "Require"
    case retryAfter = "Retry-After"
    case route = "Route"
    case rSeq = "RSeq"
    case server = "Server"
    case serviceRoute = "Service-Route"
    case sessionExpires = "Session-Expires"
    case subject = "Subject"
    case subscriptionState = "Subscription-State"
    case supported = "Supported"
    case timestamp = "Timestamp"
    case to = "To"
    case unsupported = "Unsupported"
    case userAgent = "User-Agent"
    case via = "Via"
    case warning = "Warning"
    case wwwAuthenticate = "WWW-Authenticate"

    /// The one-letter form (RFC 3261 §7.3.3 and the RFCs of the extensions); nil for most.
    var compactForm: Character? {
        switch self {
        case .allowEvents: "u"
        case .callID: "i"
        case .contact: "m"
        case .contentEncoding: "e"
        case .contentLength: "l"
        case .contentType: "c"
        case .event: "o"
        case .from: "f"
        case .referTo: "r"
        case .referredBy: "b"
        case .sessionExpires: "x"
        case .subject: "s"
        case .supported: "k"
        case .to: "t"
        case .via: "v"
        default: nil
        }
    }

    /// Finds a header by its long or compact form in any case.
    static func find(_ token: UnsafeBufferPointer<UInt8>) -> KnownHeader? {
        guard let candidates = byLength.element(at: token.count) else { return nil }
        return candidates.first { $0.matches(token) }?.header
    }

    private struct Spelling: Sendable {
        let header: KnownHeader
        let lowercased: [UInt8]

        func matches(_ token: UnsafeBufferPointer<UInt8>) -> Bool {
            var index = 0
            // The length is equal, and most names differ in their first letter.
            while index < lowercased.count {
                guard lowercased[index] == token[index].lowercased else { return false }
                index &+= 1
            }
            return true
        }
    }

    /// Every spelling, by its length.
    private static let byLength: [[Spelling]] = {
        var table: [[Spelling]] = []
        for header in allCases {
            for text in [header.rawValue] + (header.compactForm.map { [String($0)] } ?? []) {
                let spelling = Spelling(
                    header: header, lowercased: text.utf8.map { $0.lowercased })
                while table.count <= text.utf8.count { table.append([]) }
                table[text.utf8.count].append(spelling)
            }
        }
        return table
    }()
}

extension Array {
    /// The element at an index that may lie outside.
    func element(at index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
