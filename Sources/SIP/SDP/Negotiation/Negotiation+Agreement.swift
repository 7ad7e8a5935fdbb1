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
            zip(answer.media, offer.media).allSatisfy({ sameIgnoringCase($0.kind, $1.kind) })
        else { throw .answerDoesNotFit }
        let pair = zip(offer.media, answer.media).first { $0.isAudioInUse && $1.isAudioInUse }
        guard let pair else { throw .noAudio }
        let ours = AudioStream(stream: pair.0, session: offer)
        let theirs = AudioStream(stream: pair.1, session: answer)
        guard theirs.isSecure == ours.isSecure,
            case .address(let address) = ours.stream.connection ?? offer.connection
        else { throw .answerDoesNotFit }
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
