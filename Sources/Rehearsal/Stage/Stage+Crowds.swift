import CallCentre
import Queues
import Telephony
import Transcripts

extension Stage {
    /// Lets others stand in queues: ghosts whom nobody calls back, and who were there before.
    mutating func fill(_ crowds: [Transcript.Crowd]) {
        guard let number = PhoneNumber("+33100000000") else { return }
        for crowd in crowds {
            for count in 0..<crowd.count {
                let kept = KeptCallback(
                    queue: crowd.queue.name, caller: CallerID(rawValue: "crowd"), number: number,
                    since: .seconds(count - crowd.count), accepted: .zero, attempts: 0,
                    pause: TranscriptTest.longestCall * 10)
                let name = CallID(rawValue: "crowd-\(crowd.queue.name)-\(count + 1)")
                take(.callback(name, .kept(kept)), at: now)
            }
        }
    }
}
