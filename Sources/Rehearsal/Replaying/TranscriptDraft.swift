public import Flows
public import Telephony
import Transcripts

/// A recorded call made into a transcript that a test of it passes.
///
/// Of the ways to write it down the plainest is taken that passes: without times, where the caller
/// pressed keys once all was said; with the times of what callers and agents did, where they cut in;
/// without what was said during a wait, where other callers stood before this one.
///
/// ```swift
/// var draft = try TranscriptDraft(records, path: "tests/solde.call", program: program)
/// try await draft.finish(with: renderer)
/// print(draft.text, draft.failure ?? "passes")
/// ```
public struct TranscriptDraft: PausingRun {
    private let path: String
    private let program: FlowProgram
    private var forms: ArraySlice<Transcript>
    private var lengths: PromptLengths
    private var test: TranscriptTest?
    private var written: String?
    /// The transcript as it was, with all of its times.
    private let whole: String

    /// Why a test of the transcript fails, in words; nil where it passes.
    public private(set) var failure: String?

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
        guard let recorded = Transcript(records: records) else {
            throw RehearsalError(.noArrival)
        }
        self.path = path
        self.program = program
        self.lengths = lengths
        whole = recorded.text
        forms = TranscriptForms(recorded, records, program).all[...]
    }

    /// The transcript as a file is to hold it.
    public var text: String { written ?? whole }

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
            if result.hasPassed {
                written = forms.first?.text
                failure = nil
            } else {
                failure = failure ?? "\(result)"
            }
            forms.removeFirst()
        }
        return nil
    }

    /// Begins to test the next form that can be; false where there is none.
    private mutating func begin() -> Bool {
        while let form = forms.first {
            do {
                test = try TranscriptTest(
                    Transcript(parsing: form.text, file: path), name: path, program: program,
                    lengths: lengths)
                return true
            } catch {
                failure = failure ?? "\(error)"
                forms.removeFirst()
            }
        }
        return false
    }
}
