import Flows
import Telephony
import Transcripts

/// The ways to write down a recorded call, the plainest first.
struct TranscriptForms {
    /// Which times are told.
    private enum Times {
        case none, acts, all
    }

    private let recorded: Transcript
    private let headers: [Transcript.Header]

    init(_ recorded: Transcript, _ records: [JournalRecord], _ program: FlowProgram) {
        self.recorded = recorded
        headers = Self.headers(of: recorded, records, program)
    }

    /// All of them; never empty.
    var all: [Transcript] {
        var forms: [Transcript] = []
        for isLoose in [false, true] {
            for times in [Times.none, .acts] {
                for hasValues in [false, true] {
                    forms += headers.map {
                        form($0, times, hasValues: hasValues, isLoose: isLoose)
                    }
                }
            }
        }
        return forms + [form(recorded.header, .all, hasValues: true, isLoose: false)]
    }

    /// How the call may be said to come in: with the customer, where one is known, and without.
    private static func headers(
        of recorded: Transcript, _ records: [JournalRecord], _ program: FlowProgram
    ) -> [Transcript.Header] {
        var header = recorded.header
        // A number that is not told in full is that of nobody here.
        if case .hidden = header.from { header.from = .withheld }
        for record in records {
            if case .arrived(let arrival) = record.event, program.flow(called: header.to) == nil {
                header.to = arrival.flow
            }
        }
        let customer = recorded.lines.lazy.compactMap { line in
            if case .customer(let name, _) = line.moment { name } else { nil }
        }.first
        guard let customer else { return [header] }
        // A customer who is not told is stood in for by one with whom the call goes the same way.
        let names = customer == "…" ? program.standIns : [customer]
        return names.map { name in
            var known = header
            known.customer = name
            if header.from == .withheld { known.from = nil }
            return known
        } + [header]
    }

    private func form(
        _ header: Transcript.Header, _ times: Times, hasValues: Bool, isLoose: Bool
    ) -> Transcript {
        var lines: [TranscriptLine] = []
        var isWaiting = false
        for var line in recorded.lines {
            switch line.moment {
            case .enter: isWaiting = true
            case .agentRings, .agentMisses, .announce, .hear: break
            default: isWaiting = false
            }
            if isLoose, isWaiting {
                switch line.moment {
                case .enter(let queue, _): line.moment = .enter(queue: queue, position: nil)
                default:
                    if lines.last?.moment == .anything { continue }
                    line = TranscriptLine(.anything)
                }
            }
            lines.append(line.told(times == .all, acts: times == .acts, hasValues: hasValues))
        }
        return Transcript(header: header, lines: lines)
    }
}

extension FlowProgram {
    /// The first customers of each file by whose lines flows identify callers.
    fileprivate var standIns: [String] {
        let lookUps = flows.values.sorted { $0.name < $1.name }.flatMap(\.steps)
            .compactMap { step -> (file: CustomerDirectory, column: String)? in
                guard case .lookUp(let lookUp) = step.kind, let identifies = lookUp.identifies,
                    let file = centre.directories[lookUp.directory]?.customers
                else { return nil }
                return (file, identifies.customer)
            }
        var names: [String] = []
        for (file, column) in lookUps {
            guard let place = file.columns.firstIndex(of: column) else { continue }
            for line in (0..<min(file.count, 8)).compactMap(file.line)
            where !names.contains(line[place]) {
                names.append(line[place])
            }
        }
        return names
    }
}

extension TranscriptLine {
    /// The line with its time only where that is wanted.
    fileprivate func told(_ isWhole: Bool, acts: Bool, hasValues: Bool) -> TranscriptLine {
        var line = self
        if case .lookUp(let directory, let outcome, _) = moment, !hasValues {
            line.moment = .lookUp(directory: directory, outcome, values: [])
        }
        guard !isWhole else { return line }
        guard acts else {
            line.time = nil
            if case .press(var keys) = moment {
                keys.pressedAt = []
                line.moment = .press(keys)
            }
            return line
        }
        switch moment {
        case .press: break
        default: if !moment.mayBeDone(byAgentsAtWork: false) { line.time = nil }
        }
        return line
    }
}
