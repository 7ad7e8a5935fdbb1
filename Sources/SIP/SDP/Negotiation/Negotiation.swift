/// Offers and answers for one audio stream (RFC 3264).
///
/// ```swift
/// let (answer, agreement) = try Negotiation.answer(to: offer, with: offering)
/// ```
public enum Negotiation {
    /// What we offer.
    ///
    /// A later offer of the same call keeps the streams and numbers of our last description, offer
    /// or answer; its version goes up if anything else has changed (RFC 3264 §8).
    public static func offer(
        _ offering: MediaOffering, after previous: SessionDescription? = nil
    ) -> SessionDescription {
        let current = previous?.media.first { $0.isAudioInUse }
        var stream = MediaDescription(
            kind: "audio", port: offering.port, profile: current?.profile ?? "RTP/AVP",
            formats: offering.codecs.map { "\($0.staticPayloadType)" })
        stream.attributes = offering.codecs.map { .map($0, as: $0.staticPayloadType) }
        if let wanted = offering.telephoneEvent {
            let agreed = current.flatMap { PayloadTypes($0).telephoneEvent }
            stream.addTelephoneEvent(agreed ?? wanted)
        }
        stream.addPacketTime(offering.packetTime)
        stream.attributes.append(MediaAttribute(offering.direction.attribute))
        addKeys(of: offering, to: &stream, after: current)
        var media = (previous?.media ?? []).map(\.refused)
        if let index = previous?.media.firstIndex(where: { $0.isAudioInUse }) {
            media[index] = stream
        } else {
            media.append(stream)
        }
        return description(offering, media, after: previous)
    }

    /// Offers every suite with our key where the policy wants SRTP or the call has it already.
    private static func addKeys(
        of offering: MediaOffering, to stream: inout MediaDescription,
        after current: MediaDescription?
    ) {
        guard let key = offering.security.key else { return }
        let isSecure = current?.attributes.contains { $0.name == "crypto" } ?? false
        guard isSecure || offering.security.isRequired else { return }
        if !isSecure { stream.profile = "RTP/SAVP" }
        for (index, suite) in MediaSecurity.Suite.allCases.enumerated() {
            stream.attributes.append(
                CryptoAttribute(tag: UInt32(index + 1), suite, key).attribute)
        }
    }

    /// Puts the streams into a description whose version fits the one before.
    static func description(
        _ offering: MediaOffering, _ media: [MediaDescription],
        after previous: SessionDescription?
    ) -> SessionDescription {
        var description = SessionDescription(
            origin: SessionDescription.Origin(
                sessionID: offering.sessionID, host: .address(offering.address)),
            connection: .address(offering.address), media: media)
        guard let previous else { return description }
        description.origin = previous.origin
        if description != previous { description.origin.version &+= 1 }
        return description
    }

    /// The same description with the stream in another direction as seen from us, to hold
    /// (`.sendOnly`) and to take back (`.both`).
    public static func description(
        _ previous: SessionDescription, turned direction: Direction
    ) -> SessionDescription {
        guard let index = previous.media.firstIndex(where: { $0.isAudioInUse }) else {
            return previous
        }
        var description = previous
        description.media[index].turn(direction)
        if description != previous { description.origin.version &+= 1 }
        return description
    }
}

extension MediaDescription {
    /// Whether it is audio and not refused.
    var isAudioInUse: Bool { sameIgnoringCase(kind, "audio") && port != 0 }

    /// Tells another direction, in the place of the one before.
    mutating func turn(_ direction: Direction) {
        let attribute = MediaAttribute(direction.attribute)
        if let index = attributes.firstIndex(where: { Direction(attribute: $0.name) != nil }) {
            attributes[index] = attribute
        } else {
            attributes.append(attribute)
        }
    }

    /// Adds a number for telephone events of the sixteen keys (RFC 4733 §7.1.1).
    mutating func addTelephoneEvent(_ number: UInt8) {
        formats.append("\(number)")
        attributes.append(MediaAttribute("rtpmap", "\(number) telephone-event/8000"))
        attributes.append(MediaAttribute("fmtp", "\(number) 0-15"))
    }

    /// Adds how much sound a packet shall hold.
    mutating func addPacketTime(_ time: Duration) {
        let milliseconds = time.components.attoseconds / 1_000_000_000_000_000
        attributes.append(MediaAttribute("ptime", "\(milliseconds)"))
    }
}

extension MediaAttribute {
    /// The line that gives a codec a number.
    static func map(_ codec: AudioCodec, as number: UInt8) -> MediaAttribute {
        MediaAttribute("rtpmap", "\(number) \(codec.name)/8000")
    }
}
