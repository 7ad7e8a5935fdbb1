// Stands in for a type of SIP until it is there.
/// A codec of sound.
public enum AudioCodec: Hashable, Sendable { case pcma, pcmu, g722 }
