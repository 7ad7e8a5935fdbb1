import Telephony
import Transcripts

extension [TranscriptLine] {
    /// The lines with what telephones of agents do after what is said, or pressed and said, at the
    /// same moment: live, queues ring before the flow speaks, and ring no more before it goes on;
    /// here, that is repeated after it.
    var ringingLast: [TranscriptLine] {
        var lines = self
        for place in lines.indices.dropLast().reversed() {
            var ring = place
            while ring + 1 < lines.count, lines[ring + 1].time == lines[ring].time,
                lines[ring + 1].moment.comesBefore(lines[ring].moment)
            {
                lines.swapAt(ring, ring + 1)
                ring += 1
            }
        }
        return lines
    }
}

extension Moment {
    /// Whether it stands before a telephone of the same moment.
    fileprivate func comesBefore(_ ring: Moment) -> Bool {
        switch ring {
        case .agentRings: if case .hear = self { true } else { false }
        case .agentMisses(_, .withdrawn): agent == nil
        default: false
        }
    }
}
