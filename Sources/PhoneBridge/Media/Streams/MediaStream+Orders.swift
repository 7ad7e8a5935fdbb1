import Media
import SIP
import Telephony

extension MediaStream {
    /// Goes by a new agreement: whom it reaches, and how. What plays goes on.
    mutating func start(
        _ terms: StreamTerms, silence: UnsafeRawBufferPointer, encoders: SoundEncoders,
        detector: () -> any DigitDetector, _ bench: inout Workbench
    ) {
        let isNewPeer = self.terms?.remote != terms.remote
        if isNewPeer {
            path.open(media, to: terms.remote, now: bench.now)
            if self.terms == nil {
                receiver = RTPReceiver(from: terms.remote)
            } else {
                receiver.renegotiate(terms.remote)
            }
        }
        if self.terms?.ticks != terms.ticks {
            keys = TelephoneEventSender(packetTime: terms.samples)
        }
        if self.terms?.codec != terms.codec {
            if self.terms != nil { change(to: terms.codec, encoders, &bench) }
            coder = encoders.coder(for: terms.codec)
        }
        self.terms = terms
        self.silence = UnsafeRawBufferPointer(rebasing: silence[..<terms.byteCount])
        relay.interrupt()
        spacing.interrupt()
        lastSign = bench.now
        hasToldSilence = false
        listen(terms, encoders, detector)
        takeEarly(&bench)
    }

    /// Listens for keys in the sound where there is no other way.
    private mutating func listen(
        _ terms: StreamTerms, _ encoders: SoundEncoders, _ detector: () -> any DigitDetector
    ) {
        guard terms.telephoneEvent == nil, terms.receives,
            let coder = PayloadCoder(terms.codec, encoders.coder(for: terms.codec))
        else {
            listener = nil
            return
        }
        listener = InBandListener(coder, samples: Int(terms.samples), detector: detector())
    }

    /// Goes on playing in another codec.
    mutating func change(
        to codec: AudioCodec, _ encoders: SoundEncoders, _ bench: inout Workbench
    ) {
        guard let sound = playback?.sound else { return }
        guard let payload = encoders.payload(of: sound, as: codec) else {
            playback = nil
            return bench.tell(id, .failed("what plays can't be sent as \(codec.name)"))
        }
        playback?.change(to: codec, payload: payload)
    }

    mutating func stop(_ id: PlaybackID) {
        if playback?.id == id { playback = nil }
    }

    mutating func unjoin() {
        partner = nil
        begins = true
        relay.interrupt()
    }
}
