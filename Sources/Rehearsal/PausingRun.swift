public import Telephony

/// Something rehearsed that pauses where it must know how long a prompt lasts.
public protocol PausingRun: Sendable {
    /// Goes on to the next pause.
    ///
    /// - Returns: The prompt whose length is wanted; nil once the run is over.
    mutating func resume() -> Utterance?

    /// Tells the length of the prompt that ``resume()`` asked for.
    mutating func learn(_ length: Duration)
}

extension PausingRun {
    /// Goes on to the end, and has prompts rendered to know how long they last.
    ///
    /// - Throws: The error of the renderer.
    public mutating func finish(with renderer: any PromptRendering) async throws {
        while let utterance = resume() {
            learn(try await renderer.sound(for: utterance).duration)
        }
    }
}
