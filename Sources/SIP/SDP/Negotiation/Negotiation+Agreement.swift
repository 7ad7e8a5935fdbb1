import Telephony

extension Negotiation {
    /// What the other side's answer to our offer makes of the call.
    ///
    /// - Throws: ``MediaRefusal`` where the stream is refused or the answer does not fit. SRTP that
    ///   we offered is never given up for plain RTP.
    public static func agreement(
        offer: SessionDescription, answer: SessionDescription
    ) throws(MediaRefusal) -> MediaAgreement {
        guard answer.media.count == offer.media.count,
            let index = offer.media.firstIndex(where: { $0.isAudioInUse }),
            case .address(let address) = offer.media[index].connection ?? offer.connection
        else { throw .answerDoesNotFit }
        let ours = AudioStream(stream: offer.media[index], session: offer)
        let theirs = AudioStream(stream: answer.media[index], session: answer)
        guard theirs.stream.port != 0 else { throw .noAudio }
        guard sameIgnoringCase(theirs.stream.kind, "audio"), theirs.isSecure == ours.isSecure else {
            throw .answerDoesNotFit
        }
        let remote = try theirs.remote(from: address)
        let offered = PayloadTypes(ours.stream)
        let types = PayloadTypes(theirs.stream)
        let codec = types.codecs.first { codec in
            offered.codecs.contains { $0.codec == codec.codec }
        }
        guard let codec else { throw .noCommonCodec }
        return MediaAgreement(
            remote: remote, remoteControl: theirs.remoteControl(remote), codec: codec.codec,
            payloadType: codec.number,
            telephoneEvent: offered.telephoneEvent == nil ? nil : types.telephoneEvent,
            packetTime: theirs.packetTime,
            direction: theirs.direction.reversed.narrowed(to: ours.direction),
            security: try security(ours, theirs))
    }

    /// The keys of both sides: the answer takes one line of the offer by its tag (RFC 4568 §5.1.3).
    private static func security(
        _ ours: AudioStream, _ theirs: AudioStream
    ) throws(MediaRefusal) -> MediaSecurity? {
        let offered = ours.cryptos
        guard !offered.isEmpty else { return nil }
        guard let taken = theirs.cryptos.first else {
            // Keys beside a plain profile may be left aside.
            guard ours.isSecure == false else { throw .answerDoesNotFit }
            return nil
        }
        guard
            let match = offered.first(where: { $0.tag == taken.tag && $0.suite == taken.suite })
        else { throw .answerDoesNotFit }
        return MediaSecurity(match.suite, ourKey: match.key, theirKey: taken.key)
    }
}
