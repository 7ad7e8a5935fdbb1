import SIP
import Telephony

/// What a thread is told about its ports.
enum MediaOrder {
    case open(MediaPort.ID, SocketPair)
    case start(MediaPort.ID, StreamTerms, MediaSecurity?)
    case play(MediaPort.ID, Playback)
    case stop(MediaPort.ID, PlaybackID)
    case send(MediaPort.ID, [Digit])
    case listen(MediaPort.ID, SoundTap?)
    case record(MediaPort.ID, (any SoundTrack)?)
    case join(MediaPort.ID, MediaPort.ID)
    case part(MediaPort.ID)
    case report(MediaPort.ID, CheckedContinuation<StreamStatistics?, Never>)
    case close(MediaPort.ID)

    /// The port is about to come from another thread: keep its orders until it is there.
    case expect(MediaPort.ID)
    /// Hand the port over to another thread.
    case handOver(MediaPort.ID, to: Mailbox)
    /// The port is here; nil where it has ended on its way.
    case adopt(MediaPort.ID, MovedStream?)

    /// Close all ports and end.
    case shutDown

    /// The ports that must be here for the order to be obeyed.
    var ports: (MediaPort.ID, MediaPort.ID?)? {
        switch self {
        case .open, .expect, .adopt, .shutDown: nil
        case .start(let port, _, _), .play(let port, _), .stop(let port, _), .send(let port, _),
            .listen(let port, _), .record(let port, _), .part(let port), .report(let port, _),
            .close(let port),
            .handOver(let port, _):
            (port, nil)
        case .join(let first, let second): (first, second)
        }
    }
}
