import CallCentre
import Queues
import Telephony
import Transcripts

extension Stage {
    /// Lets others stand in queues: ghosts whom nobody calls back, and who were there before.
    mutating func fill(_ crowds: [Transcript.Crowd]) {
        guard let number = PhoneNumber("+33100000000") else { return }
        for (queue, count) in Self.lengths(of: crowds) {
            for place in 0..<count {
                let kept = KeptCallback(
                    queue: queue, caller: CallerID(rawValue: "crowd"), number: number,
                    since: .seconds(place - count), accepted: .zero, attempts: 0,
                    pause: TranscriptTest.longestCall * 10)
                let name = CallID(rawValue: "crowd-\(queue)-\(place + 1)")
                take(.callback(name, .kept(kept)), at: now)
            }
        }
    }

    /// How many stand in each queue; several crowds of one queue stand there together.
    private static func lengths(
        of crowds: [Transcript.Crowd]
    ) -> [(queue: String, count: Int)] {
        var lengths: [(queue: String, count: Int)] = []
        for crowd in crowds {
            if let place = lengths.firstIndex(where: { $0.queue == crowd.queue.name }) {
                lengths[place].count += crowd.count
            } else {
                lengths.append((crowd.queue.name, crowd.count))
            }
        }
        return lengths
    }
}
