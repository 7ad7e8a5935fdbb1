// Session timers: RFC 4028.
extension Leg {
    /// Asks for a session interval in an INVITE or UPDATE of ours.
    func offerSession(in request: inout Request, minimum: Int?, _ desk: Desk) {
        guard let wanted = session?.interval ?? desk.settings.sessionInterval else { return }
        let seconds = max(Int(wanted.components.seconds), minimum ?? 0)
        // Who refreshes now goes on to do so; the roles are those of this request.
        let refresher: SessionExpires.Refresher? = session.map { $0.weRefresh ? .uac : .uas }
        let value = SessionExpires(seconds: max(seconds, 90), refresher: refresher)
        request.headers.append(.sessionExpires, value.description)
        let least = max(minimum ?? 0, Int(desk.settings.minimumSessionInterval.components.seconds))
        request.headers.append(.minSE, String(least))
    }

    /// The shortest interval we take, when the peer asks for one that is shorter and can be told
    /// so by 422 (RFC 4028 §9).
    func tooShort(_ request: Request, _ desk: Desk) -> Int? {
        let minimum = Int(desk.settings.minimumSessionInterval.components.seconds)
        guard let asked = request.headers[.sessionExpires].flatMap(SessionExpires.init),
            asked.seconds < minimum,
            request.headers.list(.supported, contains: OptionTag.timer)
        else { return nil }
        return minimum
    }

    /// Settles interval and refresher in a 2xx of ours (RFC 4028 §9).
    mutating func negotiateSession(
        _ request: Request, _ response: inout Response, _ desk: inout Desk
    ) {
        let asked = request.headers[.sessionExpires].flatMap(SessionExpires.init)
        let understands = request.headers.list(.supported, contains: OptionTag.timer)
        guard let wanted = desk.settings.sessionInterval else {
            guard understands, let asked else { return }
            settleSession(
                asked.seconds, refresher: asked.refresher ?? .uac, understands, &response, &desk)
            return
        }
        var seconds = Int(wanted.components.seconds)
        if let asked, understands { seconds = min(seconds, asked.seconds) }
        let least = request.headers[.minSE].flatMap(SessionExpires.minimum) ?? 90
        seconds = max(seconds, least, Int(desk.settings.minimumSessionInterval.components.seconds))
        if let asked, understands { seconds = min(seconds, max(asked.seconds, least)) }
        // A peer without timers can't refresh: then it is us.
        let refresher = understands ? asked?.refresher ?? .uac : .uas
        settleSession(seconds, refresher: refresher, understands, &response, &desk)
    }

    private mutating func settleSession(
        _ seconds: Int, refresher: SessionExpires.Refresher, _ understands: Bool,
        _ response: inout Response, _ desk: inout Desk
    ) {
        let value = SessionExpires(seconds: seconds, refresher: refresher)
        response.headers.append(.sessionExpires, value.description)
        if refresher == .uac { response.headers.append(.require, OptionTag.timer) }
        keepSession(seconds, weRefresh: refresher == .uas, &desk)
    }

    /// Takes interval and refresher from a 2xx of the peer (RFC 4028 §7.2).
    mutating func takeSession(_ response: Response, _ desk: inout Desk) {
        guard let value = response.headers[.sessionExpires].flatMap(SessionExpires.init) else {
            // The peer keeps no session timer; if we refreshed for it so far, we go on.
            if let session, session.weRefresh {
                let seconds = Int(session.interval.components.seconds)
                keepSession(seconds, weRefresh: true, &desk)
            }
            return
        }
        keepSession(max(value.seconds, 32), weRefresh: value.refresher != .uas, &desk)
    }

    private mutating func keepSession(_ seconds: Int, weRefresh: Bool, _ desk: inout Desk) {
        let interval = Duration.seconds(seconds)
        // The side that only watches ends the call a while before the end (RFC 4028 §10).
        let margin = min(.seconds(32), interval / 3)
        session = SessionTimer(
            interval: interval, weRefresh: weRefresh, deadline: desk.now + interval - margin)
        desk.arm(.session, of: &self, after: weRefresh ? interval / 2 : interval - margin)
    }

    /// It is time to refresh, or the time is over.
    mutating func sessionTimer(_ desk: inout Desk) {
        guard let session, !phase.isOver else { return }
        guard session.weRefresh, desk.now < session.deadline else {
            fail(408, "The session was not refreshed", &desk)
            return
        }
        desk.arm(.session, of: &self, after: session.deadline - desk.now)
        guard wantedOffer == nil, openOffer == nil else { return }
        wantedOffer = WantedOffer(body: localSession, isRefresh: true)
        offerNow(&desk)
    }
}
