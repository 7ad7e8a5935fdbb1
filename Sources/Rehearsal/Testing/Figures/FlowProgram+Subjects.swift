import Flows
import Telephony
import Transcripts

extension FlowProgram {
    /// The segments that customers can be of: those of the customer files by which flows identify
    /// them, and those of customers and letters that a transcript tells itself.
    func segments(toldBy transcript: Transcript) -> Set<String> {
        var columns: [String: Set<String>] = [:]
        for step in flows.values.flatMap(\.steps) {
            guard case .lookUp(let lookUp) = step.kind, let column = lookUp.identifies?.segment
            else { continue }
            columns[lookUp.directory, default: []].insert(column)
        }
        var segments: Set<String> = []
        for (directory, columns) in columns {
            guard let file = centre.directories[directory]?.customers else { continue }
            let places = columns.compactMap(file.columns.firstIndex)
            for line in (0..<file.count).compactMap(file.line) {
                segments.formUnion(places.map { line[$0] })
            }
        }
        for line in transcript.lines {
            switch line.moment {
            case .lookUp(let directory, .found, let values):
                let told = values.filter { columns[directory]?.contains($0.name) == true }
                segments.formUnion(told.map(\.text))
            case .letter(_, .comes(let letter)):
                segments.formUnion(letter.segment.map { [$0] } ?? [])
            default: continue
            }
        }
        segments.remove("")
        return segments
    }

    /// What calls and letters can be about: the motives of steps and choices, and those that a
    /// transcript tells itself.
    func motives(toldBy transcript: Transcript) -> Set<String> {
        let steps = flows.values.flatMap(\.steps)
        let choices = steps.flatMap { step -> [Menu.Choice] in
            switch step.kind {
            case .menu(let menu): menu.choices
            case .collect(let collect): collect.escapes
            case .queue(let visit): visit.escapes
            default: []
            }
        }
        let told = transcript.lines.compactMap { line -> String? in
            switch line.moment {
            case .motive(let motive): motive
            case .letter(_, .comes(let letter)): letter.motive
            default: nil
            }
        }
        return Set(told)
            .union(steps.compactMap(\.notes.motive)).union(choices.compactMap(\.notes.motive))
    }
}
