public import Telephony

/// What a call does to the world outside its flow.
///
/// The shell carries effects out in the order of the list. A cancelled timer never fires.
public enum CallEffect: Equatable, Sendable {
    /// Writes an event down. What follows it and can be seen outside waits until it is durable.
    case journal(CallEvent)
    /// Plays an utterance, once; its end comes back as ``CallInput/promptEnded(_:)``.
    case play(PlaybackID, Utterance)
    /// Plays music, again and again, until it is stopped.
    case playMusic(PlaybackID, name: String)
    /// Stops a playback; no end of it comes back.
    case stopPlayback(PlaybackID)
    /// Starts a timer, or starts it anew.
    case setTimer(CallTimer, Duration)
    /// Stops a timer.
    case cancelTimer(CallTimer)
    /// Asks a customer file for the line whose column holds a value.
    case lookUp(RequestID, directory: String, column: String, value: String)
    /// Asks an HTTP endpoint.
    case request(RequestID, WebRequest)
    /// Puts the call in a queue.
    case enqueue(queue: String, limit: Duration?)
    /// Takes the call out of its queue, as the caller wished.
    case leaveQueue
    /// Hands the call to a destination of the centre file.
    case transfer(destination: String)
    /// Begins to record the caller's voice.
    case startRecording(name: String)
    /// Ends the recording.
    case stopRecording
    /// Hangs up on the caller.
    case hangUp
}
