public import Telephony

/// How far rendering ahead has come.
public struct RenderProgress: Equatable, Sendable {
    /// How many utterances are done with, failed ones too.
    public var done: Int
    /// How many there are in all.
    public var total: Int
    /// What could not be rendered so far, in order.
    public var failures: [Failure]

    /// An utterance that could not be rendered.
    public struct Failure: Equatable, Sendable {
        /// What was to be heard.
        public var utterance: Utterance
        /// Why it can't be.
        public var error: PromptError
    }
}

extension PromptRenderer {
    /// Renders utterances in the background, one after the other, so that they are there when a
    /// caller comes.
    ///
    /// Rendering stops when nobody listens to the progress any more.
    ///
    /// - Parameter utterances: what callers will hear; duplicates are rendered once.
    /// - Returns: the progress from 0 on. One who listens slowly gets the latest only, which holds
    ///   all failures of those before.
    public nonisolated func renderAhead(
        _ utterances: [Utterance]
    ) -> AsyncStream<RenderProgress> {
        var seen: Set<Utterance> = []
        let distinct = utterances.filter { seen.insert($0).inserted }
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            // Owned by the stream, whose end cancels it.
            let task = Task(priority: .utility) {
                var progress = RenderProgress(done: 0, total: distinct.count, failures: [])
                continuation.yield(progress)
                for utterance in distinct where !Task.isCancelled {
                    do throws(PromptError) {
                        _ = try await sound(for: utterance)
                    } catch {
                        progress.failures.append(.init(utterance: utterance, error: error))
                    }
                    progress.done += 1
                    continuation.yield(progress)
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
