public import SIP
public import Telephony

extension PhoneBridge {
    /// Makes the bytes of sounds for all codecs that calls may speak, so that this is done neither
    /// on the thread of the signalling nor while a caller waits. They are kept with the sounds.
    ///
    /// - Parameters:
    ///   - sounds: what will be played, at 8,000 Hz.
    ///   - configuration: whose trunks speak these codecs.
    ///   - coders: make the coders of codecs beside G.711, as the bridge gets them.
    public static func prepare(
        _ sounds: [Sound], for configuration: Configuration,
        coders: [AudioCodec: @Sendable () -> any SoundCoder] = [:]
    ) {
        let encoders = SoundEncoders(coders)
        for codec in configuration.codecs {
            for sound in sounds where !Task.isCancelled {
                _ = encoders.payload(of: sound, as: codec)
            }
        }
    }
}

extension Configuration {
    /// The codecs of all calls, each once.
    var codecs: [AudioCodec] {
        let spoken = trunks.flatMap(\.codecs) + (phones == nil ? [] : [.pcma, .pcmu])
        return AudioCodec.allCases.filter(spoken.contains)
    }
}
