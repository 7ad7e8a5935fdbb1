import SIP

/// Reading a message, all that is in it, and writing it again.
enum DatagramFuzz {
    static func run(_ bytes: [UInt8]) {
        do {
            look(at: try MessageReader.read(bytes))
        } catch {
            _ = error.description
            // Whatever is copied into an answer adds no line to it.
            guard let answer = error.answer else { return }
            let ends = answer.bytes().count { $0 == UInt8(ascii: "\n") }
            promise(
                ends <= answer.headers.count + 3,
                "an answer has as many lines as headers: \(Message.response(answer))")
        }
    }

    /// Reads all that can be read of a message, and checks that it survives being written.
    static func look(at message: Message) {
        let written = message.bytes()
        switch message {
        case .request(let request):
            readAll(of: request)
            promise(request.topVia != nil, "a request that was read has a Via")
            promise(request.cSeq?.method == request.method, "CSeq names the request's method")
            let answer = Response(to: request, 486, toTag: "fuzz")
            promise(
                (try? MessageReader.read(answer.bytes())) != nil,
                "a response to a request that was read can be read")
        case .response(let response):
            readAll(of: response)
            promise((100...699).contains(response.status), "a status has three digits")
        }
        guard let again = try? MessageReader.read(written) else {
            promise(
                written.count > MessageLimits.standard.message, "what was read can be read again")
            return
        }
        promise(again.bytes() == written, "what is written and read again is the same")
    }

    private static func readAll(of message: some HeaderBearing) {
        promise(message.from != nil && message.to != nil, "From and To are readable")
        promise(message.callID != nil, "there is a Call-ID")
        _ = (message.vias, message.contacts, message.routes, message.recordRoutes)
        _ = (message.assertedIdentities, message.maxForwards, message.expires, message.minExpires)
        _ = (message.retryAfter, message.require, message.supported, message.allow)
        if let session = message.content("application/sdp") {
            promise(session.count <= message.body.count, "a part is no larger than the whole")
        }
        for field in message.headers {
            _ = message.headers.list(field.name)
            _ = LogText.escaped(field.value)
        }
    }
}
