public import Telephony

/// What a call wants done.
public enum CallEffect: Equatable, Sendable {
    /// Writes an event down. What follows it and can be seen outside waits until it is durable.
    case journal(CallEvent)
    /// Puts the call in a queue: a visit begins, which the core writes down. An agent whom the
    /// caller is sent to is asked first.
    ///
    /// ``CallInput/queueJoined`` or ``CallInput/queueRefused(_:)`` follows at once; nothing is said
    /// to the caller before.
    case enqueue(queue: String, preferred: AgentID? = nil)
    /// Has a visit written down that begins and ends at once, since the queue is closed; the call
    /// does not get a place. The call itself writes down how it ends.
    case noteVisit(queue: String)
    /// The caller listens to something else: the visit goes on, but no agent is rung.
    case stepAside
    /// The caller waits again, at the place that was kept.
    case comeBack
    /// Takes the call out of its queue, whether it waits there or stands aside.
    case leaveQueue
    /// Asks where the call stands; ``CallInput/estimated(position:_:)`` follows at once.
    case wantEstimate
    /// Asks to keep the caller's place in a queue and to call them at this number when it is their
    /// turn. Where the call has no visit there, one begins and is written down.
    ///
    /// ``CallInput/callbackTaken(_:)`` follows at once; the call writes down what it means.
    case callBack(queue: String, number: PhoneNumber)
    /// Asks to change what an agent does; ``CallInput/agentDone(_:)`` follows. Boxed: it is rare.
    indirect case agent(AgentWish)
    /// The call went through this: for those who asked to be told, and for no journal. Boxed: it is
    /// never there in a live call.
    indirect case passed(Passage)
    /// Does something on the call's line, with its timers or outside.
    case act(CallAct)
}

/// What a call does outside the core. The shell carries acts out in the order it gets them.
public enum CallAct: Equatable, Sendable {
    /// Takes the call: the caller hears what is played from now on.
    case answer
    /// Plays an utterance, once; its end comes back as ``CallInput/promptEnded(_:)``.
    case play(PlaybackID, Utterance)
    /// Plays music, again and again, until it is stopped.
    case playMusic(PlaybackID, name: String)
    /// Stops a playback; no end of it comes back.
    case stopPlayback(PlaybackID)
    /// Starts a timer, or starts it anew.
    case setTimer(CallTimer, Duration)
    /// Stops a timer, which then never fires.
    case cancelTimer(CallTimer)
    /// Asks a customer file for the line whose column holds a value.
    case lookUp(RequestID, directory: String, column: String, value: String)
    /// Asks an HTTP endpoint. Boxed: it is rare, and the largest by far.
    indirect case request(RequestID, WebRequest)
    /// Rings a destination of the centre file, and joins it with the caller once it answers; what
    /// came of it comes back as ``CallInput/transferAnswered`` or
    /// ``CallInput/transferFailed(reason:)``.
    case reach(destination: String)
    /// Hangs up on the destination that is rung or was reached; the caller stays.
    case release
    /// Begins to record the caller's voice.
    case startRecording(name: String)
    /// Ends the recording.
    case stopRecording
    /// Hangs up on the caller.
    case hangUp
}
