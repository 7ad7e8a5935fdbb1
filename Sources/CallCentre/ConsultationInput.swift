/// What happens to a consultation: a call of an agent to a colleague or a queue.
public enum ConsultationInput: Equatable, Sendable {
    /// A telephone whose user has proved who they are dialled this.
    case dialled(String, phone: String)
    /// Who called hung up.
    case hungUp
    /// The one who runs Allo ends it.
    case stopped
}

/// What is to be done for an agent who called a colleague or a queue.
public enum ConsultationAct: Equatable, Sendable {
    /// Says that a colleague is rung.
    case ring
    /// Takes the call.
    case answer
    /// Plays the music of this name, until the agent is joined with somebody.
    case playMusic(name: String)
    /// Turns the call away that was not taken.
    case refuse(DialRefusal)
    /// Hangs up; nothing comes back then.
    case hangUp
}

/// Why an agent's call is turned away.
public enum DialRefusal: Error, Hashable, Sendable, CaseIterable {
    /// Nobody has the number, or no agent is at work at the telephone.
    case unknown
    /// The colleague is not there, or nobody is in the queue.
    case absent
    /// The colleague is busy, the queue is full, or the agent has a colleague on the telephone.
    case busy
}
