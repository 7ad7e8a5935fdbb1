import SIP
import Telephony

/// Calls that arrive: each is looked at from the cheapest question to the dearest, and offered to
/// whoever holds ``PhoneBridge/incoming`` if nothing speaks against it.
extension PhoneBridge {
    /// Why a call is refused at once.
    struct Refusal: Error {
        var status: Int
        var reason: String?
        var retryAfter: Duration?
        var headers = HeaderFields()
        /// What is worth a line in the log; nil: nothing.
        var complaint: String?
    }

    /// A call has arrived.
    func arrived(_ id: LegID, _ invite: IncomingInvite) {
        do throws(Refusal) {
            if let replaced = invite.replaces, legs[replaced] != nil {
                return try takePlace(of: replaced, id, invite)
            }
            try offerCall(id, invite)
        } catch {
            if let complaint = error.complaint {
                complain(
                    .refused(complaint), from: invite.hop.remote.address,
                    "refused a call from \(invite.hop.remote) with \(error.status): \(complaint)")
            }
            command(
                .reject(
                    id,
                    UserAgent.Rejection(
                        error.status, phrase: error.reason, retryAfter: error.retryAfter,
                        headers: error.headers)))
        }
    }

    private func offerCall(_ id: LegID, _ invite: IncomingInvite) throws(Refusal) {
        let user = try authenticate(invite)
        let trunk = configuration.trunk(of: invite.peer)
        var leg = try makeLeg(id, for: invite, trunk: trunk)
        leg.isAttended = true
        leg.user = user
        let identity = CallerIdentity(invite.request, trusted: trunk?.assertsIdentity ?? false)
        let call = IncomingCall(
            trunk: invite.peer.name, user: user, from: identity.number,
            identityIsAsserted: identity.isAsserted, to: invite.request.uri.dialled,
            line: leg.line)
        legs[id] = leg
        lines[leg.line.port.id] = leg.line
        ticket = nil
        patience.set(id, at: now + configuration.limits.ringing)
        switch arrivals.yield(call) {
        case .enqueued: break
        case .dropped, .terminated:
            forget(id, nil, returnsTicket: true)
            throw Refusal(
                status: 503, retryAfter: configuration.limits.retryAfter,
                complaint: "nobody takes calls")
        @unknown default: break
        }
    }

    /// Opens the ports of a caller and settles what the answer will say.
    func makeLeg(
        _ id: LegID, for invite: IncomingInvite, trunk: Trunk?
    ) throws(Refusal) -> BridgeLeg {
        let port = try openPort(on: invite.hop.local)
        var session = MediaSession(
            offering: offering(
                port, local: invite.hop.local, trunk: trunk, secrecy: secrecy(of: invite.offer)))
        var prepared: SessionDescription?
        if let offer = invite.offer {
            do throws(MediaRefusal) {
                prepared = try session.answer(to: offer)
            } catch {
                media.close(port.id)
                throw Refusal(
                    status: error.status, headers: warning(error), complaint: error.description)
            }
        }
        var leg = BridgeLeg(
            id: id, line: PhoneLine(bridge: self, leg: id, port: port), peer: invite.peer,
            isCounted: true, phase: .ringing, session: session, prepared: prepared,
            remote: invite.request.contacts?.first?.uri.sip)
        leg.visited = [invite.hop.remote.address]
        visits.begin(invite.hop.remote.address, as: leg.peer, now: now)
        return leg
    }

    /// Whether an offer asks for SRTP, so that a key is needed.
    private func secrecy(of offer: SessionDescription?) -> Bool {
        offer?.media.contains { $0.profile.hasPrefix("RTP/SAVP") } ?? false
    }

    private func warning(_ refusal: MediaRefusal) -> HeaderFields {
        let host = sockets.first.map { "\($0.advertised.address)" } ?? "allo"
        return HeaderFields([.warning: "\(refusal.warning) \(host) \"\(refusal)\""])
    }

    private func openPort(on listener: UInt8) throws(Refusal) -> MediaPort {
        do throws(PhoneBridgeError) {
            return try media.open(on: soundAddress(listener))
        } catch {
            throw Refusal(
                status: 503, retryAfter: configuration.limits.retryAfter, complaint: "\(error)")
        }
    }

    /// The address that sound comes and goes by where messages come over a listener.
    func soundAddress(_ listener: UInt8) -> IPAddress {
        let socket = sockets[Int(min(Int(listener), sockets.count - 1))]
        if let told = configuration.mediaAddress,
            told.isVersion6 == socket.endpoint.address.isVersion6
        {
            return told
        }
        return socket.endpoint.address
    }

    /// What we can do on a leg.
    func offering(
        _ port: MediaPort, local: UInt8, trunk: Trunk?, secrecy: Bool
    ) -> MediaOffering {
        let socket = sockets[Int(min(Int(local), sockets.count - 1))]
        let address =
            port.endpoint.address.isUnspecified || configuration.advertisedAddress != nil
            ? socket.advertised.address : port.endpoint.address
        var offering = MediaOffering(
            sessionID: chance.next() >> 2, address: address, port: port.endpoint.port,
            codecs: (trunk?.codecs ?? [.pcma, .pcmu]).filter(media.knows))
        if trunk?.requiresSRTP == true {
            offering.security = .required(MediaKey(using: &chance))
        } else if secrecy {
            offering.security = .allowed(MediaKey(using: &chance))
        }
        return offering
    }
}
