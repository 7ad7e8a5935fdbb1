import Telephony

extension Negotiation {
    /// Our answer to an offer, and what it makes of the call.
    ///
    /// The first audio stream that can be used is taken, with the first of its codecs that is one
    /// of ours; all other streams are refused with port 0. The version goes on from our last
    /// description in this call.
    /// - Throws: ``MediaRefusal`` where no audio stream can be used.
    public static func answer(
        to offer: SessionDescription, with offering: MediaOffering,
        after previous: SessionDescription? = nil
    ) throws(MediaRefusal) -> (answer: SessionDescription, agreement: MediaAgreement) {
        var refusal: MediaRefusal?
        for (index, stream) in offer.media.enumerated() where stream.isAudioInUse {
            let theirs = AudioStream(stream: stream, session: offer)
            do {
                let (agreement, crypto) = try agreement(on: theirs, with: offering)
                var media = offer.media.map(\.refused)
                media[index] = answer(to: stream, agreement, crypto, offering)
                return (description(offering, media, after: previous), agreement)
            } catch {
                refusal = refusal ?? error
            }
        }
        throw refusal ?? .noAudio
    }

    private static func agreement(
        on theirs: AudioStream, with offering: MediaOffering
    ) throws(MediaRefusal) -> (MediaAgreement, CryptoAttribute?) {
        let crypto = try crypto(of: theirs, policy: offering.security)
        let remote = try theirs.remote(from: offering.address)
        let types = PayloadTypes(theirs.stream)
        guard let codec = types.codecs.first(where: { offering.codecs.contains($0.codec) }) else {
            throw .noCommonCodec
        }
        let direction = theirs.direction.reversed.narrowed(to: offering.direction)
        var agreement = MediaAgreement(
            remote: remote, remoteControl: theirs.remoteControl(remote), codec: codec.codec,
            payloadType: codec.number,
            telephoneEvent: offering.telephoneEvent == nil ? nil : types.telephoneEvent,
            packetTime: theirs.packetTime, direction: direction)
        if let crypto, let key = offering.security.key {
            agreement.security = MediaSecurity(crypto.suite, ourKey: key, theirKey: crypto.key)
        }
        return (agreement, crypto)
    }

    /// The way to encrypt that we take; nil for plain RTP.
    ///
    /// Keys beside a plain profile are an offer to encrypt if we can, as many phones make it.
    private static func crypto(
        of theirs: AudioStream, policy: SecurityPolicy
    ) throws(MediaRefusal) -> CryptoAttribute? {
        guard let isSecure = theirs.isSecure else { throw .noCommonProfile }
        let crypto = policy.key == nil ? nil : theirs.cryptos.first
        guard crypto != nil || !isSecure && !policy.isRequired else { throw .noCommonProfile }
        return crypto
    }

    private static func answer(
        to stream: MediaDescription, _ agreement: MediaAgreement, _ crypto: CryptoAttribute?,
        _ offering: MediaOffering
    ) -> MediaDescription {
        var answer = MediaDescription(
            kind: stream.kind, port: offering.port, profile: stream.profile,
            formats: ["\(agreement.payloadType)"],
            attributes: [.map(agreement.codec, as: agreement.payloadType)])
        if let number = agreement.telephoneEvent { answer.addTelephoneEvent(number) }
        answer.addPacketTime(agreement.packetTime)
        answer.attributes.append(MediaAttribute(agreement.direction.attribute))
        if let crypto, let security = agreement.security {
            answer.attributes.append(
                CryptoAttribute(tag: crypto.tag, security.suite, security.ourKey).attribute)
        }
        return answer
    }
}

extension Direction {
    /// What is left of it where another direction must hold as well.
    func narrowed(to other: Direction) -> Direction {
        Direction(sends: sends && other.sends, receives: receives && other.receives)
    }
}
