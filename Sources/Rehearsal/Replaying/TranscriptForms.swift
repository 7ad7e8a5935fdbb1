import Flows
import Telephony
import Transcripts

/// The ways to write down a recorded call, the plainest first.
struct TranscriptForms {
    /// Which times are told.
    private enum Times {
        case none, acts, all
    }

    /// A way to write it down.
    struct Form {
        var transcript: Transcript
        /// Whether it has a line for each of the call, so that theirs have the same numbers.
        var isWhole: Bool
    }

    private let recorded: Transcript
    private let headers: [Transcript.Header]

    init(_ recorded: Transcript, _ records: [JournalRecord], _ program: FlowProgram) {
        self.recorded = recorded
        headers = Self.headers(of: recorded, records, program)
    }

    /// All of them; never empty.
    var all: [Form] {
        var forms: [Form] = []
        for isLoose in [false, true] {
            for times in [Times.none, .acts] {
                for hasValues in [false, true] {
                    forms += headers.map {
                        form($0, times, hasValues: hasValues, isLoose: isLoose)
                    }
                }
            }
        }
        return forms + headers.map { form($0, .all, hasValues: true, isLoose: false) }
    }

    /// How the call may be said to come in: with the customer, where one is known, and without; from
    /// nobody, or from a number that was made up, in place of one that is not told in full.
    private static func headers(
        of recorded: Transcript, _ records: [JournalRecord], _ program: FlowProgram
    ) -> [Transcript.Header] {
        var header = recorded.header
        var standIn: PhoneNumber?
        if case .hidden(let shown) = header.from {
            header.from = .withheld
            standIn = program.standIn(for: shown)
        }
        for record in records {
            if case .arrived(let arrival) = record.event, program.flow(called: header.to) == nil {
                header.to = arrival.flow
            }
        }
        let customer = recorded.lines.lazy.compactMap { line in
            if case .customer(let name, let segment) = line.moment { (name, segment) } else { nil }
        }.first
        var strangers = [header]
        if let standIn {
            header.from = .number(standIn)
            strangers.append(header)
            header.from = .withheld
        }
        guard let (customer, segment) = customer else { return strangers }
        // A customer who is not told is stood in for by one with whom the call goes the same way.
        let names = customer == "…" ? program.standIns(of: segment) : [customer]
        return names.map { name in
            var known = header
            known.customer = name
            if header.from == .withheld { known.from = nil }
            return known
        } + strangers
    }

    private func form(
        _ header: Transcript.Header, _ times: Times, hasValues: Bool, isLoose: Bool
    ) -> Form {
        var lines: [TranscriptLine] = []
        var wait = Wait()
        for var line in recorded.lines.ringingLast {
            if isLoose, wait.dependsOnOthers(line.moment) {
                if lines.last?.moment == .anything { continue }
                line = TranscriptLine(.anything)
            } else if isLoose {
                line.moment = line.moment.wherever
            }
            lines.append(line.told(times == .all, acts: times == .acts, hasValues: hasValues))
        }
        return Form(
            transcript: Transcript(header: header, lines: lines),
            isWhole: lines.count == recorded.lines.count)
    }
}

/// Where a call waits in a queue: what it hears and who rings there goes by other callers.
private struct Wait {
    private var isWaiting = false
    /// The step at which the caller came to the queue and comes back to it, from a step that a key
    /// led to.
    private var step: String?
    private var lastStep: String?

    /// Takes the next moment of the call, and tells whether it goes by where others stand.
    mutating func dependsOnOthers(_ moment: Moment) -> Bool {
        switch moment {
        case .agentRings, .agentMisses, .announce, .hear, .transferFails: return isWaiting
        case .press, .consent: break
        case .enter:
            isWaiting = true
            step = lastStep
        case .step(_, let name):
            lastStep = name
            isWaiting = name == step
        case .leave, .abandon:
            isWaiting = false
            step = nil
        default: isWaiting = false
        }
        return false
    }
}

extension Moment {
    /// The moment without what goes by the callers before: the place in the queue, and the name of a
    /// talk's recording, which counts all that was written down of the call before.
    fileprivate var wherever: Moment {
        func anyTalk(_ name: String) -> String { name.hasPrefix("talk-") ? "talk-…" : name }
        return switch self {
        case .enter(let queue, _): .enter(queue: queue, position: nil)
        case .record(let name): .record(name: anyTalk(name))
        case .recorded(let name, let length): .recorded(name: anyTalk(name), length: length)
        default: self
        }
    }
}

extension FlowProgram {
    /// The first customers of a segment, or of all, in each file by whose lines flows identify
    /// callers.
    fileprivate func standIns(of segment: String?) -> [String] {
        let lookUps = flows.values.sorted { $0.name < $1.name }.flatMap(\.steps)
            .compactMap { step -> (file: CustomerDirectory, customer: String, segment: String?)? in
                guard case .lookUp(let lookUp) = step.kind, let identifies = lookUp.identifies,
                    let file = centre.directories[lookUp.directory]?.customers
                else { return nil }
                return (file, identifies.customer, identifies.segment)
            }
        var names: [String] = []
        for (file, customer, column) in lookUps {
            guard let place = file.columns.firstIndex(of: customer) else { continue }
            let segments = column.flatMap { file.columns.firstIndex(of: $0) }
            let known = (0..<min(file.count, 2_000)).lazy.compactMap(file.line).filter { line in
                segments.map { line[$0] == segment } ?? true
            }
            for line in known.prefix(8) where !names.contains(line[place]) {
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
        switch moment {
        case .lookUp(let directory, let outcome, _) where !hasValues:
            line.moment = .lookUp(directory: directory, outcome, values: [])
        // A number that is not told in full may be any.
        case .acceptCallback(let queue, let number) where PhoneNumber(number) == nil:
            line.moment = .acceptCallback(queue: queue, number: "…")
        default: break
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
