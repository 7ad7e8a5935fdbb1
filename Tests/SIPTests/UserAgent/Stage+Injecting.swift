@testable import SIP
import Telephony

extension Stage {
    /// Hands a party a request that the other side's dialog could have made, and tells the status
    /// it answers with.
    mutating func inject(
        _ method: Method, into index: Int, type: String? = nil, body: [UInt8] = [],
        as peer: PeerID? = nil, _ change: (inout Request) -> Void = { _ in }
    ) -> Int? {
        guard var leg = parties[1 - index].state.legs.values.first else { return nil }
        if let mine = parties[index].state.legs.values.first {
            // Before the first answer only our own side knows its tag.
            leg.dialog.remoteTag = mine.dialog.localTag
            if !leg.dialog.remote.contains("tag=") {
                leg.dialog.remote += ";tag=" + mine.dialog.localTag
            }
            leg.dialog.localSequence = max(
                leg.dialog.localSequence, mine.dialog.remoteSequence ?? 0)
        }
        var request = leg.dialog.request(method)
        request.headers.append(.contact, "<sip:peer@192.0.2.9>")
        if let type { request.headers.append(.contentType, type) }
        request.body = body
        change(&request)
        return answer(to: request, from: index, as: peer)
    }

    /// Hands a party a request written out, and tells the status it answers with.
    mutating func inject(_ text: String, into index: Int, as peer: PeerID? = nil) -> Int? {
        let bytes = Array(
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n").utf8)
        guard case .request(let request)? = try? MessageReader.read(bytes) else { return nil }
        return answer(to: request, from: index, as: peer)
    }

    private mutating func answer(to request: Request, from index: Int, as peer: PeerID?) -> Int? {
        var request = request
        if !request.headers.contains(.via) {
            let branch = "z9hG4bK" + String(UInt64.random(in: 1...(.max), using: &chance))
            let host = parties[1 - index].address
            request.headers.prepend(.via, "SIP/2.0/UDP \(host);branch=\(branch)")
        }
        let start = lines.count
        deliver(request.bytes(), to: index, as: peer)
        let answers = lines[start...].compactMap { line -> Int? in
            let words = line.split(separator: " ")
            return words.count > 2 && words[1] == "SIP/2.0" ? Int(words[2]) : nil
        }
        // 100 Trying says nothing yet; an INVITE that waits is answered before what ends it.
        return answers.last { $0 > 100 } ?? answers.first
    }
}
