import Telephony

/// What became of one call.
struct CallOutcome: Sendable {
    /// Why a call was not answered, or could not be placed.
    struct Failure: Hashable, Sendable {
        /// The last status of SIP; nil where none came.
        var status: Int?
        /// Why, in words; may be empty.
        var reason: String
    }

    /// A prompt that was to be heard.
    struct Prompt: Equatable, Sendable {
        /// Its name, or its text.
        var name: String
        /// When it began, since the first packet; nil where it was not heard.
        var time: Duration?
    }

    /// Nil where it was answered.
    var failure: Failure?
    /// From the INVITE to the 200.
    var setUp: Duration?
    /// From the INVITE to the first answer after 100.
    var postDialDelay: Duration?
    /// From the INVITE to the first packet.
    var firstPacket: Duration?
    /// From the answer to the end.
    var length = Duration.zero
    /// What its packets were like.
    var packets = PacketTally()
    /// From the end of keys to the first sound after them.
    var keyToSound = DurationTally()
    /// The prompts of the transcript, in order.
    var prompts: [Prompt] = []
}
