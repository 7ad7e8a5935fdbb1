public import Flows
public import Telephony
import Transcripts

/// A recorded call made into a transcript that a test of it passes.
///
/// Of the ways to write it down the plainest is taken that passes: without times, where the caller
/// pressed keys once all was said; with the times of what callers and agents did, where they cut in;
/// without what was said during a wait, where other callers stood before this one. One that passes
/// both with the sound of prompts and with 65 ms a character goes before one that passes with sound
/// alone. A number that the records don't tell in full is left out, or another stands in for it, as
/// do agents of the centre for those whom a simulation brought.
///
/// ```swift
/// var draft = try TranscriptDraft(records, path: "tests/solde.call", program: program)
/// try await draft.finish(with: renderer)
/// print(draft.text ?? draft.failure ?? "")
/// ```
public struct TranscriptDraft: PausingRun {
    /// Which agents of the centre stand in for those whom it does not have.
    public let standIns: [String: String]
    private let path: String
    private let program: FlowProgram
    private var forms: ArraySlice<TranscriptForms.Form>
    private var lengths: PromptLengths
    private var test: TranscriptTest?
    private var written: String?
    /// The first that passes, but only with the lengths that were told.
    private var second: String?
    /// Why a test fails, of the form that came farthest.
    private var complaint: (text: String, lines: Int)?
    private var passesInSilence = false

    /// Prepares a draft.
    ///
    /// - Parameters:
    ///   - records: the records of one call, in order.
    ///   - path: where the transcript will be, for positions.
    ///   - program: the flows that it will be tested against.
    ///   - lengths: how long prompts last.
    /// - Throws: ``RehearsalError`` where the records don't begin with an arrival.
    public init(
        _ records: [JournalRecord], path: String, program: FlowProgram,
        lengths: PromptLengths = PromptLengths(.text)
    ) throws(RehearsalError) {
        let agents = AgentStandIns(for: records, in: program.centre)
        let records = agents.applied(to: records)
        guard let recorded = Transcript(records: records) else {
            throw RehearsalError(.noArrival)
        }
        standIns = agents.names
        self.path = path
        self.program = program
        self.lengths = lengths
        forms = TranscriptForms(recorded, records, program).all[...]
    }

    /// The transcript as a file is to hold it; nil where none passes.
    public var text: String? { written ?? second }

    /// Why a test of the call fails, in words, with the numbers of its lines as they went; nil where
    /// it passes.
    public var failure: String? { text == nil ? complaint?.text : nil }

    /// Whether the call passes where prompts last 65 ms a character, and only there.
    public var needsSilence: Bool { text == nil && passesInSilence }

    /// Tells the length of the prompt that ``resume()`` asked for.
    public mutating func learn(_ length: Duration) { test?.learn(length) }

    /// Goes on until the length of a prompt is wanted, which it gives, or to the end.
    public mutating func resume() -> Utterance? {
        while written == nil {
            if test == nil, !begin() { return nil }
            if let wanted = test?.resume() { return wanted }
            guard let ended = test, let result = ended.result else { return nil }
            lengths = ended.lengths
            test = nil
            take(result)
            forms.removeFirst()
        }
        return nil
    }

    /// Begins to test the next form that can be; false where there is none.
    private mutating func begin() -> Bool {
        while let form = forms.first {
            do {
                test = try self.test(of: form, lengths)
                return true
            } catch {
                if complaint == nil { complaint = ("\(error)", 0) }
                forms.removeFirst()
            }
        }
        return false
    }

    private func test(
        of form: TranscriptForms.Form, _ lengths: PromptLengths
    ) throws -> TranscriptTest {
        try TranscriptTest(
            Transcript(parsing: form.transcript.text, file: path), name: path, program: program,
            lengths: lengths)
    }

    /// Notes how the test of the first form came out.
    private mutating func take(_ result: TestResult) {
        guard let form = forms.first else { return }
        guard result.hasPassed else {
            if lengths.source != .text, !passesInSilence {
                passesInSilence = passesWithoutSound(form)
            }
            if form.isWhole, result.lines.count > complaint?.lines ?? -1 {
                complaint = ("\(result)", result.lines.count)
            }
            return
        }
        if lengths.source == .text || passesWithoutSound(form) {
            written = form.transcript.text
        } else {
            second = second ?? form.transcript.text
        }
    }

    private func passesWithoutSound(_ form: TranscriptForms.Form) -> Bool {
        // The form has been tested before, so that nothing else can be wrong with it.
        guard var test = try? test(of: form, PromptLengths(.text)) else { return false }
        while test.resume() != nil {}
        return test.result?.hasPassed == true
    }
}
