extension Leg {
    /// An INFO of the peer (RFC 6086, legacy use): 200 where somebody reads its type.
    mutating func informed(_ request: Request, _ transaction: TransactionID, _ desk: inout Desk) {
        guard !phase.isOver else {
            desk.reply(request, transaction, 481, tag: dialog.localTag)
            return
        }
        guard !request.body.isEmpty, let type = MediaType.essence(request.headers[.contentType])
        else {
            desk.respond(answer(request, 200, desk), to: transaction)
            return
        }
        guard desk.settings.infoTypes.contains(type) else {
            desk.reply(
                request, transaction, 415, tag: dialog.localTag,
                headers: [.accept: desk.settings.infoTypes.sorted().joined(separator: ", ")])
            return
        }
        desk.respond(answer(request, 200, desk), to: transaction)
        desk.tell(id, .info(contentType: type, body: request.body))
    }

    /// The application sends an INFO.
    mutating func info(_ contentType: String, _ body: [UInt8], _ desk: inout Desk) {
        guard !phase.isOver, dialog.hasPeer || !isCaller else { return }
        var info = request(.info, &desk)
        info.headers.append(.contentType, contentType)
        info.body = body
        send(info, for: .info, &desk)
    }
}
