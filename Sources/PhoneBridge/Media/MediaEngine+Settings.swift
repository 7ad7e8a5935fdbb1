public import SIP

public import Telephony

extension MediaEngine {
    /// What a ``MediaEngine`` is told once.
    public struct Settings: Sendable {
        /// The ports to use: RTP takes the even ones, RTCP the odd one after it.
        public var ports: ClosedRange<UInt16>
        /// How many threads send and receive; 1 or more.
        public var threads: Int
        /// Whether the threads ask the system for real-time priority.
        public var realTime: Bool
        /// How often the threads send and listen: whole milliseconds, 1...10. Streams are spread
        /// over these steps; longer ones cost less, and keys are heard so much later.
        public var step: Duration
        /// How long a peer may send nothing before a notice says so; nil: for ever.
        public var patience: Duration?
        /// Makes what hears keys in the sound of a leg that negotiated no telephone events.
        public var detector: @Sendable () -> any DigitDetector
        /// Make the coders of codecs that the engine does not have itself, one for each stream.
        public var coders: [AudioCodec: @Sendable () -> any SoundCoder]
        /// Makes the sound of keys, for legs on which no telephone events were negotiated; nil: keys
        /// can't be sent there.
        public var keySound: (@Sendable ([Digit]) -> Sound)?
        /// Takes what happened, in order for each port. Runs on a thread of the engine, so it must
        /// be short and never wait.
        public var handle: @Sendable ([MediaNotice]) -> Void

        /// Tells an engine what it needs to know; the rest is as it should be for telephones.
        public init(
            ports: ClosedRange<UInt16>, threads: Int,
            detector: @escaping @Sendable () -> any DigitDetector,
            handle: @escaping @Sendable ([MediaNotice]) -> Void
        ) {
            self.ports = ports
            self.threads = threads
            self.detector = detector
            self.handle = handle
            realTime = false
            step = .milliseconds(2)
            patience = .seconds(30)
            coders = [:]
        }
    }
}
