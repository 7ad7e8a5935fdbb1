import Telephony
import Transcripts

/// What agents do in a test with no caller on the telephone, line by line.
struct Floor {
    private let lines: [(place: Int, line: TranscriptLine)]
    private var cursor = 0

    /// The lines of a transcript that are no caller's.
    init(_ transcript: Transcript, _ owners: [Int?]) {
        lines = zip(owners, transcript.lines).enumerated().compactMap { place, line in
            line.0 == nil ? (place: place, line: line.1) : nil
        }
    }

    /// Whether all of it was done.
    var isDone: Bool { cursor >= lines.count }

    /// The line at the cursor; nil at the end.
    var line: TranscriptLine? { isDone ? nil : lines[cursor].line }

    /// The place of the line at the cursor among all lines; nil at the end.
    var place: Int? { isDone ? nil : lines[cursor].place }

    /// How many lines are left.
    var remaining: Int { lines.count - cursor }

    mutating func moveOn() { cursor += 1 }
}
