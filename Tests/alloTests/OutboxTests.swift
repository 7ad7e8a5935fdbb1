import Dispatch
import Synchronization
import Testing

@testable import allo

@Suite(.timeLimit(.minutes(1))) struct OutboxTests {
    /// Who writes only when they may.
    private final class Writer: Sendable {
        let mayWrite = DispatchSemaphore(value: 0)
        private let texts = Mutex<[String]>([])

        var written: [String] { texts.withLock { $0 } }

        func write(_ text: String) {
            mayWrite.wait()
            mayWrite.signal()
            texts.withLock { $0.append(text) }
        }
    }

    @Test func `a reader who stalls holds up nobody, and what is left out is said`() async {
        let writer = Writer()
        let outbox = Outbox(limit: 9) { writer.write($0) }
        for text in ["one", "two", "three", "four"] { outbox.put(text) }
        await outbox.finish(within: .milliseconds(10))
        #expect(writer.written.isEmpty)
        writer.mayWrite.signal()
        await outbox.finish(within: .seconds(60))
        #expect(
            writer.written == [
                "one", "allo: messages are read too slowly, left out: 2\n", "two",
            ])
        outbox.put("three")
        await outbox.finish(within: .seconds(60))
        #expect(writer.written.last == "three", "there is room again")
    }

    @Test func `transcripts that nobody reads end all the same`() async {
        let queue = DispatchQueue(label: "stalled")
        let reader = DispatchSemaphore(value: 0)
        queue.async { reader.wait() }
        await queue.finish(within: .milliseconds(10))
        reader.signal()
        await queue.finish(within: .seconds(60))
    }
}
